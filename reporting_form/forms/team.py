"""What a member of the team fills in."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting_form.forms.fields import choice, text
from reporting_form.models.case import State

STEP_HINTS = {
    State.SCREENING: gettext_lazy("U leest de zaak en bekijkt wat nodig is."),
    State.MORE_INFORMATION: gettext_lazy("U stelde een vraag terug. De zaak wacht tot daar een antwoord op komt."),
    State.ADVISED: gettext_lazy("U gaf advies. Daarna kan de zaak dicht."),
    State.REFERRED_TO_HELP: gettext_lazy(
        "Er is hulp gevonden, bijvoorbeeld bij het wijkteam. Daarna kan de zaak dicht."
    ),
    State.DECLINED: gettext_lazy("Dit hoort ergens anders. U legt uit waar. Daarna kan de zaak dicht."),
    State.SECOND_OPINION: gettext_lazy("Een collega leest mee. Daarna beslist u samen."),
    State.HANDED_OVER: gettext_lazy("Het overleg heeft de zaak overgenomen en dat bevestigd."),
    State.RETURNED: gettext_lazy("Het overleg geeft de zaak terug aan het meldpunt."),
    State.CLOSED: gettext_lazy("Er is niets meer te doen. U schrijft een laatste bericht."),
}


class UnlockForm(forms.Form):
    passphrase = forms.CharField(
        label=gettext_lazy("Uw kluiszin"),
        max_length=400,
        help_text=gettext_lazy("De zes woorden die alleen u kent. Dit is niet uw wachtwoord."),
        error_messages={"required": gettext_lazy("Vul uw kluiszin in")},
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "class": "input--m"}),
    )


class AnswerForm(forms.Form):
    text = text(gettext_lazy("Uw antwoord"), required=gettext_lazy("Schrijf eerst een antwoord"), rows=6)

    def __init__(self, *args, writer: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        words = {"writer": writer}
        self.fields["text"].label = _("Uw antwoord aan de %(writer)s") % words
        self.fields["text"].help_text = _("De %(writer)s leest dit met de zaakcode. Noem geen namen.") % words


class StepForm(forms.Form):
    """The next state. Which choices there are, follows from the workflow."""

    target = choice(
        gettext_lazy("Waar gaat deze zaak heen?"), [], required=gettext_lazy("Kies waar deze zaak heen gaat")
    )
    reason = text(gettext_lazy("Waarom?"), rows=3, max_length=2000)
    feedback = text(gettext_lazy("Laatste bericht"), rows=4)

    def __init__(self, *args, edges=(), writer: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        words = {"writer": writer}
        self.fields["feedback"].label = _("Wat hoort de %(writer)s?") % words
        self.fields["feedback"].help_text = (
            _("Alleen nodig als u de zaak sluit. De %(writer)s leest dit met de zaakcode.") % words
        )
        target = cast(Any, self.fields["target"])  # a ChoiceField; `choice_hints` is read by the field component
        target.choice_hints = STEP_HINTS
        target.choices = [(edge.target.value, edge.target.label) for edge in edges]


class ReasonForm(forms.Form):
    reason = text(
        gettext_lazy("Waarom wilt u het telefoonnummer zien?"),
        required=gettext_lazy("Schrijf waarom u het nummer nodig hebt"),
        rows=2,
        max_length=500,
        help_text=gettext_lazy("De reden komt bij de zaak te staan. Het openen komt in het logboek."),
    )
