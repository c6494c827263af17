"""A dispatcher in a process of its own, for tests that kill it. Arguments: port of the relay, oracle or "-"."""

import sys
from datetime import timedelta

import django

django.setup()

from portal.mail import configuration, kinds, queue, transports
from portal.mail.dispatcher import Dispatcher
from portal.mail.receipts import NoReceipts
from tests.mail.conftest import note
from tests.mail.sink import JournalOracle


def main(port: str, journal: str) -> None:
    configuration.CLAIM_LEASE = timedelta(seconds=1)
    configuration.SEND_LEASE = timedelta(seconds=1)
    kinds.register(kinds.MailKind(name="test.note", subject="Een bericht", render=note))
    oracle = NoReceipts() if journal == "-" else JournalOracle(journal)
    dispatcher = Dispatcher(transport=transports.Smtp("127.0.0.1", int(port)), oracle=oracle)
    while dispatcher.drain() or unfinished():
        queue.time.sleep(0.05)
    dispatcher.close()


def unfinished() -> bool:
    from portal.mail.models import OutgoingMessage

    return OutgoingMessage.objects.exclude(state="handed").exists()


main(*sys.argv[1:])
