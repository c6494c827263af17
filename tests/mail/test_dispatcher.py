from datetime import timedelta

import pytest
from django.utils import timezone

from portal.mail import configuration, queue
from portal.mail.dispatcher import Dispatcher, run_once
from portal.mail.models import OutgoingMessage
from portal.mail.receipts import NoReceipts
from portal.mail.services import URGENT
from portal.mail.transports import HANDED, Answer, RelayUnavailableError, TestSink
from portal.mail.workflow import State
from tests.factories.mail import OutgoingMessageFactory

pytestmark = pytest.mark.django_db


class Knows:
    """An oracle that has receipts for these Message-IDs."""

    def __init__(self, *message_ids):
        self.message_ids = message_ids

    def has(self, message_id):
        return message_id in self.message_ids


def states() -> list[str]:
    return list(OutgoingMessage.objects.order_by("pk").values_list("state", flat=True))


def seconds_until_due(message) -> int:
    message.refresh_from_db()
    return round((message.due_at - timezone.now()).total_seconds())


def test_each_pending_message_is_sent_once():
    messages = OutgoingMessageFactory.create_batch(3)
    assert [run_once(), run_once()] == [3, 0]
    assert [mail.to for mail in TestSink.sent] == [message.to for message in messages]
    assert set(OutgoingMessage.objects.values_list("state", "reply_code", "lease")) == {(State.HANDED, 250, None)}


@pytest.mark.parametrize(("count", "queries"), [(1, 9), (3, 11), (60, 71)])
def test_a_message_costs_one_commit(count, queries, django_assert_num_queries):
    OutgoingMessageFactory.create_batch(count)
    with django_assert_num_queries(queries):
        assert run_once() == count


def test_urgent_mail_goes_before_mail_that_waits_longer():
    OutgoingMessageFactory(to="gewoon@example.org")
    OutgoingMessageFactory(to="spoed@example.org", priority=URGENT)
    run_once()
    assert [mail.to for mail in TestSink.sent] == ["spoed@example.org", "gewoon@example.org"]


def test_mail_for_later_waits_and_mail_that_is_too_late_is_not_sent():
    OutgoingMessageFactory(due_at=timezone.now() + timedelta(hours=1))
    OutgoingMessageFactory(not_after=timezone.now() - timedelta(seconds=1), params={"word": "geheim"})
    assert run_once() == 0
    assert states() == [State.PENDING, State.EXPIRED]
    assert OutgoingMessage.objects.get(state=State.EXPIRED).params == {}


def test_a_mail_that_cannot_be_rendered_is_put_off_and_the_rest_goes_out(caplog):
    broken = OutgoingMessageFactory(params={"broken": "het geheim van de afzender"})
    OutgoingMessageFactory(kind="test.unknown")
    OutgoingMessageFactory(to="heel@example.org")
    assert run_once() == 1
    assert states() == [State.DEFERRED, State.DEFERRED, State.HANDED]
    assert seconds_until_due(broken) == 10
    assert "ValueError" in caplog.text
    assert "geheim" not in caplog.text


def test_a_relay_that_says_later_is_asked_again_after_a_longer_time_each_time():
    message = OutgoingMessageFactory()
    TestSink.answer = lambda mail: Answer(State.DEFERRED, 450)
    pauses = []
    for _ in range(9):
        run_once()
        pauses.append(seconds_until_due(message))
        OutgoingMessage.objects.update(due_at=timezone.now())
    assert pauses == [10, 20, 40, 80, 160, 320, 640, 900, 900]
    assert (message.reply_code, message.deferrals) == (450, 9)


def test_a_bounced_message_is_not_tried_again():
    OutgoingMessageFactory()
    TestSink.answer = lambda mail: Answer(State.BOUNCED, 550)
    assert [run_once(), run_once()] == [0, 0]
    assert list(OutgoingMessage.objects.values_list("state", "reply_code", "attempt")) == [(State.BOUNCED, 550, 1)]


