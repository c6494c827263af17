"""Places in a pool: lock, take, free, promote. Every function here runs inside the caller's transaction.

On PostgreSQL the row lock puts everyone who touches a pool in line; on SQLite the transaction itself does
(transactions begin IMMEDIATE). The conditional update is the backstop for both.
"""

from collections.abc import Iterable

from django.db.models import F, Max, Q, QuerySet

from portal.core.page_cache import publish_changed
from trainings import notifications
from trainings.models import CapacityPool, Registration, State
from trainings.workflow import check_state


class PoolDrainedError(Exception):
    """More places were given back than were taken: the books are wrong and nothing may be committed."""


def lock_pools(pks: Iterable[int]) -> list[CapacityPool]:
    """The pools, locked in the order of their keys so that two requests can never wait for each other."""
    return list(CapacityPool.objects.filter(pk__in=pks).order_by("pk").select_for_update())


def take(pool: CapacityPool, places: int = 1) -> bool:
    """Take places if there is room; the database decides, whatever the caller believed."""
    room = Q(capacity=None) | Q(capacity__gte=F("taken") + places)
    taken = CapacityPool.objects.filter(room, pk=pool.pk).update(taken=F("taken") + places) == 1
    _refresh(pool)
    return taken


def free(pool: CapacityPool, places: int = 1) -> None:
    """Give places back. Raises PoolDrainedError when fewer were taken."""
    if CapacityPool.objects.filter(pk=pool.pk, taken__gte=places).update(taken=F("taken") - places) != 1:
        raise PoolDrainedError(pool.pk)
    _refresh(pool)


def _refresh(pool: CapacityPool) -> None:
    """Read the pool again, and let every page know when it now says something else."""
    before = pool.category
    pool.refresh_from_db()
    if pool.category != before:
        publish_changed()


def queue_of(pool: CapacityPool) -> QuerySet[Registration]:
    """Everyone who waits for a place in this pool, first come first."""
    return Registration.objects.waiting().filter(edition__pool=pool)


def next_in_queue(pool: CapacityPool) -> int:
    """The number for who joins the queue last."""
    return (queue_of(pool).order_by().aggregate(last=Max("waiting_order"))["last"] or 0) + 1


def promote(pool: CapacityPool) -> list[Registration]:
    """Give every free place to whoever waits longest, with a mail in the same transaction."""
    promoted = []
    for registration in queue_of(pool).select_related("edition").filter(edition__status__in=["open", "closed"]):
        if pool.is_full or not take(pool):
            break
        check_state(registration, State.CONFIRMED)
        registration.state, registration.waiting_order = State.CONFIRMED, None
        registration.save(update_fields=["state", "waiting_order"])
        notifications.tell_promoted(registration)
        promoted.append(registration)
    return promoted
