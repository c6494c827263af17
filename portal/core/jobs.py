"""The registry of what `manage.py worker` runs: periodic jobs under a database lease, and loops that never end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class PeriodicJob:
    """A job that the worker starts every `interval`; `run` takes no arguments and must be idempotent.

    `everywhere` jobs run in each worker (they coordinate themselves); the others hold a lease.
    """

    name: str
    interval: timedelta
    run: Callable[[], object]
    everywhere: bool = False


@dataclass(frozen=True)
class ContinuousJob:
    """A loop with a thread of its own in each worker, so that it never waits behind a long task.

    `start` is called once, in that thread, with a question "must I stop?", and returns the step of the loop. A step
    does a bounded amount of work and returns True when there is more to do at once.
    """

    name: str
    start: Callable[[Callable[[], bool]], Callable[[], bool]]
    pause: timedelta = timedelta(milliseconds=500)


_jobs: dict[str, PeriodicJob] = {}
_continuous: dict[str, ContinuousJob] = {}


def register(job: PeriodicJob) -> None:
    """Add a job, from an app's `ready()`. The same name twice is a programming error."""
    if job.name in _jobs and _jobs[job.name] != job:
        raise ValueError(f"two periodic jobs are called {job.name}")
    _jobs[job.name] = job


def register_continuous(job: ContinuousJob) -> None:
    """Add a loop, from an app's `ready()`. The same name twice is a programming error."""
    if job.name in _continuous and _continuous[job.name] != job:
        raise ValueError(f"two continuous jobs are called {job.name}")
    _continuous[job.name] = job


def registered() -> list[PeriodicJob]:
    return sorted(_jobs.values(), key=lambda job: job.name)


def registered_continuous() -> list[ContinuousJob]:
    return sorted(_continuous.values(), key=lambda job: job.name)
