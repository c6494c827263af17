"""What the training coordinator does with an edition."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.services import audited_refusals, record
from portal.core.page_cache import publish_changed
from trainings import notifications
from trainings.models import CapacityPool, Edition, EditionStatus, State
from trainings.workflow import TransitionNotAllowedError, check_status

from . import places
from .registrations import end


@transaction.atomic
def set_capacity(*, pool: CapacityPool, capacity: int | None, actor: User, reason: str = "") -> CapacityPool:
    """`change_capacity` for callers that already run in a transaction, such as the CMS."""
    (pool,) = places.lock_pools([pool.pk])
    if pool.capacity == capacity:
        return pool
    pool.capacity = capacity
    pool.save(update_fields=["capacity"])
    places.promote(pool)
    record(actor=actor, action="trainings.change_capacity", obj=pool, reason=reason)
    publish_changed()
    return pool


@audited_refusals("trainings.change_capacity", obj="pool")
def change_capacity(*, pool: CapacityPool, capacity: int | None, actor: User, reason: str = "") -> CapacityPool:
    """Set the number of places. More places go to who waits; fewer drop nobody (the pool is then overfull)."""
    return set_capacity(pool=pool, capacity=capacity, actor=actor, reason=reason)


@audited_refusals("trainings.change_status", obj="edition")
@transaction.atomic
def change_status(*, edition: Edition, to: EditionStatus, actor: User) -> Edition:
    """Open, close or finish an edition. Calling it off is `cancel_edition`. Raises ValidationError."""
    edition = _locked(edition)
    if to == EditionStatus.CANCELLED or not _may_go(edition, to):
        raise ValidationError(_("Deze stap kan niet bij een uitvoering met deze status."))
    edition.status = to
    edition.save(update_fields=["status"])
    record(actor=actor, action="trainings.change_status", obj=edition, reason=to)
    publish_changed()
    return edition


@audited_refusals("trainings.cancel_edition", obj="edition")
@transaction.atomic
def cancel_edition(*, edition: Edition, actor: User, reason: str) -> int:
    """Call an edition off and tell everyone, calendars included. Returns how many were told."""
    edition = _locked(edition)
    if not _may_go(edition, EditionStatus.CANCELLED):
        raise ValidationError(_("Deze uitvoering is al voorbij of gaat al niet door."))
    edition.status = EditionStatus.CANCELLED
    edition.save(update_fields=["status"])
    told = _let_go(edition)
    record(actor=actor, action="trainings.cancel_edition", obj=edition, reason=reason)
    publish_changed()
    return told


def _let_go(edition: Edition) -> int:
    """End every active registration, with one mail each; places shared with another edition go to its queue."""
    registrations = list(edition.registrations.active().select_related("edition__training"))
    confirmed = sum(one.state == State.CONFIRMED for one in registrations)
    for registration in registrations:
        end(registration, State.CANCELLED_ORGANISER)
        notifications.tell_cancelled(registration)
    if confirmed:
        places.free(edition.pool, confirmed)
    places.promote(edition.pool)
    return len(registrations)


def _locked(edition: Edition) -> Edition:
    places.lock_pools([edition.pool_id])
    return Edition.objects.select_related("pool", "training").get(pk=edition.pk)


def _may_go(edition: Edition, to: EditionStatus) -> bool:
    try:
        check_status(edition.status, to)
    except TransitionNotAllowedError:
        return False
    return True
