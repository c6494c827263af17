"""Fields and errors of a form: label, hint, error above the input, everything that was typed kept."""

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, optional: bool = True) -> dict:
    """`{% field form.naam %}`: one field of a form, whatever its widget.

    An optional field says so, unless `optional=False`. A size comes from the widget's class
    (`input--s`, `input--m`); hints per choice from `choice_hints` (value → text) on the form field.
    """
    widget = bound.field.widget
    is_checkbox = isinstance(widget, forms.CheckboxInput)
    return {
        "field": bound,
        "kind": kind_of(widget),
        "describedby": described_by(bound),
        "is_optional": optional and not bound.field.required and not is_checkbox,
        "choices": choices_of(bound) if kind_of(widget) == "choices" else (),
        "control": control_of(bound),
    }


def kind_of(widget: forms.Widget) -> str:
    """Which of the four shapes a widget takes: hidden, choice (one box), choices (a group), input."""
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "choice"
    return "choices" if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)) else "input"


def described_by(bound: BoundField) -> str:
    """The ids of hint and error, in reading order; empty without either."""
    ids = [f"{bound.auto_id}_helptext"] * bool(bound.help_text) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    return " ".join(ids)


def choices_of(bound: BoundField) -> list[dict]:
    """The options of a group, each with its own hint when the form field has `choice_hints`."""
    hints = getattr(bound.field, "choice_hints", {})
    return [choice_of(option, hints.get(str(option.data["value"]), "")) for option in bound.subwidgets]


def choice_of(option: BoundWidget, hint: str) -> dict:
    """One option; its hint is read out with it."""
    hint_id = f"{option.id_for_label}_hint"
    if hint:
        option.data["attrs"]["aria-describedby"] = hint_id
    return {"option": option, "hint": hint, "hint_id": hint_id}


def control_of(bound: BoundField) -> str:
    """The control itself, with the look's class and the ids of hint and error."""
    kind = kind_of(bound.field.widget)
    if kind in ("hidden", "choices"):
        return bound.as_widget() if kind == "hidden" else ""
    own_class = bound.field.widget.attrs.get("class", "")
    attrs: dict[str, str | bool] = {"class": f"input {own_class}".strip()} if kind == "input" else {}
    if describedby := described_by(bound):
        attrs["aria-describedby"] = describedby
    return bound.as_widget(attrs=attrs)


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: forms.BaseForm, focus: bool = True) -> dict:
    """`{% error_summary form %}`: what must be changed, above the form, each line a link to its field.

    It takes the focus when the page opens, unless `focus=False`.
    """
    if not form or not form.is_bound:
        return {"errors": []}
    whole_form = [("", message) for message in form.non_field_errors()]
    of_fields = [(first_control(form[name]), summary_of(form[name])) for name in form.fields if name in form.errors]
    return {"errors": whole_form + of_fields, "focus": focus}


def summary_of(bound: BoundField) -> str:
    """The first error of a field; Django's own "this field is required" needs the label to be understood."""
    message = str(bound.errors[0])
    is_general = message == forms.Field.default_error_messages["required"]
    return f"{str(bound.label).rstrip('?:.')}: {message}" if is_general else message


def first_control(bound: BoundField) -> str:
    """The id of the control that gets the focus: the first option of a group."""
    return f"{bound.auto_id}_0" if kind_of(bound.field.widget) == "choices" else bound.id_for_label


@register.simple_tag
def error_prefix(form: forms.BaseForm | None = None) -> str:
    """`{% block title %}{% error_prefix form %}…{% endblock %}`: "Fout: " when the form came back with errors."""
    return _("Fout: ") if form and form.is_bound and form.errors else ""
