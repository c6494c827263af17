"""How often something happened from one network in the running window."""

from django.db import models


class RateCount(models.Model):
    name = models.CharField(max_length=120, unique=True)
    until = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self):
        return self.name.partition(":")[0]
