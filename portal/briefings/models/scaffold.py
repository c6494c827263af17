"""What was prepared in calm times: per event type, which sections to write and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.briefings.structure import Part, SectionKind


class Scaffold(models.Model):
    """The frame for one type of event. A new briefing starts as its example texts and shows its prompts."""

    event_type = models.SlugField(_("Soort gebeurtenis"), unique=True)
    name = models.CharField(_("Naam"), max_length=80)
    summary = models.CharField(_("Wanneer te gebruiken"), max_length=240)

    class Meta:
        ordering = ["name"]
        verbose_name = _("Raamwerk")
        verbose_name_plural = _("Raamwerken")

    def __str__(self):
        return self.name


class ScaffoldSection(models.Model):
    scaffold = models.ForeignKey(Scaffold, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=20, choices=SectionKind.choices)
    part = models.CharField(max_length=12, choices=Part.choices, blank=True)
    prompt = models.TextField(_("Vraag aan de schrijver"), blank=True)
    starting_text = models.TextField(_("Begintekst"), blank=True)
    is_required = models.BooleanField(_("Verplicht"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scaffold", "kind", "part"], name="one_scaffold_section_per_part"),
        ]

    def __str__(self):
        return f"{self.scaffold_id} {self.kind} {self.part}".strip()
