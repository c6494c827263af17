"""What a reporter fills in to read an answer and to write back."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.sanitise import clean_text
from reporting_form.forms.fields import text
from reporting_form.vault.case_code import parse

# With hyphens at which no line breaks.
EXAMPLE_CODE = "ABCD\u2011EFGH\u2011JKMN\u2011PQRS\u2011TVWX"


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Uw zaakcode"),
        max_length=60,
        help_text=format_lazy("{} {}", gettext_lazy("Twintig letters en cijfers. Bijvoorbeeld"), EXAMPLE_CODE),
        error_messages={
            "required": gettext_lazy("Vul uw zaakcode in"),
            "max_length": gettext_lazy("Dit is te lang voor een zaakcode. Een code heeft twintig letters en cijfers."),
        },
        widget=forms.TextInput(
            attrs={"class": "num", "autocapitalize": "characters", "spellcheck": "false", "autocomplete": "off"}
        ),
    )

    def clean_code(self):
        code = parse(clean_text(self.cleaned_data["code"]))
        if code is None:
            raise forms.ValidationError(_("Dit is geen volledige code. Een code heeft twintig letters en cijfers."))
        return code


class ReplyForm(forms.Form):
    text = text(
        gettext_lazy("Schrijf iets terug"),
        required=gettext_lazy("Schrijf eerst iets"),
        rows=6,
        help_text=gettext_lazy("Noem liever geen namen."),
    )
