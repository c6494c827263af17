"""What a briefing must hold before it may be submitted, and what its author should look at again."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.briefings import audience
from portal.briefings.models import Briefing
from portal.briefings.structure import ALWAYS_REQUIRED, SLOT_BY_NAME, SectionKind
from portal.core.models import MunicipalitySettings
from portal.organisations.models import HelpLine

MAX_SENTENCE_WORDS = 20
MAX_SUMMARY_WORDS = 60
LIX_HINT = 45

DATE = re.compile(r"(?<![\d./-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d)?\d\d)(?!\d|[./-]\d)")
CLOCK = re.compile(r"(?<![\d.:])\d{1,2}[.:]\d{2}(?![\d]|[.:]\d)")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060]")
# International or national numbers, information numbers (0900, 14 0xx) and the short ones (112, 113, 116 xxx).
PHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)31[\s().\-/]*(?:\d[\s().\-/]*){8,10}\d?"
    r"|0(?:[\s().\-/]*\d){7,11}"
    r"|14[\s-]?0\d{2,3}"
    r"|116[\s-]?\d{3}"
    r"|1(?:12|13|44))(?!\d)"
)
SENTENCE_END = re.compile(r"[.!?…]+(?:[\s”\"'’)]+|$)|\n+")
WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True)
class Finding:
    """`field` is a form field; only a finding that blocks prevents submitting."""

    field: str
    message: str
    blocks: bool = True


def examine(briefing: Briefing, at: datetime | None = None) -> list[Finding]:
    """All findings on a draft, in the order of the form. Costs a fixed number of queries."""
    at = at or timezone.now()
    texts = briefing.texts()
    facts = list(briefing.facts.all())
    known = registered_numbers()
    return [
        *_missing_sections(briefing, texts, facts),
        *_moments(briefing, at),
        *_facts_without_source(facts),
        *_unknown_numbers(briefing, texts, facts, known),
        *_audience(briefing),
        *_summary_length(texts),
        *_long_sentences(texts),
        *_hard_to_read(texts),
    ]


def registered_numbers() -> set[str]:
    """The numbers that a briefing may name, as digits: the register and the municipality's own."""
    rows = HelpLine.objects.values_list("number", "second_number")
    own = MunicipalitySettings.objects.values_list("phone", flat=True)
    return {digits(number) for number in chain(*rows, own) if number}


def digits(number: str) -> str:
    """The number as it is dialled inside the Netherlands: only plain digits."""
    plain = "".join(str(unicodedata.decimal(char)) for char in number if char.isdecimal())
    if number.strip().startswith(("+31", "0031")):
        return "0" + plain.removeprefix("00").removeprefix("31").removeprefix("0")
    return plain


def phone_numbers(text: str) -> list[str]:
    """Everything in the text that can be read as a telephone number; dates and times are not."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = "".join(str(unicodedata.decimal(char, char)) for char in text)
    text = CLOCK.sub(" · ", DATE.sub(" · ", text))
    return [match.group().strip() for match in PHONE.finditer(text)]


def sentences(text: str) -> list[str]:
    return [part.strip() for part in SENTENCE_END.split(text) if part.strip()]


def lix(text: str) -> float:
    """Reading difficulty after Björnsson: words per sentence plus the percentage of words over six letters."""
    words = WORD.findall(text)
    if not words:
        return 0.0
    long_words = sum(len(word) > 6 for word in words)
    return len(words) / max(1, len(sentences(text))) + 100 * long_words / len(words)


def _missing_sections(briefing, texts, facts) -> Iterator[Finding]:
    required = {(kind, "") for kind in ALWAYS_REQUIRED}
    if briefing.scaffold_id:
        required |= set(briefing.scaffold.sections.filter(is_required=True).values_list("kind", "part"))
    if (SectionKind.KNOWN, "") in required and not facts:
        yield Finding("fact_1_text", _("Noem ten minste één feit, met wie het zegt."))
    for name, slot in SLOT_BY_NAME.items():
        if (slot.kind, slot.part) in required and not texts.get(name, "").strip():
            yield Finding(name, _("“%(label)s” is nog leeg.") % {"label": slot.label})


def _moments(briefing, at) -> Iterator[Finding]:
    if not briefing.cleared_by.strip():
        yield Finding("cleared_by", _("Schrijf op met wie u de feiten hebt afgestemd."))
    if briefing.cleared_at is None:
        yield Finding("cleared_at", _("Schrijf op wanneer u de feiten hebt afgestemd."))
    elif briefing.cleared_at > at:
        yield Finding("cleared_at", _("Dit moment moet nog komen. Stem de feiten eerst af."))
    if briefing.ends_the_series:
        return
    if briefing.next_update_at is None:
        yield Finding("next_update_at", _("Schrijf op wanneer u opnieuw iets laat weten."))
    elif briefing.next_update_at <= at:
        yield Finding("next_update_at", _("Dit moment is al voorbij. Kies een later moment."))


def _facts_without_source(facts) -> Iterator[Finding]:
    for fact in facts:
        if not fact.source.strip():
            yield Finding(f"fact_{fact.position}_source", _("Schrijf op wie dit feit bevestigt."))


def _written(briefing, texts, facts) -> Iterator[tuple[str, str]]:
    yield "title", briefing.title
    yield "bulletin_text", briefing.bulletin_text
    for fact in facts:
        yield f"fact_{fact.position}_text", fact.text
        yield f"fact_{fact.position}_source", fact.source
    yield from texts.items()


def _unknown_numbers(briefing, texts, facts, known) -> Iterator[Finding]:
    for field, text in _written(briefing, texts, facts):
        for number in phone_numbers(text):
            if digits(number) not in known:
                message = _("%(number)s staat niet in het register. Kies een hulplijn bij “Hulp”.")
                yield Finding(field, message % {"number": number})


def _audience(briefing) -> Iterator[Finding]:
    if not briefing.audience_kinds:
        yield Finding("audience_kinds", _("Kies voor wie dit bericht is."))
    elif not audience.contacts(briefing.audience_kinds, briefing.audience_districts).exists():
        yield Finding("audience_kinds", _("Met deze keuze krijgt niemand het bericht."))


def _summary_length(texts) -> Iterator[Finding]:
    count = len(WORD.findall(texts.get(SectionKind.IN_THREE_LINES, "")))
    if count > MAX_SUMMARY_WORDS:
        message = _("Dit zijn %(count)d woorden. Houd het bij %(most)d.")
        field = str(SectionKind.IN_THREE_LINES)
        yield Finding(field, message % {"count": count, "most": MAX_SUMMARY_WORDS}, blocks=False)


def _long_sentences(texts) -> Iterator[Finding]:
    for field, text in texts.items():
        count = sum(len(WORD.findall(sentence)) > MAX_SENTENCE_WORDS for sentence in sentences(text))
        if count:
            message = ngettext(
                "%(count)d zin heeft meer dan %(most)d woorden. Knip die in tweeën.",
                "%(count)d zinnen hebben meer dan %(most)d woorden. Knip die in tweeën.",
                count,
            )
            yield Finding(field, message % {"count": count, "most": MAX_SENTENCE_WORDS}, blocks=False)


def _hard_to_read(texts) -> Iterator[Finding]:
    score = round(lix("\n".join(texts.values())))
    if score > LIX_HINT:
        message = _("De tekst leest moeilijk (LIX %(score)d, liefst onder %(most)d). Kortere woorden helpen.")
        yield Finding("", message % {"score": score, "most": LIX_HINT}, blocks=False)
