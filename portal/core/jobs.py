"""The registry of periodic jobs that `manage.py worker` runs under a database lease."""

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


_jobs: dict[str, PeriodicJob] = {}


def register(job: PeriodicJob) -> None:
    """Add a job, from an app's `ready()`. The same name twice is a programming error."""
    if job.name in _jobs and _jobs[job.name] != job:
        raise ValueError(f"two periodic jobs are called {job.name}")
    _jobs[job.name] = job


def registered() -> list[PeriodicJob]:
    return sorted(_jobs.values(), key=lambda job: job.name)
