"""`{% load briefings %}`: section texts as plain paragraphs, lists and steps; numbers from the register."""

import re
from datetime import datetime, time, timedelta

from django import template
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.briefings.models import Delivery, Reply
from portal.briefings.queries import FAILED, WAITING, School
from portal.core.emergency import EMERGENCY_NUMBER

register = template.Library()

BLANK_LINES = re.compile(r"\n\s*\n")
# Between these times nobody calls a school.
LATE, EARLY = time(22, 0), time(6, 0)
DASH = re.compile(r"^\s*[-–•]\s+")
LOOKS = {"handed": "busy", "delivered": "busy", **dict.fromkeys(FAILED, "fail"), **dict.fromkeys(WAITING, "wait")}
RANKS = ["fail", "wait", "", "busy"]


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


@register.filter
def call_back(asked: datetime) -> str:
    """When a school is called that asked for support at this moment, with the dates."""
    asked = timezone.localtime(asked)
    if asked.time() < EARLY:
        return _("%(day)s vóór 7.30 uur") % {"day": day_words(asked)}
    early = _("%(day)s vóór 7.30 uur") % {"day": day_words(asked + timedelta(days=1))}
    if asked.time() >= LATE:
        return early
    return _("%(day)s vóór 22.00 uur, of %(early)s") % {"day": day_words(asked), "early": early}


def day_words(moment: datetime) -> str:
    """The date, with "vandaag" or "morgen" in front while that is true."""
    ahead = (moment.date() - timezone.localdate()).days
    name = {0: _("vandaag"), 1: _("morgen")}.get(ahead)
    date = date_format(moment, "l j F")
    return f"{name} ({date})" if name else date


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
def standing_of(school: School, replies: dict) -> dict:
    """`{% standing_of school replies as now %}`: the strongest state, and the mail of each contact in one line.

    Strongest is what asks for someone: a request for support, then a failed mail, then the answer, then the mail.
    """
    contacts = sorted(map(_mail_of, school.deliveries), key=lambda mail: mail["rank"])
    answer = replies.get(school.organisation.pk)
    strongest = contacts[0]
    if answer and (answer.kind == Reply.SUPPORT or strongest["look"] != "fail"):
        look = "eyes" if answer.kind == Reply.SUPPORT else "done"
        strongest = {"look": look, "words": answer.get_kind_display(), "at": answer.at}
    return {**strongest, "contacts": contacts}


def _mail_of(delivery: Delivery) -> dict:
    """Who it went to, and where the mail is."""
    who = delivery.contact.get_role_display() if delivery.contact else _("Contact is verwijderd")
    if delivery.message is None:
        return {"who": who, "look": "", "words": _("Mail is gewist"), "at": None, "rank": len(RANKS)}
    look = LOOKS.get(delivery.message.state, "")
    words = delivery.message.get_state_display()
    return {"who": who, "look": look, "words": words, "at": delivery.message.handed_at, "rank": RANKS.index(look)}
