"""The demonstration: seven scaffolds and one complete briefing, sent through the real services."""

import pytest

from portal.briefings.demo import load as demo
from portal.briefings.forms import NewBriefingForm
from portal.briefings.lint import examine
from portal.briefings.models import Acknowledgement, Briefing, BriefingVersion, Delivery, Scaffold, ScaffoldSection
from portal.briefings.structure import SLOTS
from portal.mail.models import OutgoingMessage
from portal.organisations.demo.load import load as load_organisations
from tests.factories.accounts import UserFactory
from tests.factories.briefings import approver, author

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    author(email=demo.AUTHOR)
    approver(email=demo.APPROVER)
    for name in ("professional", "coordinator"):
        UserFactory(email=f"{name}@demo.wegwijs.example")
    load_organisations(verbosity=0)
    demo.load(verbosity=0)


def counts() -> list[int]:
    models = (Scaffold, ScaffoldSection, Briefing, Delivery, OutgoingMessage, Acknowledgement)
    return [model.objects.count() for model in models]


def test_the_example_went_to_every_contact_of_twenty_schools(loaded):
    deliveries = Delivery.objects.all()

    assert deliveries.values("organisation").distinct().count() == 20
    assert deliveries.filter(message__isnull=False).count() == 60


def test_the_example_is_complete_and_has_no_findings(loaded):
    briefing = Briefing.objects.get()

    assert set(briefing.texts()) == {slot.name for slot in SLOTS}
    assert examine(briefing) == []


def test_loading_again_changes_nothing(loaded):
    before = counts()
    demo.load(verbosity=0)

    assert counts() == before


def test_every_scaffold_has_a_prompt_for_every_section(loaded):
    for scaffold in Scaffold.objects.all():
        assert scaffold.sections.exclude(prompt="").count() == len(SLOTS) + 2  # the facts, and the ages as a whole
    types = Scaffold.objects.order_by("event_type").values_list("event_type", flat=True)
    assert list(types) == ["arrest", "attack", "death", "event_abroad", "other", "school_threat", "unrest"]


def test_the_form_for_a_new_message_ends_with_something_else(loaded):
    names = [label for _value, label in NewBriefingForm().fields["scaffold"].choices]

    assert names[-1] == "Iets anders"


def test_the_example_is_right_when_it_is_read_aloud_the_next_morning(loaded):
    version = BriefingVersion.objects.get()
    words = " ".join([*version.page["texts"].values(), *(fact["text"] for fact in version.page["facts"])]).lower()

    assert [word for word in ("gisteren", "vandaag", "vanavond", "morgen ", "{") if word in words] == []
