"""Turns a draft into the exact page and mail that are approved, published and sent."""

from datetime import datetime, time, timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime

from portal.briefings import audience
from portal.briefings.models import Briefing, BriefingVersion, Kind
from portal.briefings.structure import AGE_PARTS, SLOTS, Part, SectionKind
from portal.core.models import MunicipalitySettings
from portal.mail.links import absolute_url

# Stands in the approved mail where each recipient gets a personal link.
CONFIRM_LINK = "@@BEVESTIGLINK@@"
MAX_MAIL_BYTES = 100_000
FIRST_LESSON = time(8, 15)
SATURDAY = 5


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
        "school_morning": school_morning(timezone.now()).isoformat(),
        "audience_kinds": list(briefing.audience_kinds),
        "audience_districts": list(briefing.audience_districts),
    }


def context_of(page: dict[str, Any]) -> dict[str, Any]:
    """The template context of a page: its data plus sections as lines of text."""
    texts = page["texts"]
    return {
        **page,
        "kind_label": Kind(page["kind"]).label,
        "next_update": local_moment(page["next_update_at"]),
        "school_morning": local_moment(page.get("school_morning")),
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


def local_moment(value: str | None) -> datetime | None:
    """The moment of an ISO text, on the clock of the municipality."""
    moment = parse_datetime(value) if value else None
    return timezone.localtime(moment) if moment else None


def school_morning(after: datetime) -> datetime:
    """The first lesson on a school day (Monday to Friday) that has still to begin."""
    local = timezone.localtime(after)
    day = local.date() + timedelta(days=local.time() >= FIRST_LESSON)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, FIRST_LESSON))


def municipality() -> MunicipalitySettings:
    """Who sends: the mail is made outside any request."""
    return MunicipalitySettings.objects.filter(site__is_default_site=True).first() or MunicipalitySettings()


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
            "municipality": municipality(),
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
