"""The components of every page, as tags over `templates/components/`. The style page shows each of them.

`{% load components %}` also gives `{% icon %}` and the form tags, so that a template needs one library.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.emergency import EMERGENCY_NUMBER

from . import form_components, icons

register = template.Library()
register.tags.update(icons.register.tags)
register.tags.update(form_components.register.tags)

NOTICE_ICONS = {"": "info", "plain": "info", "mind": "alert"}


@register.inclusion_tag("components/door.html")
def door(url: str, name: str, note: str = "", first: bool = False) -> dict:
    """`{% door url name note first=True %}`: one choice on the board, inside `<ul class="doors">`.

    `first` marks the choice that fits most visitors.
    """
    return {"url": url, "name": name, "note": note, "first": first}


@register.inclusion_tag("components/row.html")
def row(url: str, title: str, note: str = "", meta: Iterable[str] = (), icon: str = "arrow") -> dict:
    """`{% row url title note %}`: one item of a ruled list, inside `<ul class="rows">`. The whole row is the target.

    `meta` is a list of short facts; `icon` "out" when the link leaves the site, "mail", "lock".
    """
    return {"url": url, "title": title, "note": note, "meta": meta, "icon": icon}


@register.inclusion_tag("components/danger_line.html", takes_context=True)
def danger_line(context) -> dict:
    """`{% danger_line %}`: 112 in one line, above the content of every help page."""
    return {"number": danger_number(context)}


@register.simple_tag(takes_context=True)
def danger_number(context) -> str:
    """`{% danger_number as number %}`: the emergency number of the register, and 112 while that is empty."""
    lines = getattr(context.get("help_lines"), "by_key", None) or {}
    line = lines.get(EMERGENCY_NUMBER)
    return line.number if line else EMERGENCY_NUMBER


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, kind: str = "", heading: str = "", icon: str = "", level: int = 3) -> SafeString:
    """`{% notice kind="mind" heading="Let op" %}<p>…</p>{% endnotice %}`: one message, at most two on a page.

    `kind`: "" on mist, "mind" on sand with the amber sign, "plain" between two lines. Never for errors.
    """
    context = {"content": content, "kind": kind, "heading": heading, "level": level}
    return render_to_string("components/notice.html", {**context, "icon": icon or NOTICE_ICONS.get(kind, "info")})


@register.inclusion_tag("components/button.html")
def button(url: str, text: str, kind: str = "", small: bool = False, icon: str = "", about: str = "") -> dict:
    """`{% button url text kind="plain" small=True %}`: a link that goes on. One without `kind` per view.

    `about` completes the text for screen readers ("voor 14 januari") when several buttons say the same.
    """
    return {"url": url, "text": text, "kind": kind, "small": small, "about": about, "icon": icon or way_icon(kind)}


@register.inclusion_tag("components/submit.html")
def submit(text: str, kind: str = "", small: bool = False, name: str = "", value: str = "", icon: str = "") -> dict:
    """`{% submit text kind="plain" name="soort" value="steun" %}`: the button that sends a form."""
    return {"text": text, "kind": kind, "small": small, "name": name, "value": value, "icon": icon or way_icon(kind)}


def way_icon(kind: str) -> str:
    """The main button of a view points on; the second choice has no arrow."""
    return "" if kind else "arrow"


@register.inclusion_tag("components/progress_steps.html")
def progress_steps(steps: Iterable[str], current: int) -> dict:
    """`{% progress_steps steps current %}`: two to five form steps; `current` counts from 1."""
    states = [
        {"label": label, "state": "now" if position == current else "done" if position < current else "next"}
        for position, label in enumerate(steps, start=1)
    ]
    return {"steps": states}


@register.inclusion_tag("components/facts.html")
def facts(pairs: Mapping | Iterable[tuple], kind: str = "") -> dict:
    """`{% facts pairs kind="narrow" %}`: term and description; `pairs` is a mapping or a list of pairs.

    `kind`: "" two columns, "narrow" in a margin, "large" for promises. Pairs without a description are left out.
    """
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return {"pairs": [(term, text) for term, text in items if text not in ("", None)], "kind": kind}


@register.inclusion_tag("components/fill.html")
def fill(taken: int, capacity: int, label: str = "") -> dict:
    """`{% fill taken capacity label="Plaatsen bezet op 14 januari" %}`: a bar, always with words."""
    return {"taken": min(taken, capacity), "capacity": capacity, "free": max(capacity - taken, 0), "label": label}


@register.inclusion_tag("components/do_dont.html")
def do_dont(do: Iterable[str], dont: Iterable[str], level: int = 3) -> dict:
    """`{% do_dont do dont %}`: three to five points a side; `level` is the heading level, 2 or 3."""
    return {"do": do, "dont": dont, "level": level}


@register.simple_tag
def tag(text: str, kind: str = "") -> SafeString:
    """`{% tag "Na inloggen" %}`: a label. `kind`: "solid" a sort, "way" asks you something, "late" overdue."""
    return format_html('<span class="tag{}">{}</span>', f" tag--{kind}" if kind else "", text)


@register.inclusion_tag("components/breadcrumb.html", takes_context=True)
def breadcrumb(context, trail: Iterable, title: str, start: bool = True) -> dict:
    """`{% breadcrumb trail title %}`: the way from Start to here.

    `trail` holds pages or (label, url) pairs, from the top down, without this page. `start=False` on team pages.
    """
    request = context.get("request")
    crumbs = [crumb(place, request) for place in trail or () if not is_home(place)]
    return {"crumbs": crumbs, "title": title, "start": start}


def crumb(place, request) -> tuple[str, str]:
    """Label and address of one stop."""
    return tuple(place) if isinstance(place, (tuple, list)) else (place.title, place.get_url(request))


def is_home(place) -> bool:
    """Whether this page is the top of the site, which the breadcrumb calls Start."""
    return getattr(place, "depth", None) == 2


@register.simple_tag
def time_range(start: datetime, end: datetime) -> SafeString:
    """`{% time_range start end %}`: "9.30 tot 16.30 uur", on the clock of the municipality."""
    words = {"start": clock_time(start), "end": clock_time(end)}
    return format_html('<span class="nowrap">{}</span>', _("%(start)s tot %(end)s uur") % words)


def clock_time(moment: datetime) -> str:
    """The time of day as it is written in the active language."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return time_format(local, "G.i" if get_language() == "nl" else "H:i")
