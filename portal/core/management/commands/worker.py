"""Run everything that happens in the background: mail, tasks, the audit sealer and periodic jobs."""

import signal
from types import FrameType

from django.core.management.base import BaseCommand

from portal.core.worker import Worker


class Command(BaseCommand):
    help = "Runs mail, background tasks and periodic jobs until it is stopped. Several may run at once."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is due now and stop.")

    def handle(self, *, once: bool, **options):
        worker = Worker()
        if once:
            worker.run_once()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stopper(worker))
        worker.run()


def stopper(worker: Worker):
    def stop(signum: int, frame: FrameType | None) -> None:
        worker.stop()

    return stop
