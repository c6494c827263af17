"""The promises of this app as questions to the database; an empty answer means that they hold."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from portal.mail.models import OutgoingMessage
from trainings.models import CapacityPool, EditionStatus, Registration, State

# Rows of the outbox are only sure to be there as long as their text is kept.
MAIL_TERM = timedelta(days=14)


def broken_invariants() -> Iterator[str]:
    """One line for each broken promise, with the key of the row and no personal data."""
    yield from wrong_counts()
    yield from double_registrations()
    yield from needless_waiting()
    yield from registrations_without_mail()
    yield from active_in_cancelled_editions()


def wrong_counts() -> Iterator[str]:
    confirmed = Count("editions__registrations", Q(editions__registrations__state=State.CONFIRMED))
    for pool in CapacityPool.objects.annotate(confirmed=confirmed).exclude(taken=F("confirmed")).order_by("pk"):
        yield f"pool {pool.pk}: taken is {pool.taken}, but {pool.confirmed} registrations are confirmed"


def double_registrations() -> Iterator[str]:
    rows = Registration.objects.active().order_by().annotate(address=Lower("email")).values("edition", "address")
    for row in rows.annotate(times=Count("pk")).filter(times__gt=1).order_by("edition"):
        yield f"edition {row['edition']}: one address is active {row['times']} times"


def needless_waiting() -> Iterator[str]:
    open_editions = [EditionStatus.OPEN, EditionStatus.CLOSED]
    waits = Q(editions__registrations__state=State.WAITING, editions__status__in=open_editions)
    room = Q(capacity=None) | Q(taken__lt=F("capacity"))
    for pool in CapacityPool.objects.filter(room).annotate(waiting=Count("editions__registrations", waits)):
        if pool.waiting:
            yield f"pool {pool.pk}: {pool.waiting} people wait while places are free"


def registrations_without_mail() -> Iterator[str]:
    told = OutgoingMessage.objects.filter(kind__startswith="training.", ref=OuterRef("pk"))
    recent = Registration.objects.filter(created__gt=timezone.now() - MAIL_TERM).exclude(state=State.ANONYMISED)
    for registration in recent.filter(~Exists(told)).order_by("pk"):
        yield f"registration {registration.pk}: nobody was told"


def active_in_cancelled_editions() -> Iterator[str]:
    rows = Registration.objects.active().filter(edition__status=EditionStatus.CANCELLED).order_by("pk")
    for registration in rows:
        yield f"registration {registration.pk}: active in an edition that was called off"
