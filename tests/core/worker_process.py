"""A worker with one more periodic job, in a process of its own."""

import os
import sys
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command

from portal.core import worker, worker_tasks
from portal.core.jobs import PeriodicJob, register
from tests.core.work import add_line

worker_tasks.GRACE = timedelta(seconds=1)
worker.PULSE = timedelta(seconds=1)
register(
    PeriodicJob(name="test.once_an_hour", interval=timedelta(hours=1), run=lambda: add_line("job", str(os.getpid())))
)
call_command("worker", *sys.argv[1:])
