"""The demonstration: four trainings, one coming Thursday, ten people; loading again changes nothing."""

import pytest
from django.utils import timezone
from wagtail.models import Revision

from portal.mail.models import OutgoingMessage
from trainings.demo import load
from trainings.invariants import broken_invariants
from trainings.models import Edition, Registration, TrainingPage

pytestmark = pytest.mark.django_db


def counts():
    models = (TrainingPage, Edition, Registration, OutgoingMessage, Revision)
    return [model.objects.count() for model in models]


def test_the_demonstration_loads_once_and_again_changes_nothing(home):
    load.load(verbosity=0)
    before = counts()

    load.load(verbosity=0)

    assert counts() == before
    assert before[:3] == [4, 1, 10]


def test_the_coming_day_is_a_thursday_seven_weeks_ahead_with_six_places_left(home, client):
    load.load(verbosity=0)
    edition = Edition.objects.get()
    start = timezone.localtime(edition.starts_at)

    assert (start.weekday(), start.hour, start.minute) == (3, 9, 30)
    assert 49 <= (start.date() - timezone.localdate()).days <= 55
    assert str(edition.pool.words) == "Nog 6 plaatsen"
    assert list(broken_invariants()) == []


@pytest.mark.parametrize(
    "slug",
    ["ror-basistraining", "terugkomdag", "informatiebijeenkomst-op-verzoek", "leergang-democratische-rechtsorde"],
)
def test_every_training_of_the_demonstration_opens(home, client, slug):
    load.load(verbosity=0)

    assert client.get(f"/trainingen/{slug}/").status_code == 200
    assert client.get("/trainingen/").status_code == 200
