"""The pulse of every periodic job, read by /health/ready and the dashboards."""

from datetime import timedelta

from django.db import models
from django.utils import timezone


class JobHeartbeatQuerySet(models.QuerySet):
    def silent(self, at=None):
        """Jobs that missed two of their own intervals."""
        at = at or timezone.now()
        return [beat for beat in self if beat.last_success is None or at - beat.last_success > 2 * beat.interval]


class JobHeartbeat(models.Model):
    name = models.CharField(max_length=60, unique=True)
    interval = models.DurationField(default=timedelta(minutes=1))
    last_start = models.DateTimeField(null=True)
    last_success = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)
    lease_until = models.DateTimeField(null=True)
    lease_holder = models.CharField(max_length=80, blank=True)

    objects = JobHeartbeatQuerySet.as_manager()

    def __str__(self):
        return self.name
