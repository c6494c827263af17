"""The catalogue and the page of a training."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.trainings import EditionFactory, MeetingFactory, RegistrationFactory, TrainingFactory, sign_up
from trainings.models import Audience, EditionStatus

pytestmark = pytest.mark.django_db

# What every page costs: Wagtail finding it, its languages, the municipality, the help lines and the bulletin.
SHELL = 11


@pytest.fixture(autouse=True)
def site(home):
    return home


@pytest.fixture
def memory_cache(settings):
    """The shared cache outside the database, as with Redis: what is counted is what the pages ask."""
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "counting"},
    }


def titles(offers):
    return [offer.training.title for offer in offers]


def test_trainings_with_a_date_come_first_and_in_order(client):
    TrainingFactory(title="Zonder datum")
    EditionFactory(training__title="Later", meeting__start=timezone.now() + timedelta(days=60))
    EditionFactory(training__title="Eerder", meeting__start=timezone.now() + timedelta(days=50))

    catalogue = client.get("/trainingen/").context["catalogue"]

    assert titles(catalogue.dated) == ["Eerder", "Later"]
    assert titles(catalogue.undated) == ["Zonder datum"]


def test_one_choice_narrows_the_list_to_a_role(client):
    TrainingFactory(title="Voor school", audiences=[Audience.EDUCATION])
    TrainingFactory(title="Voor politie", audiences=[Audience.SAFETY])

    assert titles(client.get("/trainingen/?rol=veiligheid").context["catalogue"].undated) == ["Voor politie"]
    for nonsense in ("", "bewoner", "<script>", "%00"):
        assert len(client.get("/trainingen/", {"rol": nonsense}).context["catalogue"].undated) == 2


def test_a_role_without_a_training_is_not_offered(client):
    TrainingFactory(audiences=[Audience.SAFETY, Audience.EDUCATION])
    TrainingFactory(audiences=[Audience.VOLUNTEER], access_level="professional")

    assert [role for role, _words in client.get("/trainingen/").context["roles"]] == ["onderwijs", "veiligheid"]


def test_trainings_for_professionals_do_not_exist_for_visitors(client):
    hidden = TrainingFactory(title="Besloten", access_level="professional")

    assert client.get("/trainingen/").context["catalogue"].undated == []
    assert client.get(hidden.url).status_code == 404


def test_a_day_says_in_words_what_is_left(client, django_capture_on_commit_callbacks):
    edition = EditionFactory(capacity=2)
    sign_up(edition)
    assert "Nog 1 plaats" in client.get(edition.training.url).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        sign_up(edition)
    page = client.get(edition.training.url).content.decode()
    assert "alle 2 plaatsen zijn bezet" in page
    assert "Op de wachtlijst" in page


def test_drafts_and_past_days_are_not_shown_and_a_called_off_day_is(client):
    training = TrainingFactory()
    EditionFactory(training=training, status=EditionStatus.DRAFT)
    EditionFactory(training=training, meeting__start=timezone.now() - timedelta(days=3))
    off = EditionFactory(training=training, status=EditionStatus.CANCELLED)

    response = client.get(training.url)

    assert response.context["editions"] == [off]
    assert "Deze dag gaat niet door." in response.content.decode()


def test_the_link_to_join_online_is_on_no_page(client):
    edition = EditionFactory(meeting__place="", meeting__online_link="https://meet.example/room")

    page = client.get(edition.training.url).content.decode()

    assert "meet.example" not in page
    assert "Online, u krijgt de link per mail" in page


def test_a_course_that_has_begun_takes_nobody_new(client):
    edition = EditionFactory(meeting__start=timezone.now() - timedelta(days=7))
    MeetingFactory(edition=edition, start=timezone.now() + timedelta(days=7))

    catalogue = client.get("/trainingen/").context["catalogue"]

    assert (catalogue.dated, titles(catalogue.undated)) == ([], [edition.training.title])
    assert client.get(edition.training.url).context["editions"][0].accepts() is False


def test_an_external_training_says_that_you_leave_and_links_only_to_a_known_address(client):
    known = TrainingFactory(sign_up="external", external_url="https://provider.example/aanmelden")
    unknown = TrainingFactory(sign_up="external", sign_up_note="Aanmelden doet u bij de VNG.")

    assert "U verlaat deze site" in client.get(known.url).content.decode()
    page = client.get(unknown.url).content.decode()
    assert "Aanmelden doet u bij de VNG." in page
    assert "U verlaat deze site" not in page


def test_the_page_is_made_anew_when_sign_up_opens_or_closes(rf):
    from trainings import queries

    edition = EditionFactory(opens_at=timezone.now() + timedelta(hours=2))

    assert queries.next_change([edition]) == edition.opens_at
    assert queries.next_change([edition], at=edition.opens_at) == edition.closes_at


@pytest.mark.parametrize("items", [1, 3, 100])
def test_the_catalogue_takes_the_same_queries_for_any_number_of_people(
    client, items, memory_cache, django_assert_num_queries
):
    edition = EditionFactory(capacity=200)
    RegistrationFactory.create_batch(items, edition=edition)
    client.get("/trainingen/?rol=")

    with django_assert_num_queries(SHELL + 3):
        client.get("/trainingen/")


@pytest.mark.parametrize("items", [1, 5])
def test_the_catalogue_takes_the_same_queries_for_any_number_of_trainings(
    client, items, memory_cache, django_assert_num_queries
):
    EditionFactory.create_batch(items)
    client.get("/trainingen/?rol=")

    with django_assert_num_queries(SHELL + 3):
        client.get("/trainingen/")


@pytest.mark.parametrize("items", [1, 5])
def test_a_training_takes_the_same_queries_for_any_number_of_days(
    client, items, memory_cache, django_assert_num_queries
):
    training = TrainingFactory()
    EditionFactory.create_batch(items, training=training)
    client.get(f"{training.url}?rol=veiligheid")
    with django_assert_num_queries(SHELL + 7):
        client.get(training.url)
