"""What was submitted, word for word, and who decided on it."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class BriefingVersion(models.Model):
    """Immutable: the mail and the page as they were submitted, and the SHA-256 of both together.

    The personal link of each recipient is the only thing filled in later, at `CONFIRM_LINK`.
    """

    briefing = models.ForeignKey("briefings.Briefing", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    page = models.JSONField()
    sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    submitted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["briefing", "number"], name="one_version_per_number")]

    def __str__(self):
        return f"{self.briefing_id} v{self.number} {self.short_hash}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("a briefing version never changes")
        self.sha256 = self.computed_sha256()
        super().save(*args, **kwargs)

    @property
    def short_hash(self) -> str:
        """Eight characters in two groups, to be read aloud over the phone."""
        return f"{self.sha256[:4]} {self.sha256[4:8]}"

    def computed_sha256(self) -> str:
        content = {"subject": self.subject, "text": self.text, "html": self.html, "page": self.page}
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


class Decision(models.TextChoices):
    APPROVED = "approved", _("Goedgekeurd")
    REJECTED = "rejected", _("Teruggestuurd")


class Approval(models.Model):
    """One decision of a second person on one version; at most one approval per version."""

    version = models.ForeignKey(BriefingVersion, on_delete=models.PROTECT, related_name="approvals")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    reason = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["version"], name="one_decision_per_version")]

    def __str__(self):
        return f"{self.version_id} {self.decision}"
