"""Which actor reaches which address. One line per pattern: `"namespace:name": expectation`.

A pattern without a line fails `test_matrix.py`. Expectations:

    PUBLIC              everyone, signed in or not, without a detour to sign-in
    SIGNED_IN           whoever is signed in; others go to sign-in
    SIGN_IN             a page of allauth: anyone may ask it, it decides for itself
    CLOSED              nobody: always a redirect to sign-in
    staff("app.perm")   the roles that hold this permission, with a second factor; others 403
    staff(…, needs_more=True)  the same, but the permission is not enough: an active seat in the vault, say
    TEAM                every role of the team, with a second factor
    COORDINATOR         coordinators and staff that confirms memberships

Patterns with arguments are asked for something that does not exist: who may enter gets 404, who may not
must get 403 or a redirect before anything is looked up.
"""

from dataclasses import dataclass

from portal.accounts.roles import CMS, ROLES, STAFF_ROLES

ACTORS = ("anonymous", "professional", "coordinator", *STAFF_ROLES, "password-only")
OUTSIDERS = ("anonymous", "password-only")
INSIDERS = tuple(actor for actor in ACTORS if actor not in OUTSIDERS)


@dataclass(frozen=True)
class Expectation:
    """Who may enter; the others get a redirect to sign-in (outsiders) or 403 (insiders)."""

    allowed: tuple[str, ...]
    any_answer: bool = False
    needs_more: bool = False


PUBLIC = Expectation(ACTORS)
SIGNED_IN = Expectation(INSIDERS)
SIGN_IN = Expectation(ACTORS, any_answer=True)
CLOSED = Expectation(())


def holders(permission: str) -> tuple[str, ...]:
    return tuple(slug for slug, role in ROLES.items() if permission in role.permissions)


def staff(*permissions: str, needs_more: bool = False) -> Expectation:
    allowed = tuple(actor for actor in ACTORS if any(actor in holders(name) for name in permissions))
    return Expectation(allowed, needs_more=needs_more)


TEAM = Expectation(STAFF_ROLES)


COORDINATOR = Expectation(("coordinator", *holders("organisations.confirm_membership")))

ROWS: dict[str, Expectation] = {
    # Shell
    "style": TEAM,
    "core:exit": PUBLIC,
    "core:blank": PUBLIC,
    "core:security_txt": PUBLIC,
    "core:robots_txt": PUBLIC,
    "core:live": PUBLIC,
    "core:ready": PUBLIC,
    "core_local:exit_explained": PUBLIC,
    "search:results": PUBLIC,
    "wagtail_serve": PUBLIC,
    # Accounts
    "closed_wagtail_login": CLOSED,
    "closed_wagtail_password_reset": CLOSED,
    "closed_wagtail_frontend_login": CLOSED,
    "wagtailcore_login": CLOSED,
    "accounts:closed_set_password": CLOSED,
    "accounts:closed_email": CLOSED,
    "accounts:overview": SIGNED_IN,
    "team_accounts:audit": staff("audit.view_auditentry"),
    "organisations:request_membership": SIGNED_IN,
    "organisations:coordinate": COORDINATOR,
    # Knowledge base
    "knowledgebase:definitions": PUBLIC,
    "knowledgebase:definition": PUBLIC,
    "knowledgebase:tools": PUBLIC,
    "knowledgebase:tool": PUBLIC,
    # Meldpunt
    "reporting_form:advice": PUBLIC,
    "reporting_form:concern": PUBLIC,
    "reporting_form:self": PUBLIC,
    "reporting_form:follow_up": PUBLIC,
    "reporting_form_team:queue": staff("reporting_form.work_cases", needs_more=True),
    "reporting_form_team:unlock": staff("reporting_form.work_cases", needs_more=True),
    "reporting_form_team:lock": staff("reporting_form.work_cases", needs_more=True),
    "reporting_form_team:case": staff("reporting_form.work_cases", needs_more=True),
    "reporting_form_team:take": staff("reporting_form.work_cases", needs_more=True),
    "reporting_form_team:answer": staff("reporting_form.work_cases", needs_more=True),
    "reporting_form_team:step": staff("reporting_form.work_cases", needs_more=True),
    "reporting_form_team:contact": staff("reporting_form.work_cases", needs_more=True),
    # Trainings
    "trainings:sign_up": PUBLIC,
    "trainings:signed_up": PUBLIC,
    "trainings:disowned": PUBLIC,
    "trainings:manage": PUBLIC,
    "team_trainings:editions": staff("trainings.manage_trainings"),
    "team_trainings:edition": staff("trainings.manage_trainings"),
    "team_trainings:capacity": staff("trainings.manage_trainings"),
    "team_trainings:cancel": staff("trainings.manage_trainings"),
    # Briefings
    "briefings:index": PUBLIC,
    "briefings:detail": PUBLIC,
    "briefings:age_guide": PUBLIC,
    "briefings:confirm": PUBLIC,
    "team_briefings:list": staff("briefings.write_briefing", "briefings.approve_briefing"),
    "team_briefings:create": staff("briefings.write_briefing"),
    "team_briefings:show": staff("briefings.write_briefing", "briefings.approve_briefing"),
    "team_briefings:edit": staff("briefings.write_briefing"),
    "team_briefings:check": staff("briefings.write_briefing"),
    "team_briefings:decide": staff("briefings.approve_briefing"),
    "team_briefings:live": staff("briefings.write_briefing", "briefings.approve_briefing"),
    "team_briefings:close": staff("briefings.write_briefing"),
    "team_briefings:withdraw": staff("briefings.approve_briefing"),
}

# Whole includes of other people's code: one line each, by the start of their route. Lines above and longer
# starts win. The crawl of Wagtail's admin asks every pattern below `beheer/` as every actor.
INCLUDES: dict[str, Expectation] = {
    "beheer/": staff(CMS),
    "beheer/users/": staff("accounts.change_user"),
    "beheer/groups/": Expectation(()),
    "beheer/snippets/organisations/helpline/": staff("organisations.change_helpline"),
    "beheer/snippets/organisations/organisation/": staff("organisations.change_organisation"),
    "documenten/": PUBLIC,
    "accounts/": SIGN_IN,
    "captcha/": PUBLIC,
    "_util/": PUBLIC,
}

# Assets of the admin that hold nothing: whoever passed the second factor may fetch them.
HOLLOW = {
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}


def expectation_for(route: str, name: str) -> Expectation | None:
    """The line for this pattern: by its name, else by the longest start of its route; None when there is none."""
    if name in ROWS:
        return ROWS[name]
    starts = [start for start in INCLUDES if route.startswith(start)]
    return INCLUDES[max(starts, key=len)] if starts else None
