"""`{% load briefings %}`: section texts as plain paragraphs, lists and steps; numbers from the register."""

import re

from django import template
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.briefings.models import Reply
from portal.briefings.queries import FAILED, WAITING
from portal.core.emergency import EMERGENCY_NUMBER

register = template.Library()

BLANK_LINES = re.compile(r"\n\s*\n")
DASH = re.compile(r"^\s*[-–•]\s+")
LOOKS = {"handed": "busy", "delivered": "busy", **dict.fromkeys(FAILED, "fail"), **dict.fromkeys(WAITING, "wait")}


@register.filter
def prose(text: str) -> SafeString:
    """Paragraphs are divided by a blank line; lines that start with a dash make a list."""
    return mark_safe("".join(_block(block) for block in _blocks(text)))  # noqa: S308  each block is escaped


@register.filter
def steps(text: str) -> list[tuple[str, str]]:
    """Heading and words of each paragraph, when every paragraph starts with a line of its own; else nothing."""
    pairs = [block.partition("\n")[::2] for block in _blocks(text)]
    return pairs if pairs and all(rest.strip() and not DASH.match(rest) for _heading, rest in pairs) else []


@register.filter
def moment(value: str):
    """The datetime of an ISO text, as versions keep it."""
    return parse_datetime(value) if value else None


@register.simple_tag(takes_context=True)
def numbers_of(context, keys: list[str]) -> list:
    """`{% numbers_of keys as lines %}`: those help lines that are still in the register."""
    by_key = context["help_lines"].by_key
    return [by_key[key] for key in keys if key in by_key]


@register.simple_tag(takes_context=True)
def municipal_line(context):
    """`{% municipal_line as line %}`: the municipality's own line, if the register has one."""
    return next((line for line in context["help_lines"].all if line.is_municipal), None)


@register.simple_tag(takes_context=True)
def emergency_line(context):
    """`{% emergency_line as line %}`: the line for direct danger."""
    return next((line for line in context["help_lines"].all if line.number == EMERGENCY_NUMBER), None)


def _blocks(text: str) -> list[str]:
    return [block.strip() for block in BLANK_LINES.split(text or "") if block.strip()]


def _block(block: str) -> SafeString:
    lines = [line.strip() for line in block.splitlines()]
    if all(DASH.match(line) for line in lines):
        items = format_html_join("", "<li>{}</li>", ((DASH.sub("", line),) for line in lines))
        return format_html("<ul>{}</ul>", items)
    return format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines)))


@register.simple_tag
def standing_of(delivery, replies: dict) -> dict:
    """`{% standing_of delivery replies as now %}`: a failed mail, else the answer, else the mail."""
    has_failed = delivery.message is not None and delivery.message.state in FAILED
    answer = replies.get(delivery.organisation_id)
    if answer and not has_failed:
        look = "eyes" if answer.kind == Reply.SUPPORT else "done"
        return {"look": look, "words": answer.get_kind_display(), "at": answer.at}
    if delivery.message is None:
        return {"look": "", "words": _("Mail is gewist"), "at": None}
    state = delivery.message.state
    return {
        "look": LOOKS.get(state, ""),
        "words": delivery.message.get_state_display(),
        "at": delivery.message.handed_at,
    }
