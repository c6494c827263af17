import pytest

from portal.mail.dispatcher import run_once
from portal.mail.models import OutgoingMessage
from portal.mail.transports import TestSink
from portal.mail.workflow import State
from tests.factories.mail import OutgoingMessageFactory


@pytest.mark.django_db
def test_each_pending_message_is_sent_once():
    messages = OutgoingMessageFactory.create_batch(3)
    assert [run_once(), run_once()] == [3, 0]
    assert [mail.to for mail in TestSink.sent] == [message.to for message in messages]
    assert set(OutgoingMessage.objects.values_list("state", "reply_code", "lease")) == {(State.HANDED, 250, None)}
