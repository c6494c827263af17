"""Four eyes: a second person approves exactly what is sent, and approving is sending."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.services import audited_refusals, record
from portal.briefings import audience
from portal.briefings.models import Approval, Briefing, BriefingVersion, Decision, Delivery, Dispatch
from portal.briefings.workflow import State, check_transition
from portal.core.page_cache import publish_changed
from portal.mail.models import OutgoingMessage
from portal.mail.services import URGENT, enqueue_many, new_message
from portal.organisations.models import ContactPoint

APPROVE = "briefings.approve_briefing"
MAIL = "briefing.sent"


class SelfApprovalError(PermissionDenied):
    """Someone who wrote, edited or submitted the briefing tried to decide on it."""


class ApprovalVoidError(ValidationError):
    """The text is not, or no longer, the one that the approver read."""

    def __init__(self) -> None:
        super().__init__(_("De tekst is intussen veranderd. Lees de nieuwe versie en besluit dan."))


@audited_refusals("briefing.approve")
@transaction.atomic
def approve(*, version_pk: int, sha256: str, actor: User) -> Dispatch:
    """Approve and send in one transaction; a second approval of the same version returns the same dispatch.

    Raises SelfApprovalError for any author, superusers included, and ApprovalVoidError for any other text.
    """
    version = _lock(version_pk)
    _check_second_person(version, actor)
    _check_same_text(version, sha256)
    if dispatch := Dispatch.objects.filter(version=version).first():
        return dispatch
    _check_current(version, State.SENT)
    Approval.objects.create(version=version, approver=actor, decision=Decision.APPROVED)
    record(actor=actor, action="briefing.approve", obj=version.briefing, reference=version.sha256)
    return _send(version, actor)


@audited_refusals("briefing.reject")
@transaction.atomic
def reject(*, version_pk: int, sha256: str, actor: User, reason: str) -> Approval:
    """Send the version back to its authors, with the reason."""
    version = _lock(version_pk)
    _check_second_person(version, actor)
    _check_same_text(version, sha256)
    _check_current(version, State.DRAFT)
    if not reason.strip():
        raise ValidationError(_("Schrijf op wat er anders moet."))
    approval = Approval.objects.create(
        version=version, approver=actor, decision=Decision.REJECTED, reason=reason.strip()
    )
    version.briefing.state = State.DRAFT
    version.briefing.save(update_fields=["state"])
    record(actor=actor, action="briefing.reject", obj=version.briefing, reference=version.sha256)
    return approval


def may_decide(briefing: Briefing, user: User) -> bool:
    """Whether this person is a second person for this briefing."""
    return user.is_active and user.has_perm(APPROVE) and not _wrote(briefing, user)


def _wrote(briefing: Briefing, user: User) -> bool:
    return briefing.authors.filter(pk=user.pk).exists() or briefing.versions.filter(submitted_by_id=user.pk).exists()


def _lock(version_pk: int) -> BriefingVersion:
    """The version, with its briefing row locked: two approvers wait for each other here."""
    version = BriefingVersion.objects.get(pk=version_pk)
    version.briefing = Briefing.objects.select_for_update().get(pk=version.briefing_id)
    return version


def _check_second_person(version: BriefingVersion, actor: User) -> None:
    if not may_decide(version.briefing, actor):
        raise SelfApprovalError(_("U schreef mee aan dit bericht. Iemand anders moet het goedkeuren."))


def _check_same_text(version: BriefingVersion, sha256: str) -> None:
    if not (sha256 == version.sha256 == version.computed_sha256()):
        raise ApprovalVoidError


def _check_current(version: BriefingVersion, to: State) -> None:
    briefing = version.briefing
    newest = briefing.versions.order_by("-number").values_list("pk", flat=True).first()
    if briefing.state != State.SUBMITTED or newest != version.pk or briefing.revision != version.revision:
        raise ApprovalVoidError
    check_transition(briefing.state, to)


def _send(version: BriefingVersion, actor: User) -> Dispatch:
    kinds, districts = version.page["audience_kinds"], version.page["audience_districts"]
    dispatch = Dispatch.objects.create(version=version, audience_kinds=kinds, audience_districts=districts)
    count = _expand(dispatch, list(audience.contacts(kinds, districts)))
    Briefing.objects.filter(pk=version.briefing_id).update(state=State.SENT, sent_at=timezone.now())
    record(actor=actor, action="briefing.send", obj=version.briefing, reference=f"{count} contacten")
    publish_changed()
    return dispatch


def _expand(dispatch: Dispatch, contacts: list[ContactPoint]) -> int:
    """One delivery and one outgoing message for each contact point, in a fixed number of statements per thousand."""
    deliveries = Delivery.objects.bulk_create(
        (Delivery(dispatch=dispatch, contact=contact, organisation=contact.organisation) for contact in contacts),
        batch_size=1000,
    )
    enqueue_many([_message(delivery, contact.email) for delivery, contact in zip(deliveries, contacts, strict=True)])
    keys = {_dedupe_key(delivery): delivery for delivery in deliveries}
    written = OutgoingMessage.objects.filter(kind=MAIL, dedupe_key__startswith=f"briefing:{dispatch.pk}:")
    for message in written.only("pk", "dedupe_key"):
        keys[message.dedupe_key].message = message
    Delivery.objects.bulk_update(deliveries, ["message"], batch_size=500)
    return len(deliveries)


def _message(delivery: Delivery, to: str) -> OutgoingMessage:
    return new_message(
        kind=MAIL,
        to=to,
        ref=delivery.pk,
        dedupe_key=_dedupe_key(delivery),
        priority=URGENT,
    )


def _dedupe_key(delivery: Delivery) -> str:
    return f"briefing:{delivery.dispatch_id}:{delivery.contact_id}"
