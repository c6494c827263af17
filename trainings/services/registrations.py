"""Sign up, cancel, and "this was not me"."""

import uuid
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Q

from trainings import notifications
from trainings.models import ACTIVE_STATES, CapacityPool, Edition, Registration, State
from trainings.workflow import check_state

from . import places


class SignUpClosedError(Exception):
    """The edition takes no registrations at this moment."""


class TooLateToCancelError(Exception):
    """The term for cancelling through the link has passed."""


class Outcome(StrEnum):
    NEW = "new"
    REPLAYED = "replayed"
    KNOWN = "known"


@dataclass(frozen=True)
class Placement:
    """What came of a sign-up. The public answer must be the same whatever this says."""

    registration: Registration
    outcome: Outcome


def scoped_key(form_key: uuid.UUID, edition: Edition, email: str) -> uuid.UUID:
    """The key of one intention: this form, this edition, this person.

    Someone who goes back and types a colleague's address in the same form means a new registration.
    """
    return uuid.uuid5(form_key, f"{edition.pk}|{email}")


@transaction.atomic
def place(
    *,
    edition: Edition,
    name: str,
    email: str,
    organisation: str,
    audience: str,
    idempotency_key: uuid.UUID,
    locale: str = "nl",
) -> Placement:
    """Give a place, or the last place in the queue, and write the mail that says so.

    The same key again gives the same registration and no second mail. An address that is already active
    gets a mail instead of a second registration. Raises SignUpClosedError.
    """
    (pool,) = places.lock_pools([edition.pool_id])
    email = email.strip().lower()
    key = scoped_key(idempotency_key, edition, email)
    edition.refresh_from_db(fields=["status", "opens_at", "closes_at"])
    known = _known(edition, email, key)
    if known and known.idempotency_key == key:
        return Placement(known, Outcome.REPLAYED)
    if not edition.accepts():
        raise SignUpClosedError(edition.pk)
    if known:
        notifications.tell_already_registered(known)
        return Placement(known, Outcome.KNOWN)
    facts = {"name": name, "email": email, "organisation": organisation, "audience": audience}
    registration = Registration(edition=edition, idempotency_key=key, locale=locale, **facts)
    return Placement(_admit(registration, pool), Outcome.NEW)


def _known(edition: Edition, email: str, key: uuid.UUID) -> Registration | None:
    """What this form gave before, or else the active registration of this address."""
    same_person = Q(edition=edition, email=email, state__in=ACTIVE_STATES)
    found = list(Registration.objects.filter(Q(idempotency_key=key) | same_person))
    return min(found, key=lambda one: one.idempotency_key != key, default=None)


def _admit(registration: Registration, pool: CapacityPool) -> Registration:
    """A place for who comes first; nobody passes someone who already waits."""
    if not places.queue_of(pool).exists() and places.take(pool):
        registration.state = State.CONFIRMED
    else:
        registration.state, registration.waiting_order = State.WAITING, places.next_in_queue(pool)
    registration.save(force_insert=True)
    notifications.tell_placed(registration)
    return registration


@transaction.atomic
def cancel(*, registration: Registration) -> Registration:
    """The participant cancels: the place goes to the first who waits. Twice is once. Raises TooLateToCancelError."""
    pool, registration = _lock(registration)
    if not registration.is_active:
        return registration
    if not registration.edition.may_be_left():
        raise TooLateToCancelError(registration.pk)
    _leave(registration, pool, State.CANCELLED_PARTICIPANT)
    notifications.tell_cancelled(registration)
    places.promote(pool)
    return registration


@transaction.atomic
def disown(*, registration: Registration) -> None:
    """ "This was not me": everything about the person goes at once, mail that waits included."""
    pool, registration = _lock(registration)
    if registration.state == State.ANONYMISED:
        return
    was_active = registration.is_active
    _leave(registration, pool, State.ANONYMISED)
    if was_active:
        places.promote(pool)


def _lock(registration: Registration) -> tuple[CapacityPool, Registration]:
    """The pool under lock, and the registration as it stands now that nobody else can change it."""
    (pool,) = places.lock_pools([registration.edition.pool_id])
    return pool, Registration.objects.select_related("edition__training").get(pk=registration.pk)


def _leave(registration: Registration, pool: CapacityPool, to: State) -> None:
    check_state(registration, to)
    if registration.state == State.CONFIRMED:
        places.free(pool)
    end(registration, to)


def end(registration: Registration, to: State) -> None:
    """Write the end of a registration; the caller has taken care of its place."""
    check_state(registration, to)
    was_active = registration.state in ACTIVE_STATES
    registration.state, registration.waiting_order = to, None
    registration.ics_sequence += int(was_active)
    if to == State.ANONYMISED:
        notifications.forget(registration)
        registration.name = registration.email = registration.organisation = ""
        registration.generation += 1
    registration.save()
