"""Forms for the author, the approver and the school. Drafts may be incomplete: `lint` judges at submitting."""

from datetime import datetime
from typing import cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Case, When
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.briefings import audience
from portal.briefings.models import Briefing, Level, Reply, Scaffold, ScaffoldSection, SupportKind
from portal.briefings.services import DraftContent
from portal.briefings.structure import (
    ALWAYS_REQUIRED,
    MAX_FACTS,
    MAX_SECTION_LENGTH,
    SLOTS,
    SectionKind,
)
from portal.core.sanitise import clean_text
from portal.organisations.models import HelpLine

MOMENT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M", "%d-%m-%Y %H.%M"]
EARLIEST = timezone.make_aware(datetime(2020, 1, 1))
LATEST = timezone.make_aware(datetime(2100, 1, 1))


class CleanCharField(forms.CharField):
    """Text without control characters and invisible marks that reorder it."""

    def to_python(self, value):
        return clean_text(super().to_python(value))


class MomentField(forms.DateTimeField):
    """A date and time that works with and without the browser's own picker."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "class": "input--m"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": _("Schrijf dag en tijd, zoals 24-11-2026 21:00.")}

    def __init__(self, **kwargs):
        validators = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]
        super().__init__(input_formats=MOMENT_FORMATS, required=False, validators=validators, **kwargs)


class NewBriefingForm(forms.Form):
    scaffold = forms.ModelChoiceField(
        Scaffold.objects.all(), label=_("Wat is er gebeurd?"), widget=forms.RadioSelect, empty_label=None
    )
    title = CleanCharField(
        label=_("Titel"), max_length=120, help_text=_("Zoals een school het leest. U kunt de titel later wijzigen.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["scaffold"])
        # "Iets anders" comes last, after what was prepared.
        field.queryset = Scaffold.objects.order_by(Case(When(event_type="other", then=1), default=0), "name")
        self.fields["scaffold"].choice_hints = {str(row.pk): row.summary for row in field.queryset}  # type: ignore[attr-defined]


class BriefingForm(forms.Form):
    """One page with everything that an author may change; prompts of the scaffold are the hints."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    title = CleanCharField(label=_("Titel"), max_length=120)
    level = forms.ChoiceField(label=_("Niveau"), choices=Level.choices, widget=forms.RadioSelect)
    cleared_by = CleanCharField(
        label=_("Afgestemd met"),
        required=False,
        max_length=200,
        help_text=_("Wie heeft de feiten bevestigd? Bijvoorbeeld: politie, Openbaar Ministerie, woordvoerder."),
    )
    cleared_at = MomentField(label=_("Afgestemd op"))
    next_update_at = MomentField(
        label=_("Wanneer komt het volgende bericht?"), help_text=_("Houd u aan dit moment, ook zonder nieuws.")
    )
    bulletin_text = CleanCharField(
        label=_("Tekst boven elke pagina"),
        required=False,
        max_length=200,
        help_text=_("Eén of twee zinnen. Leeg: er komt geen balk boven de pagina’s."),
    )
    bulletin_until = MomentField(label=_("Boven elke pagina tot"))
    help_lines = forms.ModelMultipleChoiceField(
        HelpLine.objects.all(),
        label=_("Nummers in dit bericht"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nummers komen alleen uit het register."),
    )
    audience_kinds = forms.MultipleChoiceField(
        label=_("Soort organisatie"), required=False, widget=forms.CheckboxSelectMultiple
    )
    audience_districts = forms.MultipleChoiceField(
        label=_("Alleen in deze wijken"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niets gekozen: de hele gemeente."),
    )

    def __init__(self, data: QueryDict | None = None, *, briefing: Briefing):
        super().__init__(data, initial=initial_of(briefing))
        cast(forms.ChoiceField, self.fields["audience_kinds"]).choices = audience.kind_choices()
        cast(forms.ChoiceField, self.fields["audience_districts"]).choices = audience.district_choices()
        sections = ScaffoldSection.objects.filter(scaffold=briefing.scaffold_id)
        self.scaffold = {(row.kind, row.part): row for row in sections}
        self._add_facts()
        self._add_texts()

    def _add_facts(self):
        for position in range(1, MAX_FACTS + 1):
            number = {"number": position}
            self.fields[f"fact_{position}_text"] = CleanCharField(
                label=_("Feit %(number)d") % number, required=False, max_length=300
            )
            self.fields[f"fact_{position}_source"] = CleanCharField(
                label=_("Wie zegt dat, en wanneer? (feit %(number)d)") % number, required=False, max_length=120
            )

    def _add_texts(self):
        for slot in SLOTS:
            row = self.scaffold.get((slot.kind, slot.part))
            self.fields[slot.name] = CleanCharField(
                label=slot.label,
                required=False,
                max_length=MAX_SECTION_LENGTH,
                help_text=row.prompt if row else "",
                widget=forms.Textarea(attrs={"rows": 5}),
            )

    def groups(self) -> list[dict]:
        """Headings with their fields in reading order, for the template."""
        groups = [group(self, _("Het bericht"), ["title", "level", "cleared_by", "cleared_at"])]
        for kind in SectionKind:
            row = self.scaffold.get((kind, ""))
            groups.append(group(self, kind.label, names_of(kind), prompt=row.prompt if row else ""))
        groups.append(group(self, _("Balk op de site"), ["bulletin_text", "bulletin_until"]))
        groups.append(group(self, _("Voor wie is dit bericht?"), ["audience_kinds", "audience_districts"]))
        return groups

    def is_optional(self, name: str) -> bool:
        """Whether a briefing can be submitted without this field."""
        if name in ("cleared_by", "cleared_at", "next_update_at", "audience_kinds", "fact_1_text", "fact_1_source"):
            return False
        for slot in SLOTS:
            if slot.name == name:
                row = self.scaffold.get((slot.kind, slot.part))
                return not (slot.kind in ALWAYS_REQUIRED or (row and row.is_required))
        return name != "audience_districts"

    def content(self) -> DraftContent:
        """The cleaned form as the service wants it."""
        data = self.cleaned_data
        numbers = range(1, MAX_FACTS + 1)
        plain = {name: data[name] for name in DraftContent.__dataclass_fields__ if name in data}
        return DraftContent(
            **plain,
            texts={slot.name: data[slot.name] for slot in SLOTS},
            facts=[(data[f"fact_{number}_text"], data[f"fact_{number}_source"]) for number in numbers],
        )


def names_of(kind: SectionKind) -> list[str]:
    """The form fields of one section."""
    if kind == SectionKind.KNOWN:
        return [f"fact_{number}_{half}" for number in range(1, MAX_FACTS + 1) for half in ("text", "source")]
    names = [slot.name for slot in SLOTS if slot.kind == kind]
    extra = {SectionKind.NEXT_UPDATE: ["next_update_at"], SectionKind.HELP: ["help_lines"]}
    return extra.get(kind, []) + names


def group(form: BriefingForm, heading: str | Promise, names: list[str], prompt: str = "") -> dict:
    fields = [{"bound": form[name], "optional": form.is_optional(name)} for name in names]
    shows_prompt = len(names) > 2  # otherwise the prompt is the hint of the field itself
    return {"heading": heading, "fields": fields, "prompt": prompt if shows_prompt else ""}


def initial_of(briefing: Briefing) -> dict:
    """What the form shows before anything is typed."""
    names = [name for name in DraftContent.__dataclass_fields__ if name not in ("texts", "facts", "help_lines")]
    initial = {name: getattr(briefing, name) for name in names}
    for fact in briefing.facts.all():
        initial |= {f"fact_{fact.position}_text": fact.text, f"fact_{fact.position}_source": fact.source}
    return {
        **initial,
        **briefing.texts(),
        "revision": briefing.revision,
        "help_lines": list(briefing.help_lines.values_list("pk", flat=True)),
    }


class DecisionForm(forms.Form):
    """`sha256` is what the approver read; the service compares it with what would be sent."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    decision = forms.ChoiceField(choices=[("approve", ""), ("reject", "")])
    reason = CleanCharField(
        label=_("Wat moet er anders?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alleen nodig als u het bericht terugstuurt."),
    )


class WithdrawForm(forms.Form):
    reason = CleanCharField(
        label=_("Waarom trekt u het bericht in?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De reden is alleen voor het team."),
        error_messages={"required": _("Schrijf op waarom u het bericht intrekt.")},
    )


class ReplyForm(forms.Form):
    kind = forms.ChoiceField(
        choices=Reply.choices, error_messages={"required": _("Kies een knop."), "invalid_choice": _("Kies een knop.")}
    )
    support_kinds = forms.MultipleChoiceField(
        label=_("Waar hebt u hulp bij nodig?"),
        choices=SupportKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies uit de lijst.")},
    )
    note = CleanCharField(
        label=_("Wilt u er iets bij zeggen?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Noem geen namen van leerlingen. Wij bellen u."),
    )
