"""Places and the queue: who gets in, who waits, who moves up."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.core.page_cache import current_generation
from portal.mail.models import OutgoingMessage
from tests.factories.trainings import EditionFactory, MeetingFactory, PoolFactory, RegistrationFactory, sign_up
from trainings import services, workflow
from trainings.models import CapacityPool, EditionStatus, Registration, State
from trainings.services import places

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(home):
    return EditionFactory(capacity=2)


@pytest.fixture
def actor(db):
    return User.objects.create(username="c", email="coordinator@team.wegwijs.example")


def states(edition):
    return list(edition.registrations.order_by("pk").values_list("state", flat=True))


def taken(edition):
    return CapacityPool.objects.get(pk=edition.pool_id).taken


def kinds():
    return list(OutgoingMessage.objects.order_by("pk").values_list("kind", flat=True))


def test_places_are_given_in_order_and_the_rest_waits(edition):
    for _ in range(4):
        sign_up(edition)

    assert states(edition) == ["confirmed", "confirmed", "waiting", "waiting"]
    assert taken(edition) == 2
    assert [one.position for one in Registration.objects.waiting()] == [1, 2]
    assert kinds() == ["training.confirmed", "training.confirmed", "training.waiting", "training.waiting"]


def test_an_edition_without_a_limit_never_makes_anyone_wait(home):
    edition = EditionFactory(capacity=None)

    for _ in range(7):
        sign_up(edition)

    assert set(states(edition)) == {"confirmed"}
    assert taken(edition) == 7


def test_a_cancelled_place_goes_to_who_waits_longest_with_a_mail_in_the_same_transaction(edition):
    first, _second, third, fourth = (sign_up(edition) for _ in range(4))

    services.cancel(registration=first)

    assert states(edition) == ["cancelled_participant", "confirmed", "confirmed", "waiting"]
    assert taken(edition) == 2
    promoted = OutgoingMessage.objects.get(kind="training.promoted")
    assert (promoted.ref, promoted.to) == (third.pk, third.email)
    assert Registration.objects.get(pk=fourth.pk).position == 1


def test_a_newcomer_never_passes_someone_who_waits(edition):
    """Even when a place is free in the books while the queue has not been served yet."""
    sign_up(edition), sign_up(edition)
    waiting = sign_up(edition)
    CapacityPool.objects.filter(pk=edition.pool_id).update(capacity=9)

    newcomer = sign_up(edition)

    assert (newcomer.state, newcomer.waiting_order) == (State.WAITING, waiting.waiting_order + 1)


def test_cancelling_twice_frees_one_place_and_sends_one_mail(edition):
    registration = sign_up(edition)

    services.cancel(registration=registration)
    services.cancel(registration=registration)

    assert taken(edition) == 0
    assert kinds().count("training.cancelled") == 1


def test_cancelling_is_refused_after_its_term(edition):
    registration = sign_up(edition)
    edition.cancel_until = timezone.now() - timedelta(minutes=1)
    edition.save()

    with pytest.raises(services.TooLateToCancelError):
        services.cancel(registration=registration)

    assert states(edition) == ["confirmed"]


def test_who_cancelled_may_sign_up_again_at_the_end_of_the_queue(edition):
    first, _second, _third = (sign_up(edition) for _ in range(3))
    services.cancel(registration=first)

    again = sign_up(edition, email=first.email)

    assert again.pk != first.pk
    assert again.state == State.WAITING


def test_the_same_form_sent_twenty_times_is_one_registration_and_one_mail(edition):
    key = uuid.uuid4()

    found = {sign_up(edition, email="a@school.example", idempotency_key=key).pk for _ in range(20)}

    assert len(found) == 1
    assert kinds() == ["training.confirmed"]


def test_the_same_form_with_a_colleagues_address_is_a_second_registration(edition):
    key = uuid.uuid4()

    one, other = (sign_up(edition, email=f"{who}@school.example", idempotency_key=key) for who in "ab")

    assert one.pk != other.pk
    assert taken(edition) == 2


def test_a_known_address_gets_a_mail_and_no_second_place_whatever_its_case(edition):
    first = sign_up(edition, email="Anna@School.example")
    again = sign_up(edition, email="anna@school.EXAMPLE")

    assert again.pk == first.pk
    assert taken(edition) == 1
    assert kinds() == ["training.confirmed", "training.already_registered"]


def test_a_known_address_gets_at_most_one_such_mail_a_day(edition):
    for _ in range(5):
        sign_up(edition, email="anna@school.example")

    assert kinds().count("training.already_registered") == 1


def test_the_database_itself_refuses_a_second_active_registration(edition):
    RegistrationFactory(edition=edition, email="anna@school.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(edition=edition, email="ANNA@school.example")


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "made-up"},
        {"state": State.WAITING, "waiting_order": None},
        {"state": State.CONFIRMED, "waiting_order": 3},
        {"state": State.ANONYMISED},
    ],
)
def test_the_database_refuses_a_registration_that_cannot_be(edition, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(edition=edition, **fields)


def test_the_conditional_update_refuses_what_the_caller_wrongly_believed(edition):
    stale = CapacityPool.objects.get(pk=edition.pool_id)
    CapacityPool.objects.filter(pk=stale.pk).update(taken=2)

    assert places.take(stale) is False
    assert taken(edition) == 2


def test_more_places_cannot_be_given_back_than_were_taken(edition):
    with pytest.raises(places.PoolDrainedError):
        places.free(edition.pool)


def test_pools_are_locked_in_the_order_of_their_keys(home):
    pools = [PoolFactory() for _ in range(3)]

    with transaction.atomic():
        locked = places.lock_pools([pool.pk for pool in reversed(pools)])

    assert locked == pools


@pytest.mark.parametrize(
    "change",
    [
        {"status": EditionStatus.DRAFT},
        {"status": EditionStatus.CLOSED},
        {"opens_at": timezone.now() + timedelta(days=1)},
        {"closes_at": timezone.now() - timedelta(seconds=1)},
    ],
)
def test_nobody_signs_up_when_the_edition_is_not_open(edition, change):
    type(edition).objects.filter(pk=edition.pk).update(**change)

    with pytest.raises(services.SignUpClosedError):
        sign_up(edition)

    assert states(edition) == []
    assert OutgoingMessage.objects.count() == 0


def test_this_was_not_me_erases_the_person_frees_the_place_and_takes_the_mail_back(edition):
    mine, _other, waiting = (sign_up(edition) for _ in range(3))
    services.disown(registration=mine)

    gone = Registration.objects.get(pk=mine.pk)
    assert (gone.name, gone.email, gone.organisation, gone.state) == ("", "", "", State.ANONYMISED)
    assert gone.generation == mine.generation + 1
    assert OutgoingMessage.objects.filter(to=mine.email).count() == 0
    assert Registration.objects.get(pk=waiting.pk).state == State.CONFIRMED


def test_more_places_go_to_the_queue_and_fewer_drop_nobody(edition, actor):
    for _ in range(4):
        sign_up(edition)

    services.change_capacity(pool=edition.pool, capacity=3, actor=actor)
    assert states(edition).count("confirmed") == 3

    pool = services.change_capacity(pool=edition.pool, capacity=1, actor=actor)
    assert states(edition).count("confirmed") == 3
    assert (pool.is_overfull, pool.free) == (True, 0)
    assert AuditEntry.objects.filter(action="trainings.change_capacity", outcome="ok").count() == 2


def test_calling_an_edition_off_tells_everyone_once_and_empties_the_pool(edition, actor):
    for _ in range(3):
        sign_up(edition)

    assert services.cancel_edition(edition=edition, actor=actor, reason="Trainer ziek") == 3

    assert set(states(edition)) == {"cancelled_organiser"}
    assert taken(edition) == 0
    assert kinds().count("training.cancelled") == 3
    assert kinds().count("training.promoted") == 0
    row = AuditEntry.objects.get(action="trainings.cancel_edition")
    assert (row.actor_id, row.object_id, row.reason) == (actor.pk, str(edition.pk), "Trainer ziek")


def test_calling_off_twice_is_refused_and_the_refusal_is_on_record(edition, actor):
    services.cancel_edition(edition=edition, actor=actor, reason="Trainer ziek")

    with pytest.raises(ValidationError):
        services.cancel_edition(edition=edition, actor=actor, reason="Nog eens")

    outcomes = AuditEntry.objects.filter(action="trainings.cancel_edition").order_by("pk")
    assert list(outcomes.values_list("outcome", flat=True)) == ["ok", "refused"]


def test_places_of_a_cancelled_edition_go_to_the_queue_of_the_edition_that_shares_them(home, actor):
    pool = PoolFactory(capacity=1)
    morning, afternoon = EditionFactory(pool=pool), EditionFactory(pool=pool)
    sign_up(morning)
    waiting = sign_up(afternoon)

    services.cancel_edition(edition=morning, actor=actor, reason="Zaal bezet")

    assert Registration.objects.get(pk=waiting.pk).state == State.CONFIRMED
    assert taken(afternoon) == 1


def test_an_edition_is_opened_and_closed_only_along_the_table(edition, actor):
    services.change_status(edition=edition, to=EditionStatus.CLOSED, actor=actor)

    with pytest.raises(ValidationError):
        services.change_status(edition=edition, to=EditionStatus.DRAFT, actor=actor)
    with pytest.raises(ValidationError):
        services.change_status(edition=edition, to=EditionStatus.CANCELLED, actor=actor)


def test_the_tables_know_every_state_and_nothing_leaves_the_last_one():
    assert set(workflow.NEXT_STATES) == set(State.values)
    assert set(workflow.NEXT_STATUSES) == set(EditionStatus.values)
    assert workflow.NEXT_STATES[State.ANONYMISED] == set()


def test_pages_are_made_anew_when_the_words_about_places_change(home, django_capture_on_commit_callbacks):
    edition = EditionFactory(capacity=8)
    generations = [current_generation()]

    for _ in range(4):
        with django_capture_on_commit_callbacks(execute=True):
            sign_up(edition)
        generations.append(current_generation())

    before, eight_to_seven, seven_to_six, six_to_five, five_to_four = generations
    assert before == eight_to_seven == seven_to_six
    assert len({seven_to_six, six_to_five, five_to_four}) == 3


def test_upcoming_editions_are_those_that_someone_can_join(home):
    shown = EditionFactory()
    EditionFactory(status=EditionStatus.DRAFT)
    EditionFactory(training__access_level="professional")
    past = EditionFactory(meeting=None)
    MeetingFactory(edition=past, start=timezone.now() - timedelta(days=2))

    assert list(type(shown).objects.upcoming()) == [shown]
