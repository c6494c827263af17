"""The demo's scaffolds, and one briefing that was written, approved by a second person and sent."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from portal.accounts.models import User
from portal.briefings.models import Briefing, Scaffold, ScaffoldSection
from portal.briefings.rendering import school_morning
from portal.briefings.services import DraftContent, approve, create_from_scaffold, save_draft, submit
from portal.briefings.structure import SLOT_BY_NAME, SectionKind, Slot
from portal.organisations.models import HelpLine

FOLDER = Path(__file__).parent
AUTHOR = "briefing-auteur@demo.wegwijs.example"
APPROVER = "briefing-goedkeurder@demo.wegwijs.example"
# A section that has parts, or facts, has a prompt of its own.
PROMPTED = {**SLOT_BY_NAME, "known": Slot(SectionKind.KNOWN), "ages": Slot(SectionKind.AGES)}


def load(verbosity: int = 1) -> None:
    """Scaffolds are brought up to date; the briefing is sent once and then left alone."""
    found = _read("scaffolds.toml")
    for item in found["scaffold"]:
        load_scaffold({**item, "sections": {**found["shared"], **item["sections"]}})
    example = _read("aanhouding.toml")
    if not Briefing.objects.filter(title=example["title"]).exists():
        send_example(example)


def load_scaffold(item: dict[str, Any]) -> Scaffold:
    names = {"name": item["name"], "summary": item["summary"]}
    scaffold, _created = Scaffold.objects.update_or_create(event_type=item["event_type"], defaults=names)
    for name, fields in item["sections"].items():
        slot = PROMPTED[name]
        texts = {**fields, "starting_text": fields.get("starting_text", "").strip()}
        ScaffoldSection.objects.update_or_create(scaffold=scaffold, kind=slot.kind, part=slot.part, defaults=texts)
    return scaffold


def send_example(example: dict[str, Any]) -> None:
    """Through the real services, so that the demo mailbox and the audit log show what really happens."""
    author, approver = User.objects.get(email=AUTHOR), User.objects.get(email=APPROVER)
    scaffold = Scaffold.objects.get(event_type=example["scaffold"])
    briefing = create_from_scaffold(scaffold=scaffold, title=example["title"], actor=author)
    save_draft(briefing_pk=briefing.pk, actor=author, content=content_of(example), revision=briefing.revision)
    version = submit(briefing_pk=briefing.pk, actor=author)
    approve(version_pk=version.pk, sha256=version.sha256, actor=approver)


def content_of(example: dict[str, Any], at: datetime | None = None) -> DraftContent:
    """The example with its moments counted from now: cleared within the hour, next message in three hours."""
    at = at or timezone.now()
    now = at.replace(minute=0, second=0, microsecond=0)
    days = {"today": day(now - timedelta(hours=2)), "morning": day(school_morning(at))}
    clocks = {"police": clock(now, 2), "mayor": clock(now, 1)}
    return DraftContent(
        title=example["title"],
        cleared_by=example["cleared_by"],
        cleared_at=now,
        next_update_at=now + timedelta(hours=3),
        bulletin_text=example["bulletin_text"],
        bulletin_until=now + timedelta(days=7),
        audience_kinds=example["audience_kinds"],
        help_lines=list(HelpLine.objects.filter(key__in=example["help_lines"])),
        texts={name: text.format(**days) for name, text in example["texts"].items()},
        facts=[(text.format(**days), source.format(**clocks)) for text, source in example["facts"]],
    )


def day(moment: datetime) -> str:
    """A day as it is read aloud, such as "maandag 23 november"."""
    return date_format(timezone.localtime(moment), "l j F")


def clock(now: datetime, hours_ago: int) -> str:
    """A time earlier on the same evening, as the facts of a briefing carry it."""
    return f"{timezone.localtime(now - timedelta(hours=hours_ago)):%-H.%M} uur"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
