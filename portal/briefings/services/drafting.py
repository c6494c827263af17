"""Starting and editing a draft."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.services import record
from portal.briefings.models import Briefing, BriefingSection, Fact, Scaffold
from portal.briefings.structure import SLOT_BY_NAME
from portal.briefings.workflow import State, check_transition
from portal.core.sanitise import clean_text

MAX_SLUG = 60


class StaleDraftError(ValidationError):
    """Somebody else saved the draft after this author opened it."""

    def __init__(self) -> None:
        super().__init__(_("Iemand anders heeft dit bericht intussen gewijzigd. Vergelijk de tekst en bewaar opnieuw."))


@dataclass(frozen=True)
class DraftContent:
    """All that an author may change. `texts` goes by slot name, `facts` is a list of (fact, source)."""

    title: str
    level: str = "normal"
    cleared_by: str = ""
    cleared_at: datetime | None = None
    next_update_at: datetime | None = None
    bulletin_text: str = ""
    bulletin_until: datetime | None = None
    audience_kinds: list[str] = field(default_factory=list)
    audience_districts: list[str] = field(default_factory=list)
    help_lines: list = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    facts: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def create_from_scaffold(*, scaffold: Scaffold, title: str, actor: User) -> Briefing:
    """A new draft that starts with the texts that the scaffold already holds."""
    title = clean_text(title).strip()
    briefing = Briefing.objects.create(scaffold=scaffold, title=title, slug=_free_slug(title))
    BriefingSection.objects.bulk_create(
        BriefingSection(briefing=briefing, kind=section.kind, part=section.part, text=section.starting_text)
        for section in scaffold.sections.exclude(starting_text="")
    )
    briefing.authors.add(actor)
    record(actor=actor, action="briefing.create", obj=briefing)
    return briefing


@transaction.atomic
def save_draft(*, briefing_pk: int, actor: User, content: DraftContent, revision: int) -> Briefing:
    """Replace the content of a draft; a submitted one returns to draft, so that its version is void.

    `revision` is the one the author started from. Raises StaleDraftError when it is no longer the newest,
    TransitionNotAllowedError when the briefing was already sent.
    """
    briefing = Briefing.objects.select_for_update().get(pk=briefing_pk)
    check_transition(briefing.state, State.DRAFT)
    if briefing.revision != revision:
        raise StaleDraftError
    _write_fields(briefing, content)
    _write_texts(briefing, content.texts)
    _write_facts(briefing, content.facts)
    briefing.help_lines.set(content.help_lines)
    briefing.authors.add(actor)
    record(actor=actor, action="briefing.edit", obj=briefing)
    return briefing


def _write_fields(briefing: Briefing, content: DraftContent) -> None:
    for name in ("title", "cleared_by", "bulletin_text"):
        setattr(briefing, name, clean_text(getattr(content, name)).strip())
    for name in ("level", "cleared_at", "next_update_at", "bulletin_until", "audience_kinds", "audience_districts"):
        setattr(briefing, name, getattr(content, name))
    briefing.state = State.DRAFT
    briefing.revision += 1
    briefing.save()


def _write_texts(briefing: Briefing, texts: dict[str, str]) -> None:
    briefing.sections.all().delete()
    BriefingSection.objects.bulk_create(
        BriefingSection(briefing=briefing, kind=slot.kind, part=slot.part, text=clean_text(texts[name]).strip())
        for name, slot in SLOT_BY_NAME.items()
        if texts.get(name, "").strip()
    )


def _write_facts(briefing: Briefing, facts: list[tuple[str, str]]) -> None:
    briefing.facts.all().delete()
    cleaned = [(clean_text(text).strip(), clean_text(source).strip()) for text, source in facts]
    Fact.objects.bulk_create(
        Fact(briefing=briefing, position=position, text=text, source=source)
        for position, (text, source) in enumerate((pair for pair in cleaned if any(pair)), start=1)
    )


def _free_slug(title: str) -> str:
    base = slugify(title) or "bericht"
    if len(base) > MAX_SLUG:
        base = base[:MAX_SLUG].rpartition("-")[0] or base[:MAX_SLUG]
    if not Briefing.objects.filter(slug=base).exists():
        return base
    return f"{base}-{get_random_string(6, 'abcdefghjkmnpqrstuvwxyz23456789')}"
