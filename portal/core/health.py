"""Whether this copy of the portal can serve visitors: the database answers, is up to date, and work gets done."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from portal.core.models import JobHeartbeat


def failing_part() -> str:
    """The first part that does not work: "database", "migrations" or "jobs"; empty when all is well."""
    try:
        if not newest_migrations() <= set(MigrationRecorder(connection).applied_migrations()):
            return "migrations"
        return "jobs" if has_silent_jobs() else ""
    except DatabaseError:
        return "database"


@cache
def newest_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of every app in the code of this process; read from disk once."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def has_silent_jobs() -> bool:
    """Whether a job missed two of its intervals. Before any worker ran, nothing is expected.

    The pulse of one worker does not count: it may have died while another one does the work.
    """
    now = timezone.now()
    return any(
        beat.last_success or (beat.last_start and now - beat.last_start > 2 * beat.interval)
        for beat in JobHeartbeat.objects.exclude(name__startswith="worker:").silent(now)
    )
