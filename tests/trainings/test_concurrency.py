"""Forty people at once for five places: never oversold, never lost, on the database that the project runs on.

The control runs show that the test can fail: without the lock and the conditional update it oversells.
"""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from wagtail.models import Locale, Page, Site

from portal.mail.models import OutgoingMessage
from tests.factories.trainings import EditionFactory, sign_up
from trainings import services
from trainings.invariants import broken_invariants
from trainings.models import CapacityPool, Registration, State

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, PLACES, THREADS = 40, 5, 10


@pytest.fixture
def edition(transactional_db):
    """An open edition; the page tree is made here because a flushed database has none."""
    from portal.home.models import HomePage

    locale, _ = Locale.objects.get_or_create(language_code="nl")
    root = Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Root", slug="root"))
    root = Page.objects.get(pk=root.pk)
    home = root.add_child(instance=HomePage(title="Wegwijs", slug="wegwijs", locale=locale))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    return EditionFactory(capacity=PLACES)


def at_once(action, times=PEOPLE, threads=THREADS):
    """Run `action(number)` in real threads, each with a connection of its own; returns what they gave."""
    barrier = Barrier(threads)

    def run(number):
        if number < threads:
            barrier.wait(30)
        try:
            return action(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(times)))


def states():
    return {state: Registration.objects.filter(state=state).count() for state in State.values}


def test_forty_at_once_for_five_places_gives_exactly_five(edition):
    at_once(lambda number: sign_up(edition, email=f"p{number}@school.example"))

    assert states() == {**dict.fromkeys(State.values, 0), State.CONFIRMED: PLACES, State.WAITING: PEOPLE - PLACES}
    orders = Registration.objects.waiting().values_list("waiting_order", flat=True)
    assert list(orders) == list(range(1, PEOPLE - PLACES + 1))
    assert OutgoingMessage.objects.count() == PEOPLE
    assert list(broken_invariants()) == []


def sign_up_unguarded(edition, number):
    """The pattern that oversells: look, then write, with nothing in between that holds."""
    pool = CapacityPool.objects.get(pk=edition.pool_id)
    has_room = pool.taken < pool.capacity
    time.sleep(0.02)
    state, order = (State.CONFIRMED, None) if has_room else (State.WAITING, number + 1)
    Registration.objects.create(
        edition=edition,
        email=f"p{number}@school.example",
        state=state,
        waiting_order=order,
        idempotency_key=uuid.uuid4(),
        audience="onderwijs",
    )
    if has_room:
        pool.taken += 1
        pool.save()


def test_control_without_lock_and_backstop_it_oversells(edition):
    at_once(lambda number: sign_up_unguarded(edition, number))

    assert states()[State.CONFIRMED] > PLACES
    assert list(broken_invariants()) != []


def test_the_same_form_twenty_times_at_once_is_one_registration(edition):
    key = uuid.uuid4()

    found = at_once(lambda _: sign_up(edition, email="a@school.example", idempotency_key=key).pk, times=20)

    assert len(set(found)) == 1
    assert OutgoingMessage.objects.count() == 1


def test_one_address_from_many_forms_at_once_is_one_place(edition):
    found = at_once(lambda _: sign_up(edition, email="a@school.example").pk, times=20)

    assert len(set(found)) == 1
    assert CapacityPool.objects.get(pk=edition.pool_id).taken == 1


def test_arriving_and_leaving_at_once_keeps_the_books_right(edition):
    def come_and_perhaps_go(number):
        registration = sign_up(edition, email=f"p{number}@school.example")
        if number % 2:
            services.cancel(registration=registration)

    at_once(come_and_perhaps_go)

    assert states()[State.CONFIRMED] == PLACES
    assert states()[State.CANCELLED_PARTICIPANT] == PEOPLE // 2
    assert list(broken_invariants()) == []
