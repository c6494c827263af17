"""The trainings of the demonstration. Names and places are made up; loading again changes nothing."""

import tomllib
import uuid
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from portal.core.demo_pages import load_pages
from trainings.models import CapacityPool, Edition, EditionStatus, Meeting, TrainingPage
from trainings.services import place

HERE = Path(__file__).parent
THURSDAY = 3
NAMESPACE = uuid.UUID("6f0d3c9e-6c0b-4a39-9d54-1f6a5c1f2b11")


def load(verbosity: int = 1) -> None:
    """Load the pages, then the editions with the people who signed up."""
    home = Site.objects.get(is_default_site=True).root_page.specific
    load_pages(HERE / "pages", home)
    for facts in tomllib.loads((HERE / "editions.toml").read_text("utf-8"))["edition"]:
        _load_edition(facts)


@transaction.atomic
def _load_edition(facts: dict) -> None:
    """One coming edition of a training, relative to today; left alone while there is one to come."""
    training = TrainingPage.objects.get(slug=facts["training"], locale__language_code="nl")
    if training.editions.filter(status=EditionStatus.OPEN, meetings__start__gt=timezone.now()).exists():
        return
    edition = _make_edition(training, facts)
    for person in facts["people"]:
        key = uuid.uuid5(NAMESPACE, f"{edition.pk}|{person['email']}")
        place(edition=edition, idempotency_key=key, **person)


def _make_edition(training: TrainingPage, facts: dict) -> Edition:
    day = coming_thursday(timezone.localdate() + timedelta(weeks=facts["weeks_ahead"]))
    start, end = (_moment(day, facts[name]) for name in ("start", "end"))
    edition = Edition.objects.create(
        training=training,
        status=EditionStatus.OPEN,
        opens_at=timezone.now() - timedelta(days=1),
        closes_at=start - timedelta(days=3),
        cancel_until=start - timedelta(hours=1),
        minimum=facts["minimum"],
        pool=CapacityPool.objects.create(capacity=facts["capacity"]),
    )
    Meeting.objects.create(edition=edition, start=start, end=end, place=facts["place"])
    return edition


def coming_thursday(day: date) -> date:
    """The first Thursday on or after `day`."""
    return day + timedelta(days=(THURSDAY - day.weekday()) % 7)


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
