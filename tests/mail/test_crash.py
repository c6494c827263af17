import signal
import time

import pytest

from tests.core.processes import SharedDatabase
from tests.factories.mail import OutgoingMessageFactory
from tests.mail.sink import relay

MESSAGES = 60
STATES = "SELECT state, COUNT(*) FROM mail_outgoingmessage GROUP BY state"


def kill_while_it_sends(database, port, journal, oracle) -> None:
    """Start a dispatcher and SIGKILL it once the relay has taken some more messages."""
    taken = len(journal.lines())
    process = database.start("-m", "tests.mail.dispatch_process", str(port), oracle)
    deadline = time.monotonic() + 60
    while len(journal.lines()) < taken + 8 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def finish(database, port, oracle) -> None:
    assert database.start("-m", "tests.mail.dispatch_process", str(port), oracle).wait(timeout=120) == 0


@pytest.mark.django_db(transaction=True)
def test_a_killed_dispatcher_loses_nothing_and_repeats_at_most_one_message(tmp_path):
    wanted = {message.message_id for message in OutgoingMessageFactory.create_batch(MESSAGES)}
    with SharedDatabase(tmp_path) as database, relay(tmp_path / "journal", delay=0.004) as (port, faults):
        kill_while_it_sends(database, port, faults.journal, "-")
        finish(database, port, "-")
        assert database.rows(STATES) == [("handed", MESSAGES)]
    assert set(faults.journal.message_ids()) == wanted
    assert len(faults.journal.message_ids()) - MESSAGES in range(2)


@pytest.mark.django_db(transaction=True)
def test_with_receipts_a_killed_dispatcher_loses_nothing_and_repeats_nothing(tmp_path):
    wanted = sorted(message.message_id for message in OutgoingMessageFactory.create_batch(MESSAGES))
    with SharedDatabase(tmp_path) as database, relay(tmp_path / "journal", delay=0.004) as (port, faults):
        kill_while_it_sends(database, port, faults.journal, str(faults.journal.path))
        finish(database, port, str(faults.journal.path))
        assert database.rows(STATES) == [("handed", MESSAGES)]
    assert sorted(faults.journal.message_ids()) == wanted


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_at_once_send_each_message_once(tmp_path):
    wanted = sorted(message.message_id for message in OutgoingMessageFactory.create_batch(MESSAGES))
    with SharedDatabase(tmp_path) as database, relay(tmp_path / "journal") as (port, faults):
        processes = [database.start("-m", "tests.mail.dispatch_process", str(port), "-") for _ in range(2)]
        assert [process.wait(timeout=120) for process in processes] == [0, 0]
    assert sorted(faults.journal.message_ids()) == wanted
