"""Turns a draft into the exact page and mail that are approved, published and sent."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime

from portal.briefings import audience
from portal.briefings.models import Briefing, BriefingVersion, Kind
from portal.briefings.structure import AGE_PARTS, SLOTS, Part, SectionKind
from portal.mail.links import absolute_url

# Stands in the approved mail where each recipient gets a personal link.
CONFIRM_LINK = "@@BEVESTIGLINK@@"
MAX_MAIL_BYTES = 100_000


def page_of(briefing: Briefing) -> dict[str, Any]:
    """Everything that a reader sees, as plain data: what the version freezes."""
    texts = briefing.texts()
    return {
        "title": briefing.title,
        "kind": briefing.kind,
        "level": briefing.level,
        "facts": [{"text": fact.text, "source": fact.source} for fact in briefing.facts.all()],
        "texts": {slot.name: texts[slot.name] for slot in SLOTS if texts.get(slot.name, "").strip()},
        "next_update_at": briefing.next_update_at.isoformat() if briefing.next_update_at else None,
        "bulletin_text": briefing.bulletin_text,
        "bulletin_until": briefing.bulletin_until.isoformat() if briefing.bulletin_until else None,
        "help_lines": list(briefing.help_lines.order_by("key").values_list("key", flat=True)),
        "audience_kinds": list(briefing.audience_kinds),
        "audience_districts": list(briefing.audience_districts),
    }


def context_of(page: dict[str, Any]) -> dict[str, Any]:
    """The template context of a page: its data plus sections as lines of text."""
    texts = page["texts"]
    moment = page["next_update_at"] and parse_datetime(page["next_update_at"])
    return {
        **page,
        "kind_label": Kind(page["kind"]).label,
        "next_update": timezone.localtime(moment) if moment else None,
        "unknown": lines(texts.get(SectionKind.UNKNOWN, "")),
        "do": lines(texts.get(f"{SectionKind.DO_DONT}_{Part.DO}", "")),
        "dont": lines(texts.get(f"{SectionKind.DO_DONT}_{Part.DONT}", "")),
        "ages": [
            {"slug": str(part).replace("_", "-"), "label": part.label, "text": texts[name]}
            for part in AGE_PARTS
            if (name := f"{SectionKind.AGES}_{part}") in texts
        ],
        "audience_label": audience.label(page["audience_kinds"], page["audience_districts"]),
    }


def lines(text: str) -> list[str]:
    """Points written one to a line, with or without a dash in front."""
    return [line.strip().removeprefix("-").strip() for line in text.splitlines() if line.strip(" -")]


def build_version(briefing: Briefing, number: int) -> BriefingVersion:
    """An unsaved version with the mail and page of the draft as it is now, in Dutch."""
    with translation.override("nl"):
        page = page_of(briefing)
        context = {
            **context_of(page),
            "help_lines": list(briefing.help_lines.order_by("key")),
            "page_url": absolute_url(briefing.get_absolute_url()),
            "confirm_url": CONFIRM_LINK,
        }
        subject = render_to_string("briefings/mail/subject.txt", context).strip()
        return BriefingVersion(
            briefing=briefing,
            number=number,
            revision=briefing.revision,
            subject=" ".join(subject.split()),
            text=render_to_string("briefings/mail/briefing.txt", context),
            html=render_to_string("briefings/mail/briefing.html", context),
            page=page,
        )


def personal(body: str, url: str) -> str:
    """The approved body with the recipient's own link in place."""
    return body.replace(CONFIRM_LINK, url)
