"""Verbs on memberships. Each leaves an audit row; a refusal does too."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.services import audited_refusals, record
from portal.organisations import notifications
from portal.organisations.models import Membership, Organisation
from portal.organisations.workflow import TRANSITIONS

DECIDE = "organisations.confirm_membership"


@audited_refusals("membership.request")
def request_membership(*, actor: User, organisation: Organisation) -> Membership:
    """Ask to be recognised as working there. Asking twice is asking once."""
    if not organisation.active:
        raise ValidationError(_("Deze organisatie is niet meer actief."))
    with transaction.atomic():
        membership, is_new = Membership.objects.current().get_or_create(user=actor, organisation=organisation)
        if is_new:
            record(actor=actor, action="membership.request", obj=membership)
            notifications.tell_coordinators(membership)
    return membership


@audited_refusals("membership.decide", obj="membership")
def decide_membership(*, actor: User, membership: Membership, verb: str) -> Membership:
    """Confirm, decline or end. Raises PermissionDenied, or ValidationError when somebody else was first."""
    if not may_decide(actor, membership):
        raise PermissionDenied
    target = TRANSITIONS.get((verb, membership.state))
    if target is None:
        raise ValidationError(_("Dit kan niet meer. De status is al veranderd."))
    with transaction.atomic():
        moved = Membership.objects.filter(pk=membership.pk, state=membership.state).update(
            state=target, decided_at=timezone.now(), is_coordinator=False
        )
        if not moved:
            raise ValidationError(_("Dit kan niet meer. De status is al veranderd."))
        membership.refresh_from_db()
        record(actor=actor, action=f"membership.{verb}", obj=membership)
        if verb == "confirm":
            notifications.tell_member(membership)
    return membership


@audited_refusals("membership.appoint", obj="membership")
def appoint_coordinator(*, actor: User, membership: Membership) -> None:
    """Let a confirmed member confirm colleagues. Only staff does this."""
    if not actor.has_perm(DECIDE):
        raise PermissionDenied
    with transaction.atomic():
        appointed = Membership.objects.filter(pk=membership.pk, state=Membership.State.CONFIRMED)
        if not appointed.update(is_coordinator=True):
            raise ValidationError(_("Alleen een bevestigd lid kan coördinator worden."))
        record(actor=actor, action="membership.appoint", obj=membership)


def may_decide(actor: User, membership: Membership) -> bool:
    """Staff with the permission, or the organisation's own coordinator; never about oneself."""
    if actor.pk == membership.user_id:
        return False
    return actor.has_perm(DECIDE) or Membership.objects.coordinated_by(actor).filter(pk=membership.pk).exists()


def end_memberships_of(user: User) -> str | None:
    """End every current membership of someone who leaves."""
    ended = (
        Membership.objects.current()
        .filter(user=user)
        .update(state=Membership.State.ENDED, is_coordinator=False, decided_at=timezone.now())
    )
    return f"{ended} lidmaatschap(pen) beëindigd" if ended else None
