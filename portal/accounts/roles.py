"""Roles of the team and what each may do. Code asks permissions, never the names of groups.

Visitors, professionals and coordinators are no groups: a professional is a confirmed member of an
organisation, a coordinator a member with that task (see portal.organisations).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

CMS = "wagtailadmin.access_admin"

# Rights on the library of images and documents.
LIBRARY = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")

# Vaults and logs are no part of it: an administrator reads no report and no audit row.
ACCOUNTS = (
    CMS,
    "accounts.add_user",
    "accounts.change_user",
    "accounts.view_user",
    "core.change_municipalitysettings",
    "organisations.confirm_membership",
)


@dataclass(frozen=True)
class Role:
    """A task in the team. `pages` are Wagtail's rights on the home page and below, `library` those on its files."""

    slug: str
    name: str
    permissions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    library: tuple[str, ...] = ()
    demo: tuple[str, ...] = ()


ROLES: dict[str, Role] = {
    role.slug: role
    for role in (
        Role(
            "editor",
            gettext_noop("Redacteur"),
            (
                CMS,
                "organisations.add_helpline",
                "organisations.change_helpline",
                "organisations.view_helpline",
                "organisations.add_organisation",
                "organisations.change_organisation",
                "organisations.view_organisation",
            ),
            pages=("add", "change", "publish"),
            library=LIBRARY,
            demo=("redacteur",),
        ),
        Role(
            "translator",
            gettext_noop("Vertaler"),
            (CMS, "wagtail_localize.submit_translation"),
            pages=("change",),
            library=("choose_image", "choose_document"),
            demo=("vertaler",),
        ),
        Role(
            "briefing-author",
            gettext_noop("Briefing-auteur"),
            ("briefings.write_briefing",),
            demo=("briefing-auteur",),
        ),
        Role(
            "briefing-approver",
            gettext_noop("Briefing-goedkeurder"),
            ("briefings.write_briefing", "briefings.approve_briefing"),
            demo=("briefing-goedkeurder",),
        ),
        Role(
            "training-coordinator",
            gettext_noop("Trainingscoördinator"),
            (
                CMS,
                "trainings.manage_trainings",
                "trainings.add_edition",
                "trainings.change_edition",
                "trainings.view_edition",
            ),
            demo=("trainingscoordinator",),
        ),
        Role(
            "meldpunt-member",
            gettext_noop("Lid van het meldpunt"),
            ("reporting_form.work_cases",),
            demo=("meldpunt-1", "meldpunt-2"),
        ),
        Role(
            "meldpunt-lead",
            gettext_noop("Leider van het meldpunt"),
            ("reporting_form.work_cases", "reporting_form.lead_team"),
            demo=("meldpunt-lead",),
        ),
        Role(
            "auditor",
            gettext_noop("Auditor"),
            ("audit.view_auditentry",),
            demo=("auditor",),
        ),
        Role(
            "administrator",
            gettext_noop("Beheerder"),
            ACCOUNTS,
            demo=("beheerder",),
        ),
    )
}

STAFF_ROLES = tuple(ROLES)
