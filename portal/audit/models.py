"""Who saw and did what: rows that are only ever added, then sealed into a chain."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import words


class Outcome(models.TextChoices):
    OK = "ok", _("Gedaan")
    REFUSED = "refused", _("Geweigerd")


class AuditEntryQuerySet(models.QuerySet):
    def sealed(self):
        return self.filter(sequence__isnull=False)

    def unsealed(self):
        return self.filter(sequence__isnull=True)

    def unsealed_for(self, age: timedelta):
        """Rows that the sealer should have taken long ago."""
        return self.unsealed().filter(at__lt=timezone.now() - age)


class AuditEntry(models.Model):
    """One fact. Actor and object are plain values: a sealed row may not change when they are deleted.

    `sequence`, `previous_hash` and `hash` are empty until the sealer has taken the row.
    """

    at = models.DateTimeField(_("Tijd"), default=timezone.now)
    actor_id = models.BigIntegerField(_("Nummer van de medewerker"), null=True)
    actor_label = models.CharField(_("Medewerker"), max_length=254, blank=True)
    action = models.CharField(_("Handeling"), max_length=80)
    object_type = models.CharField(_("Soort"), max_length=100, blank=True)
    object_id = models.CharField(_("Nummer"), max_length=64, blank=True)
    reference = models.CharField(_("Kenmerk"), max_length=120, blank=True)
    reason = models.CharField(_("Reden"), max_length=500, blank=True)
    outcome = models.CharField(_("Uitkomst"), max_length=10, choices=Outcome.choices, default=Outcome.OK)
    sequence = models.BigIntegerField(null=True, unique=True, editable=False)
    previous_hash = models.CharField(max_length=64, blank=True, editable=False)
    hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("regel in het auditlogboek")
        verbose_name_plural = _("auditlogboek")
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(sequence__isnull=True), name="audit_unsealed"),
            models.Index(fields=["object_type", "object_id"], name="audit_object"),
        ]

    def __str__(self):
        return f"{self.action} {self.object_type} {self.object_id}".strip()

    @property
    def what(self) -> str:
        return words.action_in_words(self.action)

    @property
    def about(self) -> str:
        return words.object_in_words(self.object_type, self.object_id, self.reference)


class AuditCheckpoint(models.Model):
    """Stands in the chain for the rows that were dropped after their term, up to `last_sequence`."""

    created_at = models.DateTimeField(default=timezone.now)
    last_sequence = models.BigIntegerField(unique=True)
    last_hash = models.CharField(max_length=64)
    dropped = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        default_permissions = []

    def __str__(self):
        return f"audit checkpoint {self.last_sequence}"
