"""The briefing as it is being written. What is sent and published is a `BriefingVersion`."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.briefings.structure import MAX_SECTION_LENGTH, Part, SectionKind
from portal.briefings.workflow import State


class Kind(models.TextChoices):
    INITIAL = "initial", _("Eerste bericht")
    UPDATE = "update", _("Update")
    CORRECTION = "correction", _("Correctie")
    CLOSING = "closing", _("Afsluiting")
    WITHDRAWAL = "withdrawal", _("Intrekking")


class Level(models.TextChoices):
    NORMAL = "normal", _("Gewoon")
    ACUTE = "acute", _("Acuut")


class BriefingQuerySet(models.QuerySet):
    def published(self):
        """Sent briefings, the newest first; a closed one stays readable, a withdrawn one does not."""
        return self.filter(state__in=[State.SENT, State.CLOSED]).order_by("-sent_at")

    def on_banner(self, at=None):
        """Sent and not yet closed, within the time set for the banner."""
        at = at or timezone.now()
        return self.filter(state=State.SENT, bulletin_until__gt=at).exclude(bulletin_text="").order_by("-sent_at")


class Briefing(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    scaffold = models.ForeignKey("briefings.Scaffold", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("Titel"), max_length=120)
    kind = models.CharField(_("Soort bericht"), max_length=12, choices=Kind.choices, default=Kind.INITIAL)
    replies_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    level = models.CharField(_("Niveau"), max_length=8, choices=Level.choices, default=Level.NORMAL)
    cleared_by = models.CharField(_("Afgestemd met"), max_length=200, blank=True)
    cleared_at = models.DateTimeField(_("Afgestemd op"), null=True, blank=True)
    next_update_at = models.DateTimeField(_("Volgend bericht om"), null=True, blank=True)
    bulletin_text = models.CharField(_("Tekst boven elke pagina"), max_length=200, blank=True)
    bulletin_until = models.DateTimeField(_("Boven elke pagina tot"), null=True, blank=True)
    audience_kinds = models.JSONField(_("Soort organisatie"), default=list, blank=True)
    audience_districts = models.JSONField(_("Wijk"), default=list, blank=True)
    help_lines = models.ManyToManyField("organisations.HelpLine", verbose_name=_("Hulplijnen"), blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=400, blank=True)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("Bericht aan scholen")
        verbose_name_plural = _("Berichten aan scholen")
        permissions = [
            ("write_briefing", "May write and submit briefings"),
            ("approve_briefing", "May approve briefings that someone else wrote"),
        ]
        indexes = [models.Index(fields=["state", "-sent_at"], name="briefing_state_sent")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("briefings:detail", args=[self.slug])

    @property
    def ends_the_series(self) -> bool:
        """A closing or withdrawal promises no next message."""
        return self.kind in (Kind.CLOSING, Kind.WITHDRAWAL)

    def texts(self) -> dict[str, str]:
        """Section texts by slot name."""
        return {section.slot_name: section.text for section in self.sections.all()}


class BriefingSection(models.Model):
    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=20, choices=SectionKind.choices)
    part = models.CharField(max_length=12, choices=Part.choices, blank=True)
    text = models.TextField(max_length=MAX_SECTION_LENGTH, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["briefing", "kind", "part"], name="one_section_per_part")]

    def __str__(self):
        return f"{self.briefing_id} {self.slot_name}"

    @property
    def slot_name(self) -> str:
        return f"{self.kind}_{self.part}" if self.part else self.kind


class Fact(models.Model):
    """One confirmed fact and who confirmed it, such as "Politie, 16.20 uur"."""

    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="facts")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("Feit"), max_length=300)
    source = models.CharField(_("Bron"), max_length=120, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["briefing", "position"], name="one_fact_per_position")]

    def __str__(self):
        return self.text
