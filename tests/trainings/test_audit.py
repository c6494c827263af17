"""`manage.py audit_trainings`: silent while every promise holds, exit code 2 for each one that is broken."""

import pytest
from django.core.management import call_command
from django.db import connection

from portal.mail.models import OutgoingMessage
from tests.factories.trainings import EditionFactory, RegistrationFactory, sign_up
from trainings.invariants import broken_invariants
from trainings.models import CapacityPool, Edition, EditionStatus, Registration, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(home):
    edition = EditionFactory(capacity=2)
    for _ in range(4):
        sign_up(edition)
    return edition


def count_wrong(edition):
    CapacityPool.objects.update(taken=1)
    return ["taken is 1, but 2", "2 people wait while places are free"]


def confirm_behind_the_pool(edition):
    Registration.objects.filter(state=State.WAITING).update(state=State.CONFIRMED, waiting_order=None)
    return ["taken is 2, but 4"]


def let_people_wait_for_nothing(edition):
    CapacityPool.objects.update(capacity=3)
    return ["2 people wait while places are free"]


def register_without_telling(edition):
    OutgoingMessage.objects.filter(ref=edition.registrations.last().pk).delete()
    return ["nobody was told"]


def cancel_without_letting_go(edition):
    Edition.objects.update(status=EditionStatus.CANCELLED)
    return ["active in an edition that was called off"] * 4


def register_one_address_twice(edition):
    """Only without the index can this happen; the audit must see it all the same."""
    first = edition.registrations.confirmed().first()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX registration_active_email_once")
    last = edition.registrations.waiting().last()
    Registration.objects.filter(pk=last.pk).update(email=first.email.upper())
    return ["one address is active 2 times"]


def test_nothing_is_broken_after_ordinary_use(edition, capsys):
    call_command("audit_trainings")

    assert capsys.readouterr().out == "Trainings: every invariant holds.\n"


@pytest.mark.parametrize(
    "damage",
    [
        count_wrong,
        confirm_behind_the_pool,
        let_people_wait_for_nothing,
        register_without_telling,
        cancel_without_letting_go,
        register_one_address_twice,
    ],
)
def test_each_promise_broken_on_purpose_is_caught(edition, damage, capsys):
    expected = damage(edition)

    with pytest.raises(SystemExit) as stopped:
        call_command("audit_trainings")

    assert stopped.value.code == 2
    found = list(broken_invariants())
    assert len(found) == len(expected)
    assert all(words in line for words, line in zip(expected, found, strict=True))
    assert "@" not in capsys.readouterr().err


def test_a_row_made_outside_the_service_is_caught(edition):
    RegistrationFactory(edition=edition)

    assert len(list(broken_invariants())) == 2
