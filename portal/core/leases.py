"""Turns and pulses in the database, so that any number of workers may run next to each other."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from .jobs import PeriodicJob
from .models import JobHeartbeat

SHORTEST_LEASE = timedelta(seconds=30)
LONGEST_LEASE = timedelta(minutes=15)


def run_if_due(job: PeriodicJob, *, holder: str) -> bool:
    """Run the job unless it ran less than an interval ago or another worker holds it. True: it ran.

    An error is kept as the name of its class and raised again; the next turn comes after an interval.
    """
    if not take_turn(job, holder=holder):
        return False
    try:
        job.run()
    except Exception as error:
        finish_turn(job, holder=holder, error=type(error).__name__)
        raise
    finish_turn(job, holder=holder)
    return True


def take_turn(job: PeriodicJob, *, holder: str) -> bool:
    """Start a turn when one is due. Only one of many workers gets True."""
    now = timezone.now()
    state = find_or_create(job.name, job.interval)
    if not is_due(state, job, now):
        return False
    # The row as we read it: whoever changes it first has the turn.
    unchanged = JobHeartbeat.objects.filter(name=job.name, last_start=state.last_start, lease_until=state.lease_until)
    lease = min(max(2 * job.interval, SHORTEST_LEASE), LONGEST_LEASE)
    return bool(unchanged.update(interval=job.interval, last_start=now, lease_until=now + lease, lease_holder=holder))


def is_due(state: JobHeartbeat, job: PeriodicJob, now: datetime) -> bool:
    if state.lease_until and state.lease_until > now:
        return False
    return state.last_start is None or state.last_start + job.interval <= now


def finish_turn(job: PeriodicJob, *, holder: str, error: str = "") -> None:
    """Write how the turn ended. A worker whose lease was taken over writes nothing."""
    outcome = {"last_error": error} if error else {"last_error": "", "last_success": timezone.now()}
    JobHeartbeat.objects.filter(name=job.name, lease_holder=holder).update(lease_until=None, **outcome)


def beat(name: str, *, holder: str, interval: timedelta, is_exclusive: bool = False) -> bool:
    """Show that a loop is alive, with a lease of two intervals. False: exclusive, and another worker runs it."""
    now = timezone.now()
    find_or_create(name, interval)
    rows = JobHeartbeat.objects.filter(name=name)
    if is_exclusive:
        rows = rows.filter(Q(lease_holder=holder) | Q(lease_until__isnull=True) | Q(lease_until__lte=now))
    pulse = {"last_success": now, "last_error": "", "lease_until": now + 2 * interval, "lease_holder": holder}
    return bool(rows.update(interval=interval, **pulse))


def let_go(name: str, *, holder: str) -> None:
    """Give a lease back on a clean stop, so that another worker need not wait for it."""
    JobHeartbeat.objects.filter(name=name, lease_holder=holder).update(lease_until=None)


def find_or_create(name: str, interval: timedelta) -> JobHeartbeat:
    """The heartbeat of that name. Two workers may ask for a new one at once; the database keeps one."""
    found = JobHeartbeat.objects.filter(name=name).first()
    if found is None:
        JobHeartbeat.objects.bulk_create([JobHeartbeat(name=name, interval=interval)], ignore_conflicts=True)
        found = JobHeartbeat.objects.get(name=name)
    return found
