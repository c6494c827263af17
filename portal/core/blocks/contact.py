"""Phone numbers in a text: only by the key of a registered help line, never typed by hand."""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core.emergency import EMERGENCY_NUMBER

Choices = Iterable[tuple[str, str]]
_sources: list[Callable[[], Choices]] = []


def offer_help_lines(source: Callable[[], Choices]) -> None:
    """Register where the choices (key, name) come from; called once, by the app that holds the numbers."""
    _sources[:] = [source]


def help_line_choices() -> list[tuple[str, str]]:
    """The help lines that an editor can choose now."""
    return [choice for source in _sources for choice in source()]


class HelpLinesBlock(blocks.MultipleChoiceBlock):
    """Keys of help lines, in the order in which they were chosen."""

    def __init__(self, **kwargs):
        super().__init__(**{"choices": help_line_choices, **kwargs})

    def clean(self, value):
        known = dict(help_line_choices())
        unknown = [key for key in value or [] if known and key not in known]
        if unknown:
            raise ValidationError(_("Dit nummer staat niet in het register: %(keys)s.") % {"keys": ", ".join(unknown)})
        if not value:
            raise ValidationError(_("Kies ten minste één nummer."))
        return list(value)


class ContactBlock(blocks.StructBlock):
    help_lines = HelpLinesBlock(label=_("Nummers"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        by_key = lines_by_key(context.get("help_lines"))
        lines = [by_key[key] for key in value["help_lines"] or [] if key in by_key]
        if getattr(context.get("page"), "is_help_page", False):
            # The danger line above the content shows this number already.
            lines = [line for line in lines if line.number != EMERGENCY_NUMBER]
        return {**context, "lines": lines}

    class Meta:
        icon = "mail"
        label = _("Telefoonnummers")
        description = _("Nummers uit het register, met wie er opneemt en wanneer.")
        template = "core/blocks/contact.html"
        preview_value: dict[str, list[str]] = {"help_lines": []}


def lines_by_key(help_lines) -> dict:
    """The register of the page's context as a dictionary; empty where a template is rendered without it."""
    if isinstance(help_lines, dict):
        return help_lines.get("by_key", {})
    return getattr(help_lines, "by_key", {})
