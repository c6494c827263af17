"""The outbox: one row per message and recipient, written in the transaction of the fact it reports."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .workflow import CLOSED, WAITING, State


class BulkBody(models.Model):
    """The approved text of a bulk mail, kept once per variant and deleted after fourteen days."""

    sha256 = models.CharField(max_length=64, unique=True)
    subject = models.CharField(max_length=255)
    text = models.TextField()
    html = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = []

    def __str__(self):
        return self.sha256


class OutgoingMessageQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state__in=WAITING)

    def due(self, at=None):
        """Messages that a dispatcher may take now."""
        return self.waiting().filter(due_at__lte=at or timezone.now())

    def closed(self):
        return self.filter(state__in=CLOSED)

    def counts(self) -> dict[str, int]:
        """Number of messages per state, states without messages included, in one query."""
        found = dict(self.order_by().values_list("state").annotate(models.Count("id")))
        return {state.value: found.get(state.value, 0) for state in State}


class OutgoingMessage(models.Model):
    """What to send to whom. Rendered at sending; `params` hold neither content nor a usable token.

    `attempt` counts claims and fences a dispatcher that lost its lease; `deferrals` counts refusals of the relay.
    """

    kind = models.CharField(max_length=60)
    ref = models.BigIntegerField(null=True, blank=True)
    params = models.JSONField(default=dict, blank=True)
    body = models.ForeignKey(BulkBody, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages")
    to = models.EmailField(max_length=320)
    locale = models.CharField(max_length=10, default="nl")
    dedupe_key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    priority = models.PositiveSmallIntegerField(default=5, help_text=_("Hoger gaat eerder."))
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    not_after = models.DateTimeField()
    lease = models.DateTimeField(null=True, blank=True)
    attempt = models.PositiveIntegerField(default=0)
    deferrals = models.PositiveIntegerField(default=0)
    handed_at = models.DateTimeField(null=True, blank=True)
    reply_code = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitgaande mail")
        verbose_name_plural = _("uitgaande mail")
        default_permissions = []
        indexes = [
            models.Index(
                models.F("priority").desc(),
                "id",
                condition=models.Q(state__in=["pending", "deferred"]),
                name="mail_due",
            ),
            models.Index(
                fields=["lease"],
                condition=models.Q(state__in=["claimed", "sending", "uncertain"]),
                name="mail_leased",
            ),
            models.Index(fields=["kind", "ref"], name="mail_kind_ref"),
        ]

    def __str__(self):
        return f"{self.kind} {self.message_id}"


class DemoMail(models.Model):
    """A mail of the demonstration: it stays in the database and is shown on a loopback page."""

    message_id = models.CharField(max_length=200, unique=True)
    to = models.CharField(max_length=320)
    subject = models.CharField(max_length=400)
    raw = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = []
        ordering = ["-created_at", "-id"]

    def __str__(self):
        return self.subject
