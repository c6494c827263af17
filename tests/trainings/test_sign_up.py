"""The sign-up page, as someone without a script, a cookie or patience uses it."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.mail.models import OutgoingMessage
from tests.factories.trainings import EditionFactory, RegistrationFactory, TrainingFactory, sign_up
from tests.trainings.answers import answers, sign_up_url, started
from trainings import views
from trainings.models import Edition, EditionStatus, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(home):
    return EditionFactory(capacity=3)


def stored():
    return list(Registration.objects.values("name", "email", "organisation", "audience", "state"))


def test_a_complete_form_gives_a_place_and_a_page_without_personal_data(client, edition):
    response = client.post(sign_up_url(edition), answers())

    assert response.status_code == 303
    assert response["Location"] == reverse("trainings:signed_up", args=[edition.pk])
    page = client.get(response["Location"])
    assert page.status_code == 200
    assert b"anna" not in page.content.lower()
    assert stored() == [
        {
            "name": "Anna Vermeer",
            "email": "anna@school.example",
            "organisation": "Basisschool De Linde",
            "audience": "onderwijs",
            "state": "confirmed",
        }
    ]


def test_no_page_of_the_journey_sets_a_cookie_or_is_stored(client, edition):
    form = client.get(sign_up_url(edition))
    answer = client.post(sign_up_url(edition), answers())
    result = client.get(answer["Location"])

    assert not form.cookies
    assert not answer.cookies
    assert not result.cookies
    assert (form["Cache-Control"], answer["Cache-Control"]) == ("no-store", "no-store")


def test_a_post_without_a_csrf_token_works_and_one_from_another_site_does_not(edition):
    strict = Client(enforce_csrf_checks=True)

    assert (
        strict.post(sign_up_url(edition), answers(), headers={"origin": "https://elsewhere.example"}).status_code == 403
    )
    assert strict.post(sign_up_url(edition), answers(), headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert stored() == []
    assert strict.post(sign_up_url(edition), answers(), headers={"origin": "null"}).status_code == 303


def test_the_answer_is_the_same_for_a_place_the_queue_and_a_known_address(client, edition):
    Edition.objects.get(pk=edition.pk).pool.__class__.objects.update(capacity=1)
    posts = [answers(), answers(), answers(email="late@school.example")]

    replies = [client.post(sign_up_url(edition), post) for post in posts]

    assert {(reply.status_code, reply["Location"], reply.content) for reply in replies} == {
        (303, reverse("trainings:signed_up", args=[edition.pk]), b"")
    }
    assert [row["state"] for row in stored()] == ["confirmed", "waiting"]


def test_sending_the_form_twice_is_one_registration_and_one_mail(client, edition):
    post = answers()

    first, second = client.post(sign_up_url(edition), post), client.post(sign_up_url(edition), post)

    assert (first.status_code, second.status_code) == (303, 303)
    assert len(stored()) == 1
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("name", "Vul uw naam in."),
        ("email", "Vul uw e-mailadres in."),
        ("organisation", "Vul in bij welke organisatie u werkt."),
        ("audience", "Kies waar u werkt."),
    ],
)
@pytest.mark.parametrize("value", ["", "   ", "\x00", None])
def test_an_empty_field_says_what_to_do_and_keeps_the_rest(client, edition, field, message, value):
    response = client.post(sign_up_url(edition), answers(**{field: value}))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    if field not in ("audience", "email") or value in ("", None):
        assert message in response.content.decode()
    for other, typed in answers().items():
        if other in ("name", "email", "organisation") and other != field:
            assert f'value="{typed}"' in response.content.decode()
    assert stored() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "n" * 81),
        ("organisation", "o" * 121),
        ("email", "a" * 250 + "@school.example"),
        ("email", "no-address"),
        ("email", "anna@school"),
        ("email", "anna@school.example\nBcc: all@school.example"),
        ("email", "anna@school.example\x00"),
        ("email", "😀@school.example"),
        ("audience", "bewoner"),
        ("audience", "vrijwillig"),
        ("audience", "<script>"),
    ],
)
def test_what_cannot_be_is_refused_next_to_the_field_and_nothing_typed_is_lost(client, edition, field, value):
    response = client.post(sign_up_url(edition), answers(**{field: value}))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"][field].value() == value
    assert stored() == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("José 😀 O'Brien-Yılmaz", "José 😀 O'Brien-Yılmaz"),
        ("<b>Anna</b>", "<b>Anna</b>"),
        ("An\x00na\x07", "Anna"),
        ("Anna\u202egnirts", "Annagnirts"),
        ("Anna\r\nBcc: all@school.example", "Anna Bcc: all@school.example"),
        ("  Anna \t Vermeer ", "Anna Vermeer"),
        ("سارة", "سارة"),
    ],
)
def test_a_name_is_kept_as_one_clean_line(client, edition, typed, kept):
    response = client.post(sign_up_url(edition), answers(name=typed))

    assert response.status_code == 303
    assert [row["name"] for row in stored()] == [kept]


def test_markup_in_an_answer_comes_back_as_text(client, edition):
    response = client.post(sign_up_url(edition), answers(name="<script>alert(1)</script>", email=""))

    assert b"<script>alert" not in response.content
    assert b"&lt;script&gt;alert(1)" in response.content


@pytest.mark.parametrize("key", ["", "not-a-key", None])
def test_a_lost_or_forged_key_loses_nobody(client, edition, key):
    response = client.post(sign_up_url(edition), answers(key=key))
    if response.status_code == 200:
        fresh = response.context["form"]["key"].value()
        response = client.post(sign_up_url(edition), answers(key=fresh))

    assert response.status_code == 303
    assert len(stored()) == 1


@pytest.mark.parametrize("stamp", ["", "forged:stamp:here", None])
def test_a_forged_stamp_is_replaced_so_that_the_second_try_works(client, edition, stamp):
    response = client.post(sign_up_url(edition), answers(started=stamp))

    assert "Dat ging wel erg snel" in response.content.decode()
    assert response.context["form"].started_at == pytest.approx(timezone.now().timestamp(), abs=30)
    assert stored() == []


def test_a_form_that_was_open_for_a_week_still_works(client, edition):
    assert client.post(sign_up_url(edition), answers(started=started(7 * 86400))).status_code == 303


def test_a_machine_that_answers_at_once_or_fills_the_trap_is_asked_again(client, edition):
    fast = client.post(sign_up_url(edition), answers(started=started(0)))
    trapped = client.post(sign_up_url(edition), answers(website="https://spam.example"))

    assert "Dat ging wel erg snel" in fast.content.decode()
    assert "Een veld dat leeg moet blijven" in trapped.content.decode()
    assert "spam.example" not in trapped.content.decode()
    assert stored() == []


def test_whoever_is_not_eligible_reads_what_is_possible_and_nothing_is_stored(client, home):
    training = TrainingFactory(eligibility_question="Werkt u bij de overheid?", eligibility_refusal="Kijk bij Contact.")
    edition = EditionFactory(training=training)

    unanswered = client.post(sign_up_url(edition), answers())
    refused = client.post(sign_up_url(edition), answers(eligible="nee", name="Anna <b>"))

    assert "Kies ja of nee." in unanswered.content.decode()
    page = refused.content.decode()
    assert refused.status_code == 200
    assert "Kijk bij Contact." in page
    assert 'value="Anna &lt;b&gt;"' in page
    assert 'class="errors"' not in page
    assert "Fout:" not in page
    assert stored() == []
    assert client.post(sign_up_url(edition), answers(eligible="ja")).status_code == 303


def test_too_many_sign_ups_from_one_network_are_asked_to_wait_and_keep_what_they_typed(client, edition, monkeypatch):
    monkeypatch.setattr(views, "SIGN_UPS_PER_HOUR", 1)
    client.post(sign_up_url(edition), answers())

    response = client.post(sign_up_url(edition), answers(email="second@school.example"))

    assert response.status_code == 429
    assert 'value="second@school.example"' in response.content.decode()
    assert len(stored()) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"status": EditionStatus.CLOSED},
        {"status": EditionStatus.CANCELLED},
        {"opens_at": timezone.now() + timedelta(days=1)},
        {"closes_at": timezone.now() - timedelta(seconds=1)},
    ],
)
def test_a_closed_edition_says_why_and_stores_nothing(client, edition, change):
    Edition.objects.filter(pk=edition.pk).update(**change)

    shown, posted = client.get(sign_up_url(edition)), client.post(sign_up_url(edition), answers())

    assert (shown.status_code, posted.status_code) == (200, 409)
    assert "Aanmelden kan nu niet" in posted.content.decode()
    assert stored() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"status": EditionStatus.DRAFT},
        {"training__access_level": "professional"},
        {"training__live": False},
        {"training__sign_up": "external"},
    ],
)
def test_what_is_hidden_does_not_exist(client, home, fields):
    edition = EditionFactory(**fields)

    assert client.get(sign_up_url(edition)).status_code == 404
    assert client.post(sign_up_url(edition), answers()).status_code == 404
    assert client.get(reverse("trainings:signed_up", args=[edition.pk])).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, edition, method):
    assert getattr(client, method)(sign_up_url(edition)).status_code == 405


def test_the_result_page_cannot_be_posted_to(client, edition):
    assert client.post(reverse("trainings:signed_up", args=[edition.pk])).status_code == 405


def test_the_form_has_exactly_four_required_fields(client, edition):
    form = client.get(sign_up_url(edition)).context["form"]

    assert [name for name, field in form.fields.items() if field.required] == [
        "name",
        "email",
        "organisation",
        "audience",
    ]


def test_every_form_has_a_key_of_its_own(client, edition):
    keys = {str(uuid.UUID(client.get(sign_up_url(edition)).context["form"]["key"].value())) for _ in range(2)}

    assert len(keys) == 2


@pytest.mark.parametrize("people", [1, 100])
def test_signing_up_takes_the_same_queries_however_many_came_before(client, edition, people, django_assert_num_queries):
    Edition.objects.get(pk=edition.pk).pool.__class__.objects.update(capacity=200, taken=people)
    RegistrationFactory.create_batch(people, edition=edition)
    client.post(sign_up_url(edition), answers(email="warm-up@school.example"))

    with django_assert_num_queries(16) as context:
        response = client.post(sign_up_url(edition), answers())

    assert response.status_code == 303
    assert not any(re.search("accounts_user|django_session", query["sql"]) for query in context.captured_queries)


def test_a_full_day_says_so_on_the_form_and_leads_to_the_queue(client, home):
    edition = EditionFactory(capacity=1)
    sign_up(edition)

    assert "Deze dag is vol" in client.get(sign_up_url(edition)).content.decode()
    assert client.post(sign_up_url(edition), answers()).status_code == 303
    assert [row["state"] for row in stored()] == ["confirmed", "waiting"]
