"""Rate limits: fixed windows, counted in one row per purpose and visitor key; the key holds no address.

A table and not the cache: Django's database cache neither counts atomically nor keeps the term of a counted key.
"""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from .models import RateCount


def count(purpose: str, key: str, seconds: int) -> int:
    """Count one event and return how many there were in this window of `seconds`."""
    name = f"{purpose}:{key}"
    running = RateCount.objects.filter(name=name, until__gt=timezone.now())
    if not running.update(count=F("count") + 1):
        RateCount.objects.filter(name=name, until__lte=timezone.now()).delete()
        start = RateCount(name=name, until=timezone.now() + timedelta(seconds=seconds))
        RateCount.objects.bulk_create([start], ignore_conflicts=True)
        running.update(count=F("count") + 1)
    return running.values_list("count", flat=True).first() or 1


def reached(purpose: str, key: str, limit: int) -> bool:
    """Whether `limit` events were counted in the running window, without counting this one."""
    return RateCount.objects.filter(name=f"{purpose}:{key}", until__gt=timezone.now(), count__gte=limit).exists()


def forget_ended_windows() -> None:
    """Delete rows whose window is over; a periodic job."""
    RateCount.objects.filter(until__lte=timezone.now()).delete()
