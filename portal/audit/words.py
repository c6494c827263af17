"""What the log says of each action, in words. An action without words is shown as it stands."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "accounts.change_email": _("E-mailadres van een account veranderd"),
    "accounts.close": _("Account uitgezet"),
    "accounts.create": _("Account gemaakt"),
    "accounts.open": _("Account aangezet"),
    "accounts.roles_changed": _("Rollen veranderd"),
    "audit.prune": _("Oude regels opgeruimd"),
    "briefing.approve": _("Bericht goedgekeurd"),
    "briefing.close": _("Bericht afgesloten"),
    "briefing.create": _("Bericht gemaakt"),
    "briefing.edit": _("Bericht veranderd"),
    "briefing.reject": _("Bericht afgekeurd"),
    "briefing.send": _("Bericht verstuurd"),
    "briefing.submit": _("Bericht ter controle aangeboden"),
    "briefing.withdraw": _("Bericht ingetrokken"),
    "meldpunt.answer": _("Melder geantwoord"),
    "meldpunt.join": _("Lid van het meldpunt geworden"),
    "meldpunt.move": _("Zaak verplaatst"),
    "meldpunt.note": _("Notitie bij een zaak gemaakt"),
    "meldpunt.open": _("Zaak geopend"),
    "meldpunt.open_contact": _("Contactgegevens geopend"),
    "meldpunt.sign_roster": _("Ledenlijst van het meldpunt ondertekend"),
    "meldpunt.take": _("Zaak op naam gezet"),
    "meldpunt.to_advised": _("Zaak naar: advies gegeven"),
    "meldpunt.to_closed": _("Zaak naar: afgesloten"),
    "meldpunt.to_declined": _("Zaak naar: geen vraag voor het meldpunt"),
    "meldpunt.to_handed_over": _("Zaak naar: overgedragen"),
    "meldpunt.to_more_information": _("Zaak naar: wacht op melder"),
    "meldpunt.to_referred_to_help": _("Zaak naar: naar hulp begeleid"),
    "meldpunt.to_returned": _("Zaak naar: teruggelegd"),
    "meldpunt.to_screening": _("Zaak naar: in screening"),
    "meldpunt.to_second_opinion": _("Zaak naar: collegiaal overleg"),
    "meldpunt.to_unfounded": _("Zaak naar: geen zorg gebleken"),
    "meldpunt.to_weighing_proposed": _("Zaak naar: weging voorgesteld"),
    "meldpunt.to_weighing_submitted": _("Zaak naar: in weging"),
    "meldpunt.unlock": _("Kluis geopend"),
    "meldpunt.unlock_failed": _("Kluis niet geopend: verkeerde kluiszin"),
    "membership.appoint": _("Coördinator aangewezen"),
    "membership.confirm": _("Lidmaatschap bevestigd"),
    "membership.decide": _("Besluit over een lidmaatschap"),
    "membership.decline": _("Lidmaatschap afgewezen"),
    "membership.end": _("Lidmaatschap beëindigd"),
    "membership.request": _("Lidmaatschap aangevraagd"),
    "staff.leave": _("Account van een medewerker gesloten"),
    "trainings.cancel_edition": _("Training afgelast"),
    "trainings.change_capacity": _("Aantal plaatsen veranderd"),
    "trainings.change_status": _("Aanmelding veranderd"),
    "trainings.view_registrations": _("Aanmeldingen bekeken"),
}
OBJECTS: dict[str, str | Promise] = {
    "accounts.user": _("Account"),
    "briefings.briefing": _("Bericht"),
    "organisations.membership": _("Lidmaatschap"),
    "reporting_form.case": _("Zaak"),
    "reporting_form.member": _("Lid van het meldpunt"),
    "reporting_form.roster": _("Ledenlijst"),
    "trainings.edition": _("Training"),
    "trainings.registration": _("Aanmelding"),
}


def action_in_words(action: str) -> str:
    return str(ACTIONS.get(action, action))


def object_in_words(object_type: str, object_id: str, reference: str) -> str:
    """The kind of thing, and the reference by which people know it, or else its number."""
    parts = [str(OBJECTS.get(object_type, object_type)), reference or object_id]
    return " ".join(part for part in parts if part)
