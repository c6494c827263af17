"""The register of help lines: the only place that telephone numbers come from."""

import re
from datetime import date, datetime
from functools import cached_property

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal.organisations.holidays import dutch_holidays
from portal.organisations.opening_hours import OpeningState, describe_week, parse_week, state_at

MONTHS_UNTIL_CHECK = 6
MONTHS_UNTIL_DATE_IS_SHOWN = 12
TRANSLATED = ("name", "who", "hours_note")
SAYS_ANONYMOUS = re.compile(r"anoniem|zonder (uw )?na(am|men)", re.IGNORECASE)


class HelpLineQuerySet(models.QuerySet):
    def in_language(self, language: str | None):
        """Adds the words in that language as `local_…`; all in the same single query."""
        if language in (None, settings.LANGUAGE_CODE):
            return self
        texts = HelpLineText.objects.filter(line=OuterRef("pk"), language=language)
        return self.annotate(**{f"local_{field}": Subquery(texts.values(field)[:1]) for field in TRANSLATED})

    def needing_check(self, on: date | None = None):
        """Lines that staff must call and confirm: never verified, or longer than six months ago."""
        limit = (on or timezone.localdate()) - relativedelta(months=MONTHS_UNTIL_CHECK)
        return self.filter(is_always_shown=False).filter(Q(verified_on=None) | Q(verified_on__lt=limit))


