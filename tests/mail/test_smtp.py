import email
import email.policy

import pytest

from portal.mail.dispatcher import Dispatcher
from portal.mail.models import OutgoingMessage
from portal.mail.transports import Smtp
from portal.mail.workflow import State
from tests.factories.mail import OutgoingMessageFactory
from tests.mail.sink import JournalOracle, free_port, relay

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(tmp_path):
    """A running relay and a dispatcher that speaks to it."""
    with relay(tmp_path / "journal") as (port, faults):
        dispatcher = Dispatcher(transport=Smtp("127.0.0.1", port))
        yield dispatcher, faults
        dispatcher.close()


def test_what_arrives_is_a_whole_mail_with_text_html_and_attachment(sink, settings):
    settings.MAIL_FROM = "Gemeente Voorbeeldstad <wegwijs@voorbeeldstad.example>"
    settings.MAIL_REPLY_TO = "Meldpunt <vraag@voorbeeldstad.example>"
    dispatcher, faults = sink
    word = "Één lange zin met çığ en مرحبا. " * 60
    message = OutgoingMessageFactory(params={"word": word}, locale="ar")
    assert dispatcher.drain() == 1
    [raw] = faults.raw
    mail = email.message_from_bytes(raw, policy=email.policy.SMTP)
    assert mail.get_body(("plain",)).get_content().strip() == f"{word}, dit is de tekst."
    assert mail.get_body(("html",)).get_content().strip() == f"<p>{word}</p>"
    assert [part.get_filename() for part in mail.iter_attachments()] == ["les.ics"]
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["text/calendar"]
    assert (mail["Message-ID"], mail["To"], mail["Content-Language"]) == (message.message_id, message.to, "ar")
    assert (mail["From"], mail["Auto-Submitted"]) == (settings.MAIL_FROM, "auto-generated")
    assert mail["Reply-To"] == settings.MAIL_REPLY_TO
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_a_subject_with_a_line_end_adds_no_header(sink):
    dispatcher, faults = sink
    OutgoingMessageFactory(params={"word": "Dag\r\nBcc: iedereen@example.org\r\n"})
    dispatcher.drain()
    mail = email.message_from_bytes(faults.raw[0], policy=email.policy.SMTP)
    assert (mail["Subject"], mail["Bcc"]) == ("Dag Bcc: iedereen@example.org !", None)


def test_many_mails_go_over_one_connection(sink):
    dispatcher, faults = sink
    OutgoingMessageFactory.create_batch(5)
    assert dispatcher.drain() == 5
    assert faults.connections == 1


@pytest.mark.parametrize(
    ("local_part", "state", "code"),
    [
        ("r421", State.DEFERRED, 421),
        ("r450", State.DEFERRED, 450),
        ("r550", State.BOUNCED, 550),
        ("d451", State.DEFERRED, 451),
        ("d554", State.BOUNCED, 554),
        ("drop", State.PENDING, None),
        ("cut", State.UNCERTAIN, None),
    ],
)
def test_each_answer_of_a_relay_has_its_state_and_the_next_mail_goes_out(sink, local_part, state, code):
    dispatcher, faults = sink
    odd = OutgoingMessageFactory(to=f"{local_part}@example.org")
    OutgoingMessageFactory(to="heel@example.org")
    assert dispatcher.send_batch() is True
    odd.refresh_from_db()
    assert (odd.state, odd.reply_code) == (state, code)
    assert [line for line in faults.journal.lines() if "heel@" in line] == faults.journal.lines()[-1:]
    assert OutgoingMessage.objects.filter(state=State.HANDED).count() == 1


def test_a_line_that_broke_after_the_content_leaves_one_copy_when_the_relay_can_tell(sink):
    dispatcher, faults = sink
    message = OutgoingMessageFactory(to="cut@example.org")
    dispatcher.oracle = JournalOracle(str(faults.journal.path))
    dispatcher.drain()
    dispatcher.drain()
    message.refresh_from_db()
    assert (message.state, faults.journal.message_ids()) == (State.HANDED, [message.message_id])


def test_a_line_that_broke_after_the_content_sends_the_same_message_id_when_nobody_can_tell(sink):
    dispatcher, faults = sink
    message = OutgoingMessageFactory(to="cut@example.org")
    dispatcher.drain()
    dispatcher.drain()
    assert faults.journal.message_ids() == [message.message_id] * 2


def test_a_connection_that_the_relay_closed_meanwhile_is_opened_again(tmp_path):
    port = free_port()
    transport = Smtp("127.0.0.1", port)
    dispatcher = Dispatcher(transport=transport)
    for name in ("first", "second"):
        OutgoingMessageFactory()
        with relay(tmp_path / name, port=port):
            assert dispatcher.drain() == 1
    dispatcher.close()


def test_no_relay_at_all_leaves_every_message_waiting():
    OutgoingMessageFactory.create_batch(2)
    assert Dispatcher(transport=Smtp("127.0.0.1", free_port())).drain() == 0
    assert set(OutgoingMessage.objects.values_list("state", "lease")) == {(State.PENDING, None)}
