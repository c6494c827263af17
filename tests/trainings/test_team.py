"""`/team/trainingen/`: only for the training coordinator, with every look at people on record."""

import pytest
from django.urls import reverse

from portal.audit.models import AuditEntry
from tests.accounts.sign_in import password_only_login, second_factor_login
from tests.factories.accounts import UserFactory, staff_with
from tests.factories.trainings import EditionFactory, RegistrationFactory, sign_up
from trainings.models import CapacityPool, EditionStatus, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(home):
    return EditionFactory(capacity=1)


@pytest.fixture
def coordinator(client):
    user = staff_with("trainings.manage_trainings")
    second_factor_login(client, user)
    return user


def url(name, *args):
    return reverse(f"team_trainings:{name}", args=args)


def every_url(edition):
    return [url("editions"), *(url(name, edition.pk) for name in ("edition", "capacity", "cancel"))]


def test_nobody_else_gets_in(client, edition):
    sign_up(edition, name="Anna Vermeer")
    for login in (None, password_only_login, second_factor_login):
        if login:
            login(client, staff_with("trainings.manage_trainings") if login is password_only_login else UserFactory())
        for address in every_url(edition):
            for response in (client.get(address), client.post(address, {"reason": "x", "capacity": "9"})):
                assert response.status_code in (302, 403)
                assert b"Anna" not in response.content
    assert CapacityPool.objects.get().capacity == 1


def test_the_list_shows_places_and_the_queue(client, coordinator, edition):
    sign_up(edition), sign_up(edition)

    (row,) = client.get(url("editions")).context["editions"]

    assert (row.confirmed, row.waiting) == (1, 1)


def test_one_edition_shows_its_people_and_that_someone_looked_is_on_record(client, coordinator, edition):
    placed, waiting = sign_up(edition), sign_up(edition)

    response = client.get(url("edition", edition.pk))

    assert (response.context["confirmed"], response.context["waiting"]) == ([placed], [waiting])
    (row,) = AuditEntry.objects.filter(action="trainings.view_registrations")
    assert (row.actor_id, row.object_id) == (coordinator.pk, str(edition.pk))
    assert response["Cache-Control"] == "private, no-store"


def test_markup_in_a_name_is_text(client, coordinator, edition):
    sign_up(edition, name="<script>alert(1)</script>")

    assert b"<script>alert" not in client.get(url("edition", edition.pk)).content


def test_more_places_are_given_to_the_queue(client, coordinator, edition):
    sign_up(edition), sign_up(edition)

    assert client.post(url("capacity", edition.pk), {"capacity": "2"}).status_code == 302

    assert Registration.objects.confirmed().count() == 2


@pytest.mark.parametrize("value", ["-1", "many", "99999999999", "1.5"])
def test_a_number_that_cannot_be_is_refused(client, coordinator, edition, value):
    response = client.post(url("capacity", edition.pk), {"capacity": value})

    assert response.status_code == 200
    assert list(response.context["capacity_form"].errors) == ["capacity"]
    assert CapacityPool.objects.get().capacity == 1


def test_calling_off_asks_first_wants_a_reason_and_then_tells_everyone(client, coordinator, edition):
    sign_up(edition), sign_up(edition)
    address = url("cancel", edition.pk)

    assert "krijgen een mail" in client.get(address).content.decode()
    assert list(client.post(address, {"reason": " "}).context["form"].errors) == ["reason"]
    assert Registration.objects.active().count() == 2

    page = client.post(address, {"reason": "Trainer ziek"}, follow=True)
    assert "2 mensen krijgen bericht." in page.content.decode()
    edition.refresh_from_db()
    assert (edition.status, Registration.objects.active().count()) == (EditionStatus.CANCELLED, 0)


def test_calling_off_twice_is_refused_on_the_page(client, coordinator, edition):
    address = url("cancel", edition.pk)
    client.post(address, {"reason": "Trainer ziek"})

    response = client.post(address, {"reason": "Nog eens"})

    assert "gaat al niet door" in response.content.decode()


@pytest.mark.parametrize("items", [1, 100])
def test_the_list_takes_the_same_queries_for_any_number(client, coordinator, home, items, django_assert_num_queries):
    edition = EditionFactory(capacity=200)
    RegistrationFactory.create_batch(items, edition=edition)

    with django_assert_num_queries(18):
        client.get(url("edition", edition.pk))
    with django_assert_num_queries(8):
        client.get(url("editions"))