def test_a_relay_that_is_away_costs_no_message_anything_but_time():
    def away(mail):
        raise RelayUnavailableError("ConnectionRefusedError")

    messages = OutgoingMessageFactory.create_batch(3)
    TestSink.answer = away
    assert run_once() == 0
    assert states() == [State.PENDING] * 3
    assert [seconds_until_due(message) for message in messages] == [5, 5, 5]
    TestSink.answer = None
    OutgoingMessage.objects.update(due_at=timezone.now())
    assert run_once() == 3
    assert list(OutgoingMessage.objects.values_list("deferrals", flat=True)) == [0, 0, 0]


def test_a_one_time_code_leaves_the_database_with_the_mail():
    OutgoingMessageFactory(kind="test.code", params={"word": "483920"})
    OutgoingMessageFactory(kind="test.note", params={"word": "Dag"})
    run_once()
    assert [mail.subject for mail in TestSink.sent] == ["483920!", "Dag!"]
    assert list(OutgoingMessage.objects.order_by("pk").values_list("params", flat=True)) == [{}, {"word": "Dag"}]


def test_a_code_that_must_be_sent_again_is_still_there():
    OutgoingMessageFactory(kind="test.code", params={"word": "483920"})
    TestSink.answer = lambda mail: Answer(State.DEFERRED, 450)
    run_once()
    assert OutgoingMessage.objects.get().params == {"word": "483920"}


def test_a_claim_whose_dispatcher_died_is_taken_up_again():
    OutgoingMessageFactory()
    queue.claim(10)
    assert run_once() == 0
    OutgoingMessage.objects.update(lease=timezone.now())
    assert run_once() == 1


def test_a_message_that_was_being_sent_goes_again_with_the_same_message_id_when_there_is_no_receipt():
    message = OutgoingMessageFactory()
    queue.step(None, *queue.claim(10))
    OutgoingMessage.objects.update(lease=timezone.now())
    assert run_once() == 1
    assert TestSink.sent[0].headers["Message-ID"] == message.message_id


def test_a_message_with_a_receipt_is_not_sent_again():
    message = OutgoingMessageFactory()
    queue.step(None, *queue.claim(10))
    OutgoingMessage.objects.update(lease=timezone.now())
    assert Dispatcher(oracle=Knows(message.message_id)).drain() == 0
    message.refresh_from_db()
    assert (message.state, message.handed_at is None, TestSink.sent) == (State.HANDED, False, [])


def test_a_dispatcher_that_lost_its_lease_neither_sends_nor_closes_the_message():
    OutgoingMessageFactory()
    [slow] = queue.claim(10)
    OutgoingMessage.objects.update(lease=timezone.now())
    queue.recover(NoReceipts())
    [fast] = queue.claim(10)
    assert queue.step(None, slow) is False
    assert queue.step(None, fast) is True
    queue.step(queue.Closing(slow, Answer(State.BOUNCED, 550)), None)
    assert states() == [State.SENDING]
    queue.step(queue.Closing(fast, HANDED), None)
    assert states() == [State.HANDED]


def test_waiting_messages_keep_their_lease_and_are_given_back_on_a_stop():
    OutgoingMessageFactory.create_batch(3)
    asked = iter([False, False, False, True, True, True])
    dispatcher = Dispatcher(is_stopping=lambda: next(asked))
    assert dispatcher.drain() == 2
    assert states() == [State.HANDED, State.HANDED, State.PENDING]
    assert OutgoingMessage.objects.filter(lease__isnull=False).count() == 0


def test_a_slow_relay_is_given_no_more_than_it_can_take_in_half_a_lease(settings):
    settings.MAIL_RATE_PER_SECOND = 0.5
    assert Dispatcher().pace.batch() == 2
    settings.MAIL_RATE_PER_SECOND = 1000
    assert Dispatcher().pace.batch() == configuration.BATCH
