"""What the pages ask: the catalogue, a training's editions, and when any of it changes by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from trainings.models import Audience, Edition, Registration, State, TrainingIndexPage, TrainingPage, TrainingRole

Reader = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True)
class Offer:
    """One row of the catalogue: a training and its next edition, if a date is known."""

    training: TrainingPage
    edition: Edition | None


@dataclass(frozen=True)
class Catalogue:
    dated: list[Offer] = field(default_factory=list)
    undated: list[Offer] = field(default_factory=list)
    changes_at: datetime | None = None


def role_from(value: str) -> Audience | None:
    """The role that an address names, or None for a word that is no role."""
    return Audience(value) if value in Audience.values else None


def editions_of(page: TrainingPage) -> list[Edition]:
    """The editions that a visitor may know of, first date first."""
    return list(Edition.objects.for_training(page).public().with_meetings().by_start())


def next_change(editions: Iterable[Edition], at: datetime | None = None) -> datetime | None:
    """The first moment after `at` on which the text about these editions changes without anyone acting."""
    at = at or timezone.now()
    changes = ("opens_at", "closes_at", "starts_at", "ends_at")
    moments = [getattr(edition, change) for edition in editions for change in changes]
    return min((moment for moment in moments if moment and moment > at), default=None)


def catalogue(*, index: TrainingIndexPage, user: Reader, role: Audience | None = None) -> Catalogue:
    """Trainings under `index` that this user may see, those with a date first and in order of date."""
    trainings = list(TrainingPage.objects.child_of(index).visible_to(user).for_role(role).order_by("title"))
    editions = _editions_by_training(trainings)
    offers = [Offer(training, _first_open(editions.get(training.translation_key, []))) for training in trainings]
    return Catalogue(
        dated=_in_order_of_date(offers),
        undated=[offer for offer in offers if not offer.edition],
        changes_at=next_change([edition for group in editions.values() for edition in group]),
    )


def roles_on_offer(*, index: TrainingIndexPage, user: Reader) -> list[Audience]:
    """The roles for which this user can find a training under `index`; a choice that finds nothing is no choice."""
    visible = TrainingPage.objects.child_of(index).visible_to(user)
    found = set(TrainingRole.objects.filter(training__in=visible).values_list("audience", flat=True))
    return [role for role in Audience if role in found]


def _in_order_of_date(offers: Iterable[Offer]) -> list[Offer]:
    """The offers with a date; on the same date by title."""
    dated = [(offer.edition, offer) for offer in offers if offer.edition]
    return [offer for _edition, offer in sorted(dated, key=lambda pair: (pair[0].starts_at, pair[1].training.title))]


def _editions_by_training(trainings: Iterable[TrainingPage]) -> dict:
    keys = [training.translation_key for training in trainings]
    rows = Edition.objects.filter(training__translation_key__in=keys).public().by_start()
    groups: dict = {}
    for edition in rows.select_related("training", "pool"):
        groups.setdefault(edition.training.translation_key, []).append(edition)
    return groups


def _first_open(editions: list[Edition]) -> Edition | None:
    """The first date that someone can still join or look forward to."""
    at = timezone.now()
    joinable = [edition for edition in editions if edition.accepts(at) or edition.is_announced(at)]
    return next(iter(joinable), None)


def siblings(edition: Edition) -> list[Edition]:
    """Other dates of the same training where someone can get a place right away."""
    others = Edition.objects.for_training(edition.training).public().exclude(pk=edition.pk).with_meetings().by_start()
    return [other for other in others if other.accepts() and not other.pool.is_full]


def editions_for_team() -> QuerySet[Edition]:
    """Every edition with how many have a place and how many wait, newest date first."""
    counts = {
        "confirmed": Count("registrations", Q(registrations__state=State.CONFIRMED), distinct=True),
        "waiting": Count("registrations", Q(registrations__state=State.WAITING), distinct=True),
    }
    rows = Edition.objects.with_meetings().by_start().annotate(**counts)
    return rows.select_related("training", "pool").order_by("-first_start", "pk")


def registrations_for_team(edition: Edition) -> dict[str, list[Registration]]:
    """Those with a place, those who wait (in order) and how many left; in two queries."""
    active = list(edition.registrations.active().order_by("waiting_order", "created", "pk"))
    return {
        "confirmed": [one for one in active if one.state == State.CONFIRMED],
        "waiting": [one for one in active if one.state == State.WAITING],
    }
