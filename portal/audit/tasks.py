"""What the worker does for the audit log."""

from datetime import timedelta

from portal.core.jobs import PeriodicJob
from portal.core.jobs import register as register_job


def seal() -> int:
    from .services import seal

    return seal()


def register() -> None:
    register_job(PeriodicJob(name="audit.seal", interval=timedelta(seconds=5), run=seal))
