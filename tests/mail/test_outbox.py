import pytest
from django.db import transaction

from portal.mail.models import OutgoingMessage
from portal.mail.services import cancel, enqueue, enqueue_many, new_message
from portal.mail.workflow import State
from tests.factories.mail import OutgoingMessageFactory


@pytest.mark.django_db
def test_a_message_waits_in_the_outbox_with_all_it_was_given():
    message = enqueue(kind="test.note", to="a@example.org", locale="tr", params={"n": 1}, ref=12, dedupe_key="k:1")
    message.refresh_from_db()
    assert (message.state, message.kind, message.to, message.locale) == (
        State.PENDING,
        "test.note",
        "a@example.org",
        "tr",
    )
    assert (message.params, message.ref, message.priority, message.attempt) == ({"n": 1}, 12, 5, 0)


@pytest.mark.django_db(transaction=True)
def test_a_rollback_of_the_fact_takes_its_mail_with_it():
    with transaction.atomic():
        enqueue(kind="test.note", to="a@example.org", dedupe_key="k:1")
        transaction.set_rollback(True)
    assert OutgoingMessage.objects.count() == 0


@pytest.mark.django_db
def test_the_same_dedupe_key_twice_is_one_message_as_it_was_written_first():
    first = enqueue(kind="test.note", to="a@example.org", dedupe_key="k:1")
    second = enqueue(kind="test.note", to="b@example.org", dedupe_key="k:1")
    assert (second.pk, second.to) == (first.pk, "a@example.org")
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.django_db
def test_the_message_id_depends_on_the_dedupe_key_alone():
    first = enqueue(kind="test.note", to="a@example.org", dedupe_key="k:1")
    OutgoingMessage.objects.filter(pk=first.pk)._raw_delete("default")
    again = enqueue(kind="test.code", to="b@example.org", dedupe_key="k:1")
    assert again.message_id == first.message_id
    assert enqueue(kind="test.note", to="a@example.org", dedupe_key="k:2").message_id != first.message_id


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 50])
def test_fifty_messages_cost_as_many_queries_as_one(count, django_assert_num_queries):
    messages = [new_message(kind="test.note", to=f"a{n}@example.org", dedupe_key=f"k:{n}") for n in range(count)]
    with django_assert_num_queries(1):
        enqueue_many(messages)
    assert OutgoingMessage.objects.count() == count


@pytest.mark.django_db
def test_only_a_message_that_nobody_took_up_can_be_withdrawn():
    OutgoingMessageFactory(dedupe_key="k:waiting")
    OutgoingMessageFactory(dedupe_key="k:sending", state=State.SENDING)
    assert [cancel(dedupe_key=f"k:{name}") for name in ("waiting", "sending", "none")] == [True, False, False]
    states = OutgoingMessage.objects.order_by("dedupe_key").values_list("state", flat=True)
    assert list(states) == [State.SENDING, State.CANCELLED]


@pytest.mark.django_db
def test_counts_name_every_state_in_one_query(django_assert_num_queries):
    OutgoingMessageFactory.create_batch(2)
    OutgoingMessageFactory(state=State.BOUNCED)
    with django_assert_num_queries(1):
        counts = OutgoingMessage.objects.counts()
    assert list(counts) == State.values
    assert {state: number for state, number in counts.items() if number} == {"pending": 2, "bounced": 1}
