"""The kinds of fields of the meldpunt: plain text that is cleaned, and choices with their own words."""

from django import forms
from django.utils.translation import gettext_lazy

from portal.core.sanitise import clean_text

MAX_TEXT = 10_000


class PlainText(forms.CharField):
    """Text without control and reordering characters; its length is counted after cleaning."""

    def __init__(self, *, max_length=MAX_TEXT, rows=0, size="", **kwargs):
        attrs = {"autocomplete": "off"}
        widget = forms.Textarea(attrs={**attrs, "rows": rows}) if rows else forms.TextInput(attrs=attrs)
        if size:
            widget.attrs["class"] = f"input--{size}"
        super().__init__(max_length=max_length, widget=widget, **kwargs)
        self.error_messages["max_length"] = gettext_lazy(
            "Uw tekst is te lang: %(show_value)d tekens. Er passen er %(limit_value)d in. Uw tekst staat er nog."
        )

    def to_python(self, value):
        return super().to_python(clean_text(value or ""))

    def widget_attrs(self, widget):
        """No `maxlength`: a browser would silently cut off what somebody pastes."""
        return {}


def text(label, *, required=None, rows=5, help_text="", **kwargs):
    """A text field; `required` is the message when it stays empty, None makes the field optional."""
    messages = {"required": required} if required else {}
    return PlainText(
        label=label, required=bool(required), rows=rows, help_text=help_text, error_messages=messages, **kwargs
    )


def choice(label, choices, *, required=None, widget=forms.RadioSelect, **kwargs):
    messages = {"invalid_choice": gettext_lazy("Kies een van de antwoorden.")}
    if required:
        messages["required"] = required
    return forms.ChoiceField(
        label=label, choices=choices, required=bool(required), widget=widget, error_messages=messages, **kwargs
    )
