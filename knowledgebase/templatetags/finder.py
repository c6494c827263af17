"""`{% load finder %}`: what an outcome needs of the register of help lines."""

from django import template

from portal.core.blocks.contact import lines_by_key
from portal.core.emergency import EMERGENCY_NUMBER

register = template.Library()


@register.simple_tag(takes_context=True)
def lines_for(context, keys: list[str]) -> list:
    """`{% lines_for page.help_line_keys as lines %}`: these help lines, in this order, without unknown ones.

    A help page has the emergency number in its danger line; there it is listed only as the first thing to do.
    """
    by_key = lines_by_key(context.get("help_lines"))
    lines = [by_key[key] for key in keys if key in by_key]
    if not getattr(context.get("page"), "is_help_page", False):
        return lines
    return [line for line in lines if line is lines[0] or line.number != EMERGENCY_NUMBER]
