"""The worker: one process with a thread for periodic jobs, one for tasks and one for each continuous job.

Any number of workers may run. Each shows its pulse in a heartbeat row; when the pulse stops, another worker takes
over its leases and puts its running tasks back.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.core.management import call_command
from django.db import close_old_connections, connection
from django.db.utils import DatabaseError, InterfaceError
from django.utils.crypto import get_random_string

from . import leases
from .jobs import ContinuousJob, PeriodicJob, register, registered, registered_continuous
from .models import JobHeartbeat
from .worker_tasks import TaskRunner, requeue_orphans

logger = logging.getLogger("portal.worker")

PULSE = timedelta(seconds=10)
PULSE_PREFIX = "worker:"
IDLE = 1.0
LONGEST_BACK_OFF = 30.0


def prune_task_results() -> None:
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)


def register_own_jobs() -> None:
    """The worker's own housekeeping."""
    register(PeriodicJob(name="tasks.requeue", interval=timedelta(seconds=30), run=requeue_orphans))
    register(PeriodicJob(name="tasks.prune", interval=timedelta(days=1), run=prune_task_results))


class Worker:
    """Runs until `stop()`; `run_once()` does everything that is due and returns."""

    def __init__(self) -> None:
        self.id = get_random_string(16)
        self._stopping = threading.Event()
        self._tasks = TaskRunner(self.id)
        self._next_run: dict[str, float] = {}
        register_own_jobs()

    def stop(self) -> None:
        """Finish what is running and end; threads look at this between two pieces of work."""
        self._stopping.set()

    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def run(self) -> None:
        """Start the threads and keep the pulse until somebody stops the worker."""
        threads = [threading.Thread(target=loop, name=name) for name, loop in self._loops()]
        for thread in threads:
            thread.start()
        self._loop("pulse", self.pulse, PULSE.total_seconds())
        for thread in threads:
            thread.join()
        self.say_goodbye()
        connection.close()

    def run_once(self) -> None:
        """Periodic jobs that are due, waiting tasks, and one drain of each continuous job."""
        self.pulse()
        self.run_due_jobs()
        while self._tasks.run_one():
            continue
        for job in registered_continuous():
            step = job.start(self.is_stopping)
            while step():
                continue
        self.say_goodbye()

    def pulse(self) -> bool:
        leases.beat(PULSE_PREFIX + self.id, holder=self.id, interval=PULSE)
        return False

    def say_goodbye(self) -> None:
        """A worker that ended well leaves no pulse behind that would look like a dead one."""
        JobHeartbeat.objects.filter(name=PULSE_PREFIX + self.id).delete()

    def run_due_jobs(self) -> bool:
        """One pass over the periodic jobs. A failing job does not keep the others waiting."""
        for job in registered():
            if self.is_stopping():
                break
            try:
                self._run_job(job)
            except (DatabaseError, InterfaceError):
                raise
            except Exception as error:  # noqa: BLE001  (the class stands in the heartbeat)
                logger.error("job %s failed: %s", job.name, type(error).__name__)
        return False

    def _run_job(self, job: PeriodicJob) -> None:
        if not job.everywhere:
            leases.run_if_due(job, holder=self.id)
        elif self._next_run.get(job.name, 0) <= time.monotonic():
            self._next_run[job.name] = time.monotonic() + job.interval.total_seconds()
            job.run()
            leases.beat(job.name, holder=self.id, interval=job.interval)

    def _loops(self) -> list[tuple[str, Callable[[], None]]]:
        """The body of each thread, by name."""
        loops = [("jobs", lambda: self._loop("jobs", self.run_due_jobs, IDLE))]
        loops.append(("tasks", lambda: self._loop("tasks", self._tasks.run_one, IDLE)))
        loops += [(job.name, partial(self._run_continuous, job)) for job in registered_continuous()]
        return [(name, with_own_connection(loop)) for name, loop in loops]

    def _run_continuous(self, job: ContinuousJob) -> None:
        turn = ContinuousTurn(job, self.id, self.is_stopping)
        self._loop(job.name, turn, job.pause.total_seconds())
        turn.end()

    def _loop(self, name: str, step: Callable[[], bool], pause: float) -> None:
        """Repeat a step until the worker stops. A database that is away is waited for, longer each time."""
        failures = 0
        while not self.is_stopping():
            try:
                close_old_connections()
                has_more = step()
                failures = 0
            except Exception as error:  # noqa: BLE001  (a loop of the worker may not die)
                logger.error("%s: %s", name, type(error).__name__)
                failures += 1
                has_more = False
            if not has_more:
                self._stopping.wait(min(pause * 2**failures if failures else pause, LONGEST_BACK_OFF))


def with_own_connection(loop: Callable[[], None]) -> Callable[[], None]:
    """A thread has its own database connection and closes it when it ends."""

    def run() -> None:
        try:
            loop()
        finally:
            connection.close()

    return run


class ContinuousTurn:
    """The step of a continuous job with its pulse. SQLite has one writer, so there one worker runs the loop."""

    def __init__(self, job: ContinuousJob, holder: str, is_stopping: Callable[[], bool]) -> None:
        self.job, self.holder = job, holder
        self._step = job.start(is_stopping)
        self._beats_at = 0.0

    def __call__(self) -> bool:
        return self._is_ours() and self._step()

    def _is_ours(self) -> bool:
        if time.monotonic() >= self._beats_at:
            is_exclusive = connection.vendor == "sqlite"
            if not leases.beat(self.job.name, holder=self.holder, interval=PULSE, is_exclusive=is_exclusive):
                return False
            self._beats_at = time.monotonic() + PULSE.total_seconds() / 2
        return True

    def end(self) -> None:
        leases.let_go(self.job.name, holder=self.holder)
