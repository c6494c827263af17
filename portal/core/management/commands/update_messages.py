"""Find every interface text and keep portal/locale complete. A developer's command: needs Babel."""

import io
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

from portal.core.messages import TRANSLATIONS, catalogue

SOURCES = ("portal", "knowledgebase", "reporting_form", "trainings")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
# Screens that only staff see stay Dutch: the editor's workplace, the team's queue, demonstration tools.
STAFF_ONLY = ("/management/", "/migrations/", "/demo/", "staff_", "/staff/", "/team", "wagtail_hooks", "viewsets", "models", "blocks")


def source_files() -> Iterator[Path]:
    for folder in SOURCES:
        for pattern in ("*.py", "*.html", "*.txt"):
            yield from sorted((settings.BASE_DIR / folder).rglob(pattern))


def messages_in(path: Path) -> Iterator[tuple[str | None, str, str | None]]:
    """(context, message, plural) of each text in a Python file or a template."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = templatize(text)
    method = "python" if path.suffix == ".py" else "javascript"
    for _line, message, _comments, context in extract(method, io.BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}):
        single, plural = (message, None) if isinstance(message, str) else (message[0], message[1])
        if single:
            yield context, single, plural


def is_for_visitors(path: Path) -> bool:
    name = path.relative_to(settings.BASE_DIR).as_posix()
    return not any(part in name for part in STAFF_ONLY)


def visitor_messages() -> dict[tuple[str | None, str], str | None]:
    """Every text that a visitor may see, with its plural."""
    found: dict[tuple[str | None, str], str | None] = {}
    for path in filter(is_for_visitors, source_files()):
        for context, single, plural in messages_in(path):
            found[(context, single)] = plural or found.get((context, single))
    return found


def is_translated(entry: polib.POEntry) -> bool:
    return not entry.fuzzy and (all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr))


def missing_in(language: str) -> list[str]:
    """Texts for visitors that have no translation in this language."""
    translated = {(e.msgctxt, e.msgid) for e in polib.pofile(str(catalogue(language))) if is_translated(e)}
    return [message for context, message in visitor_messages() if (context, message) not in translated]


def update(language: str) -> None:
    path = catalogue(language)
    po = polib.pofile(str(path))
    known = {(entry.msgctxt, entry.msgid): entry for entry in po}
    wanted = visitor_messages()
    for gone in [entry for key, entry in known.items() if key not in wanted]:
        po.remove(gone)
    plurals = 6 if language == "ar" else 2
    for (context, message), plural in wanted.items():
        if (context, message) not in known:
            forms = {"msgid_plural": plural, "msgstr_plural": dict.fromkeys(range(plurals), "")} if plural else {}
            po.append(polib.POEntry(msgctxt=context, msgid=message, **forms))
    po.sort(key=lambda entry: (entry.msgctxt or "", entry.msgid))
    po.save(str(path))


class Command(BaseCommand):
    help = "Add new interface texts to portal/locale and drop old ones; --check only reports what lacks a translation."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *args, check=False, **options):
        if not check:
            for language in TRANSLATIONS:
                update(language)
        missing = {language: missing_in(language) for language in TRANSLATIONS}
        for language, messages in missing.items():
            for message in messages:
                self.stdout.write(f"{language}: {message}")
        if check and any(missing.values()):
            raise CommandError("some interface texts have no translation; run manage.py update_messages")
