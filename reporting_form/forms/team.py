"""What a member of the team fills in."""

from django import forms
from django.utils.translation import gettext_lazy

from reporting_form.forms.fields import choice, text


class UnlockForm(forms.Form):
    passphrase = forms.CharField(
        label=gettext_lazy("Uw kluiszin"),
        max_length=400,
        help_text=gettext_lazy("De zes woorden die alleen u kent. Dit is niet uw wachtwoord."),
        error_messages={"required": gettext_lazy("Vul uw kluiszin in")},
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "class": "input--m"}),
    )


class AnswerForm(forms.Form):
    text = text(
        gettext_lazy("Uw antwoord aan de melder"),
        required=gettext_lazy("Schrijf eerst een antwoord"),
        rows=6,
        help_text=gettext_lazy("De melder leest dit met de zaakcode. Noem geen namen."),
    )


class StepForm(forms.Form):
    """The next state. Which choices there are, follows from the workflow."""

    target = choice(
        gettext_lazy("Waar gaat deze zaak heen?"), [], required=gettext_lazy("Kies waar deze zaak heen gaat")
    )
    reason = text(gettext_lazy("Waarom?"), rows=3, max_length=2000)
    feedback = text(
        gettext_lazy("Wat hoort de melder?"),
        rows=4,
        help_text=gettext_lazy("Alleen nodig als u de zaak sluit. De melder leest dit met de zaakcode."),
    )

    def __init__(self, *args, edges=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = [(edge.target.value, edge.target.label) for edge in edges]


class ReasonForm(forms.Form):
    reason = text(
        gettext_lazy("Waarom wilt u het telefoonnummer zien?"),
        required=gettext_lazy("Schrijf waarom u het nummer nodig hebt"),
        rows=2,
        max_length=500,
        help_text=gettext_lazy("De reden komt bij de zaak te staan. Het openen komt in het logboek."),
    )