class HelpLine(ClusterableModel):
    """A number, who answers, and when. Other languages stand in `HelpLineText`.

    The line of the municipality itself has no number here: it stands in MunicipalitySettings.
    """

    key = models.SlugField(
        gettext_lazy("Sleutel"),
        unique=True,
        max_length=40,
        validators=[RegexValidator(r"^[a-z_]+$")],
        help_text=gettext_lazy("Kleine letters en lage streepjes. Pagina's vinden het nummer hiermee."),
    )
    number = models.CharField(
        gettext_lazy("Telefoonnummer"), max_length=20, blank=True, validators=[RegexValidator(r"^\+?[0-9][0-9 -]*$")]
    )
    second_number = models.CharField(
        gettext_lazy("Tweede nummer"), max_length=20, blank=True, validators=[RegexValidator(r"^\+?[0-9][0-9 -]*$")]
    )
    is_municipal = models.BooleanField(
        gettext_lazy("Nummer van de gemeente zelf"),
        default=False,
        help_text=gettext_lazy("Het nummer komt dan uit de instellingen van de gemeente."),
    )
    name = models.CharField(gettext_lazy("Wie neemt op"), max_length=80)
    who = models.CharField(gettext_lazy("Voor wie, waarvoor"), max_length=160)
    hours = models.TextField(
        gettext_lazy("Openingstijden"),
        blank=True,
        validators=[parse_week],  # type: ignore[list-item]  # Django ignores what a validator returns
        help_text=gettext_lazy("Eén regel per dag of reeks dagen, zoals: ma-vr 9.00-12.30, 13.00-17.00"),
    )
    hours_note = models.CharField(
        gettext_lazy("Openingstijden in woorden"),
        max_length=80,
        blank=True,
        help_text=gettext_lazy("Alleen als de precieze tijden niet bekend zijn."),
    )
    always_open = models.BooleanField(gettext_lazy("Dag en nacht open"), default=False)
    open_on_holidays = models.BooleanField(gettext_lazy("Ook open op feestdagen"), default=False)
    closed_on_liberation_day = models.BooleanField(gettext_lazy("Gesloten op 5 mei"), default=False)
    languages = models.CharField(
        gettext_lazy("Talen"),
        max_length=40,
        default="nl",
        validators=[RegexValidator(r"^[a-z]{2}( [a-z]{2})*$")],
        help_text=gettext_lazy("Codes met een spatie ertussen: nl en tr ar"),
    )
    cost = models.CharField(gettext_lazy("Kosten"), max_length=60, blank=True)
    anonymous = models.BooleanField(gettext_lazy("Bellen kan zonder naam"), default=False)
    is_always_shown = models.BooleanField(gettext_lazy("Altijd tonen"), default=False)
    in_strip = models.BooleanField(gettext_lazy("Onder aan elke pagina"), default=False)
    on_desk = models.BooleanField(gettext_lazy("Op de startpagina"), default=False)
    rank = models.PositiveSmallIntegerField(gettext_lazy("Volgorde"), default=100)
    verified_on = models.DateField(gettext_lazy("Gecontroleerd op"), null=True, blank=True)
    source = models.CharField(gettext_lazy("Bron"), max_length=200)
    check_before_use = models.BooleanField(gettext_lazy("Controleer voor gebruik"), default=False)

    objects = HelpLineQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "key"]
        verbose_name = gettext_lazy("Hulplijn")
        verbose_name_plural = gettext_lazy("Hulplijnen")

    def __str__(self):
        return f"{self.name} {self.number}".strip()

    def text_for(self, field: str) -> str:
        return getattr(self, f"local_{field}", None) or getattr(self, field)

    @property
    def local_title(self) -> str:
        return self.text_for("name")

    @property
    def local_use(self) -> str:
        return self.text_for("who")

    @property
    def dial(self) -> str:
        """What a telephone dials: the number without spaces and hyphens."""
        return self.number.replace(" ", "").replace("-", "")

    @property
    def must_add_anonymous(self) -> bool:
        """Callers may stay anonymous and the note does not say so itself; its translations follow the Dutch note."""
        return self.anonymous and not SAYS_ANONYMOUS.search(f"{self.name} {self.who}")

    @property
    def has_exact_hours(self) -> bool:
        """Whether open or closed can be said at all."""
        return self.always_open or bool(self.hours)

    @cached_property
    def week(self):
        return parse_week(self.hours)

    @property
    def hours_text(self) -> str:
        """The opening hours in words, in the language of the page."""
        if self.always_open:
            return _("Dag en nacht")
        return describe_week(self.week) if self.hours else self.text_for("hours_note")

    @property
    def language_names(self) -> list[str]:
        return [str(get_language_info(code)["name_translated"]) for code in self.languages.split()]

    def state(self, at: datetime | None = None) -> OpeningState:
        """Open or not at that moment, in words; without exact hours the words say only what is known."""
        if self.always_open:
            return OpeningState(True, _("Dag en nacht"), None)
        if not self.hours:
            return OpeningState(False, self.text_for("hours_note"), None)
        return state_at(self.week, at or timezone.now(), is_closed_on=self.is_closed_on)

    def is_closed_on(self, day: date) -> bool:
        if self.open_on_holidays:
            return False
        return day in dutch_holidays(day.year, with_liberation_day=self.closed_on_liberation_day)

    @property
    def date_is_shown(self) -> bool:
        """Whether visitors must see how old the last check is."""
        if self.is_always_shown or self.verified_on is None:
            return False
        return self.verified_on < timezone.localdate() - relativedelta(months=MONTHS_UNTIL_DATE_IS_SHOWN)


class HelpLineText(models.Model):
    """The words of a help line in one other language."""

    line = ParentalKey(HelpLine, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(gettext_lazy("Taal"), max_length=5, choices=settings.LANGUAGES[1:])
    name = models.CharField(gettext_lazy("Wie neemt op"), max_length=80, blank=True)
    who = models.CharField(gettext_lazy("Voor wie, waarvoor"), max_length=160, blank=True)
    hours_note = models.CharField(gettext_lazy("Openingstijden in woorden"), max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "language"], name="one_text_per_language")]

    def __str__(self):
        return f"{self.line.key} {self.language}"


def lines_for_page() -> models.QuerySet:
    """Every line, in order, with the words in the language of the request."""
    return HelpLine.objects.in_language(get_language())
