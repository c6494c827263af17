"""Cases: sealed content, and in clear only what the queue and retention cannot do without."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reporting_form.models.member import Member
from reporting_form.vault.envelope import Place


class Path(models.TextChoices):
    ADVICE = "advice", _("Advies")
    CONCERN = "concern", _("Zorg")
    SELF = "self", _("Over mijzelf")


def writer_of(path: str) -> str:
    """What the team calls the person who wrote: only a concern has a "melder"."""
    return str(_("melder") if path == Path.CONCERN else _("vraagsteller"))


class State(models.TextChoices):
    RECEIVED = "received", _("Ontvangen")
    SCREENING = "screening", _("In screening")
    MORE_INFORMATION = "more_information", _("Wacht op reactie")
    ADVISED = "advised", _("Advies gegeven")
    REFERRED_TO_HELP = "referred_to_help", _("Naar hulp begeleid")
    DECLINED = "declined", _("Geen vraag voor het meldpunt")
    SECOND_OPINION = "second_opinion", _("Collegiaal overleg")
    UNFOUNDED = "unfounded", _("Geen zorg gebleken")
    WEIGHING_PROPOSED = "weighing_proposed", _("Weging voorgesteld")
    WEIGHING_SUBMITTED = "weighing_submitted", _("In weging")
    HANDED_OVER = "handed_over", _("Overgedragen")
    RETURNED = "returned", _("Teruggelegd")
    CLOSED = "closed", _("Afgesloten")


class CaseQuerySet(models.QuerySet):
    def open(self):
        return self.exclude(state=State.CLOSED)

    def readable_by(self, member):
        """Cases of which this member holds a wrapped key."""
        return self.filter(wraps__member=member)


class Case(models.Model):
    """One question or concern.

    `verifier` is the hash that a right case code leads to; `reporter_private_key` is sealed under the
    other half of that derivation. The id is random, so that it tells no order.
    """

    Path = Path
    State = State

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    locator = models.CharField(max_length=4)
    verifier = models.CharField(max_length=64)
    reporter_public_key = models.BinaryField(max_length=32)
    reporter_private_key = models.BinaryField()
    path = models.CharField(max_length=10, choices=Path.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    arrived_on = models.DateField()
    assignee = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="cases")
    retain_until = models.DateField(null=True)
    is_practice = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = [
            ("work_cases", _("Zaken van het meldpunt behandelen")),
            ("lead_team", _("Het team van het meldpunt leiden")),
        ]
        ordering = ["arrived_on", "locator"]
        constraints = [models.UniqueConstraint(fields=["locator", "verifier"], name="one_case_per_code")]
        indexes = [models.Index(fields=["state", "arrived_on"])]

    def __str__(self):
        return self.locator

    @property
    def writer(self) -> str:
        return writer_of(self.path)

    def place(self, model: str, field: str) -> Place:
        """Where a sealed value of this case belongs."""
        return Place(model, field, str(self.pk))


class CaseField(models.Model):
    """One sealed answer. Every case of a path has the same rows, filled or not: their number tells nothing."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="fields")
    name = models.CharField(max_length=30)
    sealed = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "name"], name="one_row_per_case_field")]

    def __str__(self):
        return self.name


class Message(models.Model):
    """One message of the thread. `meta` (who, which day) and `body` are sealed, bound to their number."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    meta = models.BinaryField()
    body = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_message_per_number")]

    def __str__(self):
        return f"message {self.number}"


class KeyWrap(models.Model):
    """The case key, sealed to one holder."""

    class Holder(models.TextChoices):
        MEMBER = "member"
        RECOVERY = "recovery"
        REPORTER = "reporter"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="wraps")
    holder = models.CharField(max_length=10, choices=Holder.choices)
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="wraps")
    sealed = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "member"], name="one_wrap_per_member"),
            models.UniqueConstraint(
                fields=["case", "holder"], condition=Q(member__isnull=True), name="one_wrap_per_holder"
            ),
            models.CheckConstraint(
                condition=Q(holder="member", member__isnull=False) | (~Q(holder="member") & Q(member__isnull=True)),
                name="member_wraps_name_their_member",
            ),
        ]

    def __str__(self):
        return self.holder


class Draft(models.Model):
    """An answer that was being typed when the vault locked, sealed to its writer."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="drafts")
    sealed = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="one_draft_per_member")]

    def __str__(self):
        return "draft"
