"""The mails of this app: written in the transaction of the fact, rendered when they are sent."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.addresses import localised
from portal.core.models import MunicipalitySettings
from portal.mail import kinds
from portal.mail.links import absolute_url, make_token
from portal.mail.models import OutgoingMessage
from portal.mail.rendering import from_templates
from portal.mail.services import enqueue
from trainings import calendar, queries
from trainings.models import Registration, State

LINK_KIND = "training.manage"
PREFIX = "training."
CONFIRMED = "training.confirmed"
WAITING = "training.waiting"
PROMOTED = "training.promoted"
CANCELLED = "training.cancelled"
ALREADY = "training.already_registered"

SUBJECTS = {
    CONFIRMED: gettext_lazy("U hebt een plaats"),
    WAITING: gettext_lazy("U staat op de wachtlijst"),
    PROMOTED: gettext_lazy("Er is een plaats voor u vrij"),
    CANCELLED: gettext_lazy("Uw plaats is afgemeld"),
    ALREADY: gettext_lazy("U was al aangemeld"),
}
METHODS = {CONFIRMED: calendar.REQUEST, PROMOTED: calendar.REQUEST, CANCELLED: calendar.CANCEL}


def register_kinds() -> None:
    for name, subject in SUBJECTS.items():
        kinds.register(kinds.MailKind(name=name, subject=subject, render=partial(render, name=name)))


def tell_placed(registration: Registration) -> None:
    _enqueue(CONFIRMED if registration.state == State.CONFIRMED else WAITING, registration)


def tell_promoted(registration: Registration) -> None:
    _enqueue(PROMOTED, registration)


def tell_cancelled(registration: Registration) -> None:
    _enqueue(CANCELLED, registration)


def tell_already_registered(registration: Registration) -> None:
    """Once a day at most: nobody can fill a mailbox through our form."""
    _enqueue(ALREADY, registration, moment=timezone.localdate().isoformat())


def forget(registration: Registration) -> None:
    """Take this person's address out of the outbox, sent or not."""
    OutgoingMessage.objects.filter(kind__startswith=PREFIX, ref=registration.pk).delete()


def _enqueue(kind: str, registration: Registration, *, moment: str = "") -> None:
    params = {"sequence": registration.ics_sequence}
    enqueue(
        kind=kind,
        to=registration.email,
        locale=registration.locale,
        params=params,
        ref=registration.pk,
        dedupe_key=f"{kind}:{registration.pk}:{moment or registration.ics_sequence}",
    )


def manage_path(registration: Registration) -> str:
    """The address behind which someone sees, cancels or erases a registration, in the active language."""
    token = make_token(LINK_KIND, registration.pk, registration.generation)
    return reverse("trainings:manage", args=[registration.pk, token])


def render(message: OutgoingMessage, *, name: str) -> kinds.RenderedMail:
    """The mail as one person reads it. Raises Registration.DoesNotExist for a registration that is gone."""
    registration = Registration.objects.select_related("edition__training", "edition__pool").get(
        pk=message.ref,  # type: ignore[misc]  # None finds nobody, as it should
        email__iexact=message.to,
    )
    attachments = _attachments(name, registration, message.params.get("sequence", 0))
    return from_templates(
        subject=subject_for(name, registration),
        template=f"trainings/mail/{name.removeprefix(PREFIX)}",
        context={**mail_context(registration), "has_calendar": bool(attachments)},
        attachments=attachments,
    )


def mail_context(registration: Registration) -> dict:
    edition = registration.edition
    is_waiting = registration.state == State.WAITING
    municipality = MunicipalitySettings.objects.filter(site__is_default_site=True).first()
    return {
        "registration": registration,
        "edition": edition,
        "training": edition.training,
        "meetings": edition.coming,
        "position": registration.position,
        "siblings": queries.siblings(edition) if is_waiting else [],
        "by_organiser": registration.state == State.CANCELLED_ORGANISER,
        "municipality": municipality or MunicipalitySettings(),
        "contact_url": absolute_url(localised("/contact/")),
        "training_url": absolute_url(edition.training.localized.url or "/"),
        "manage_url": absolute_url(manage_path(registration)),
    }


def subject_for(name: str, registration: Registration) -> str:
    """Says what happened and the day, not which training: others may see a subject on a screen."""
    subject = str(SUBJECTS[name])
    if name == CANCELLED and registration.state == State.CANCELLED_ORGANISER:
        subject = _("De training gaat niet door")
    starts_at = registration.edition.starts_at
    return f"{subject}: {date_format(timezone.localtime(starts_at), 'j F')}" if starts_at else subject


def _attachments(name: str, registration: Registration, sequence: int) -> list[kinds.Attachment]:
    method = METHODS.get(name)
    if method is None:
        return []
    if method == calendar.CANCEL and not _ever_had_a_place(registration):
        return []
    content = calendar.calendar_for(registration, method=method, sequence=sequence)
    return [kinds.Attachment("training.ics", calendar.content_type(method), content)]


def _ever_had_a_place(registration: Registration) -> bool:
    """Who only waited has nothing in a calendar to take out."""
    sent = OutgoingMessage.objects.filter(ref=registration.pk, kind__in=[CONFIRMED, PROMOTED])
    return sent.exists()
