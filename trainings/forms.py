"""The sign-up form: four facts, and two quiet checks against machines."""

import time
import uuid
from typing import cast

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.sanitise import clean_text
from trainings.models import Audience, TrainingPage

# Nobody types four answers faster than this; a machine does.
MINIMUM_SECONDS = 2
STARTED_SALT = "trainings.sign-up.started"


class LineField(forms.CharField):
    """One line of text: control characters, reordering marks and line ends are taken out, the rest stays."""

    def to_python(self, value):
        return " ".join(clean_text(super().to_python(value)).split())


class SignUpForm(forms.Form):
    name = LineField(
        label=_("Uw naam"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "input--m"}),
        error_messages={"required": _("Vul uw naam in.")},
    )
    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        help_text=_("Hier sturen wij de bevestiging en de agenda-afspraak naartoe."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "input--m"}),
        error_messages={
            "required": _("Vul uw e-mailadres in."),
            "invalid": _("Dit e-mailadres klopt niet. Een adres ziet eruit als naam@school.nl."),
        },
    )
    organisation = LineField(
        label=_("Organisatie"),
        max_length=120,
        help_text=_("De trainer ziet uw naam en uw organisatie. Uw e-mailadres ziet de trainer niet."),
        widget=forms.TextInput(attrs={"autocomplete": "organization", "class": "input--m"}),
        error_messages={"required": _("Vul in bij welke organisatie u werkt.")},
    )
    audience = forms.ChoiceField(
        label=_("Waar werkt u?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies waar u werkt."),
            "invalid_choice": _("Kies een van de antwoorden."),
        },
    )
    eligible = forms.ChoiceField(
        choices=[("ja", _("Ja")), ("nee", _("Nee"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja of nee."), "invalid_choice": _("Kies ja of nee.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    started = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        label=_("Laat dit veld leeg"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, training: TrainingPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.training = training
        offered = training.audiences or Audience.values
        choices = [choice for choice in Audience.choices if choice[0] in offered]
        cast(forms.ChoiceField, self.fields["audience"]).choices = choices
        if training.eligibility_question:
            self.fields["eligible"].label = training.eligibility_question
        else:
            del self.fields["eligible"]

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    @property
    def says_not_eligible(self) -> bool:
        """Whether someone answered "no" to the question of this training: nothing to mend, another way to go."""
        return "eligible" in self.fields and self.data.get("eligible") == "nee"

    def clean_key(self):
        """A form without its key still works: it then counts as a form of its own."""
        return self.cleaned_data["key"] or uuid.uuid4()

    def clean(self):
        super().clean()
        if self.cleaned_data.get("website"):
            raise ValidationError(_("Een veld dat leeg moet blijven was ingevuld. Stuur het formulier nog een keer."))
        if self.started_at is None or time.time() - self.started_at < MINIMUM_SECONDS:
            raise ValidationError(_("Dat ging wel erg snel. Kijk of alles klopt en stuur het formulier nog een keer."))
        return self.cleaned_data

    @property
    def typed(self) -> dict[str, str]:
        """What was filled in, to show it again as it was."""
        return {name: self.data.get(name, "") for name in ("name", "email", "organisation", "audience", "eligible")}

    @property
    def started_at(self) -> float | None:
        """When the form was shown; None for a stamp that is missing or forged. An old one refuses nobody."""
        try:
            return float(signing.loads(self.data.get("started", ""), salt=STARTED_SALT))
        except (signing.BadSignature, TypeError, ValueError):
            return None

    @property
    def facts(self) -> dict:
        """What the service wants to know."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "organisation", "audience")}


def fresh_values() -> dict:
    """Hidden values of a form that is shown for the first time."""
    return {"key": str(uuid.uuid4()), "started": signing.dumps(time.time(), salt=STARTED_SALT)}


class CancelEditionForm(forms.Form):
    reason = LineField(
        label=_("Reden"),
        max_length=200,
        help_text=_("Alleen voor het logboek. Noem geen namen van deelnemers."),
        error_messages={"required": _("Schrijf kort waarom de uitvoering niet doorgaat.")},
    )


class CapacityForm(forms.Form):
    capacity = forms.IntegerField(
        label=_("Aantal plaatsen"),
        min_value=0,
        max_value=10_000,
        required=False,
        help_text=_("Leeg betekent: onbeperkt. Bij minder plaatsen valt niemand af."),
        widget=forms.NumberInput(attrs={"class": "input--s"}),
    )
