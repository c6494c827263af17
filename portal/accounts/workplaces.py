"""Where somebody of the team works: the pages that each permission opens."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.roles import CMS, ROLES


@dataclass(frozen=True)
class Workplace:
    """A page of the team and the permission that opens it."""

    permission: str
    address: str
    title: str | Promise
    note: str | Promise


WORKPLACES = (
    Workplace("reporting_form.work_cases", "/team/meldpunt/", _("Meldpunt"), _("Adviesvragen en zorgen beantwoorden.")),
    Workplace(
        "briefings.write_briefing",
        "/team/briefings/",
        _("Berichten aan scholen"),
        _("Een bericht schrijven, controleren en versturen."),
    ),
    Workplace(
        "trainings.manage_trainings",
        "/team/trainingen/",
        _("Trainingen"),
        _("Aanmeldingen, plaatsen en data."),
    ),
    Workplace(CMS, "/beheer/", _("Redactie"), _("De pagina’s en registers van de site.")),
    Workplace(
        "organisations.confirm_membership",
        "/accounts/organisatie/",
        _("Aanvragen van collega’s"),
        _("Bevestigen dat iemand bij een organisatie werkt."),
    ),
    Workplace("audit.view_auditentry", "/team/audit/", _("Logboek"), _("Lezen wie wat deed. U kunt niets veranderen.")),
)


def workplaces_of(user: User) -> list[Workplace]:
    """The places that this person may enter, most urgent first; none for who is not of the team."""
    return [place for place in WORKPLACES if user.is_staff and user.has_perm(place.permission)]


def workplaces_of_role(slug: str) -> list[Workplace]:
    """The same for a role, without asking the database."""
    return [place for place in WORKPLACES if place.permission in ROLES[slug].permissions]
