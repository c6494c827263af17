"""The fixed build of a briefing: twelve sections in reading order, some of them in parts.

Evidence for the order and the age groups: TerInfo (Utrecht, 18 March 2019) and School & Veiligheid.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class SectionKind(models.TextChoices):
    IN_THREE_LINES = "in_three_lines", _("In drie regels")
    KNOWN = "known", _("Wat we weten")
    UNKNOWN = "unknown", _("Wat we nog niet weten")
    NEXT_UPDATE = "next_update", _("Volgend bericht")
    CLASSROOM = "classroom", _("Wat kunt u in de klas verwachten?")
    LEADER = "leader", _("Voor de schoolleiding")
    AGES = "ages", _("Gids per leeftijd")
    DO_DONT = "do_dont", _("Wel doen en liever niet")
    PARENTS = "parents", _("Brief voor ouders")
    DIRECTLY_AFFECTED = "directly_affected", _("Kent iemand op school de betrokkenen?")
    HELP = "help", _("Hulp")
    SIGNALS = "signals", _("Let later ook op")


class Part(models.TextChoices):
    """A section has one part without a name, or several named ones."""

    WHOLE = "", ""
    AGE_4 = "age_4", _("Groep 1 en 2 (4 tot 6 jaar)")
    AGE_6 = "age_6", _("Groep 3 tot en met 5 (6 tot 9 jaar)")
    AGE_9 = "age_9", _("Groep 6 tot en met 8 (9 tot 12 jaar)")
    AGE_12 = "age_12", _("Voortgezet onderwijs, klas 1 tot en met 3 (12 tot 15 jaar)")
    AGE_15 = "age_15", _("Bovenbouw (15 jaar en ouder)")
    MBO = "mbo", _("Mbo")
    SPECIAL = "special", _("Speciaal onderwijs en nieuwkomers")
    COMMUNITY = "community", _("Jongerenwerk en organisaties in de wijk")
    DO = "do", _("Wel doen")
    DONT = "dont", _("Liever niet")


AGE_PARTS = (
    Part.AGE_4,
    Part.AGE_6,
    Part.AGE_9,
    Part.AGE_12,
    Part.AGE_15,
    Part.MBO,
    Part.SPECIAL,
    Part.COMMUNITY,
)
PARTS_OF = {SectionKind.AGES: AGE_PARTS, SectionKind.DO_DONT: (Part.DO, Part.DONT)}

# Facts live in their own rows, each with its source; every other section is text.
TEXT_KINDS = tuple(kind for kind in SectionKind if kind != SectionKind.KNOWN)
ALWAYS_REQUIRED = frozenset({SectionKind.IN_THREE_LINES, SectionKind.KNOWN, SectionKind.UNKNOWN})
MAX_FACTS = 7
MAX_SECTION_LENGTH = 4000


@dataclass(frozen=True)
class Slot:
    """One field of text in a briefing: a section, or a named part of one."""

    kind: SectionKind
    part: Part = Part.WHOLE

    @property
    def name(self) -> str:
        """The name in forms and data files, such as `unknown` or `ages_mbo`."""
        return f"{self.kind}_{self.part}" if self.part else str(self.kind)

    @property
    def label(self) -> str:
        return str(self.part.label or self.kind.label)


def slots() -> Iterator[Slot]:
    """All fields of text in reading order."""
    for kind in TEXT_KINDS:
        for part in PARTS_OF.get(kind, (Part.WHOLE,)):
            yield Slot(kind, part)


SLOTS = tuple(slots())
SLOT_BY_NAME = {slot.name: slot for slot in SLOTS}
