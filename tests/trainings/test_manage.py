"""The page behind the link in the mail: GET shows, POST acts."""

import pytest
from django.urls import reverse

from portal.mail.models import OutgoingMessage
from tests.factories.trainings import EditionFactory, sign_up
from trainings import notifications
from trainings.models import CapacityPool, Registration, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration(home):
    return sign_up(EditionFactory(capacity=1), name="Anna Vermeer", email="anna@school.example")


def everything():
    rows = Registration.objects.order_by("pk").values_list("pk", "state", "email", "generation")
    return list(rows), list(CapacityPool.objects.values_list("taken", flat=True)), OutgoingMessage.objects.count()


def test_opening_the_link_shows_the_day_and_no_name_and_changes_nothing(client, registration):
    before = everything()

    for _ in range(3):
        response = client.get(notifications.manage_path(registration))
        client.head(notifications.manage_path(registration))

    page = response.content.decode()
    assert "U hebt een plaats" in page
    assert "Stadskantoor (voorbeeld)" in page
    assert "Anna" not in page
    assert "anna@" not in page
    assert response["Cache-Control"] == "no-store"
    assert everything() == before


def test_the_button_cancels_and_the_next_in_line_gets_the_place(client, registration):
    waiting = sign_up(registration.edition)
    path = notifications.manage_path(registration)

    response = client.post(path, {"action": "cancel"})

    assert (response.status_code, response["Location"]) == (303, path)
    assert "U bent afgemeld" in client.get(path).content.decode()
    assert Registration.objects.get(pk=waiting.pk).state == State.CONFIRMED


def test_a_waiting_person_reads_an_honest_position(client, registration):
    sign_up(registration.edition)
    second = sign_up(registration.edition)

    assert "Uw plaats in de rij: 2" in client.get(notifications.manage_path(second)).content.decode()


def test_this_was_not_me_erases_at_once_and_ends_the_link(client, registration):
    path = notifications.manage_path(registration)

    response = client.post(path, {"action": "disown"})

    assert response["Location"] == reverse("trainings:disowned")
    assert client.get(response["Location"]).status_code == 200
    assert everything() == ([(registration.pk, State.ANONYMISED, "", 1)], [0], 0)
    assert client.get(path).status_code == 404
    assert client.post(path, {"action": "cancel"}).status_code == 404


def test_a_forged_or_foreign_or_revoked_token_opens_nothing(client, registration):
    other = sign_up(registration.edition)
    own = notifications.manage_path(registration).rstrip("/").rpartition("-")[2]
    before = everything()

    for pk, token in [(other.pk, own[:22]), (registration.pk, "x" * 22), (10**30, "x"), (0, "é")]:
        path = reverse("trainings:manage", args=[pk, token])
        assert client.get(path).status_code == 404
        assert client.post(path, {"action": "disown"}).status_code == 404
    old = notifications.manage_path(registration)
    Registration.objects.filter(pk=registration.pk).update(generation=1)
    assert client.post(old, {"action": "cancel"}).status_code == 404
    assert [row[1] for row in everything()[0]] == [row[1] for row in before[0]]


@pytest.mark.parametrize("action", ["", "delete", "CANCEL", None])
def test_an_unknown_action_does_nothing(client, registration, action):
    before = everything()

    response = client.post(notifications.manage_path(registration), {"action": action} if action is not None else {})

    assert response.status_code == 400
    assert everything() == before


def test_a_post_from_another_site_does_nothing(client, registration):
    before = everything()
    path = notifications.manage_path(registration)

    assert client.post(path, {"action": "cancel"}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert everything() == before


def test_too_late_is_said_plainly(client, registration):
    edition = registration.edition
    edition.cancel_until = edition.opens_at
    edition.save()

    response = client.post(notifications.manage_path(registration), {"action": "cancel"})

    assert response.status_code == 409
    assert "Afmelden kan niet meer via deze pagina" in response.content.decode()
