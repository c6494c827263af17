"""Find every interface text for visitors and keep portal/locale complete. A developer's command: needs Babel."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

from portal.core.messages import TRANSLATIONS, catalogue

# What somebody who reads English, Turkish or Arabic can meet. Trainings, briefings, accounts and every
# screen of staff are Dutch, and so are their texts.
FOR_VISITORS = (
    "portal/core/menu.py",
    "portal/core/views.py",
    "portal/core/public_form.py",
    "portal/core/templatetags/*.py",
    "portal/core/templates/*.html",
    "portal/core/templates/components/*.html",
    "portal/core/templates/core/*.html",
    "portal/core/templates/core/blocks/*.html",
    "portal/home/templates/home/*.html",
    "portal/organisations/templates/organisations/*.html",
    "portal/briefings/templates/briefings/bulletin.html",
    "portal/search/*.py",
    "portal/search/templates/search/*.html",
    "knowledgebase/views.py",
    "knowledgebase/templates/knowledgebase/*.html",
    "reporting_form/forms/*.py",
    "reporting_form/views/intake.py",
    "reporting_form/views/thread.py",
    "reporting_form/working_days.py",
    "reporting_form/templates/reporting_form/*.html",
)
# Of these only what is translated while a page is made; their lazy texts are labels for editors.
FOR_VISITORS_UNLESS_LAZY = (
    "portal/core/blocks/*.py",
    "portal/home/models.py",
    "portal/organisations/opening_hours.py",
    "portal/organisations/models/*.py",
    "portal/organisations/queries.py",
    "knowledgebase/models/*.py",
    "reporting_form/models/*.py",
    "reporting_form/queries.py",
)
FOR_STAFF = (
    "reporting_form/forms/team.py",
    "portal/core/templates/staff_base.html",
    "portal/core/templates/core/sign_in*.html",
    "portal/core/templates/core/stop_signing_in.html",
    "portal/core/templates/core/style_page.html",
    "portal/core/templates/core/team_menu.html",
    "portal/organisations/templates/organisations/coordinate.html",
    "portal/organisations/templates/organisations/*membership*.html",
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
LAZY_NAME = re.compile(r"import (gettext_lazy(?: as (\w+))?)")
PLURAL_FORMS = {
    "en": "nplurals=2; plural=(n != 1);",
    "tr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}

Key = tuple[str | None, str]


def files(patterns: tuple[str, ...]) -> list[Path]:
    """The files of the patterns; a pattern that finds nothing is a file that moved, and its texts would be lost."""
    found = {pattern: list(settings.BASE_DIR.glob(pattern)) for pattern in patterns}
    if gone := [pattern for pattern, paths in found.items() if not paths]:
        raise CommandError(f"update_messages.py names files that are not there: {gone}")
    return sorted(path for paths in found.values() for path in paths)


def texts_in(path: Path, keywords: dict) -> Iterator[tuple[str | None, str, str | None]]:
    """(context, text, plural) of each text in a Python file or a template."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = templatize(source)
    content, method = io.BytesIO(source.encode()), "python" if path.suffix == ".py" else "javascript"
    for _line, text, _notes, context in extract(method, content, keywords, options={"encoding": "utf-8"}):
        single, plural = (text, None) if isinstance(text, str) else (text[0], text[1])
        if single:
            yield context, single, plural


def without_lazy(path: Path) -> dict:
    """The keywords of this file, without the name that it gives to gettext_lazy."""
    lazy = {match[1] or "gettext_lazy" for match in LAZY_NAME.findall(path.read_text(encoding="utf-8"))}
    return {name: shape for name, shape in KEYWORDS.items() if name not in lazy and not name.endswith("_lazy")}


def visitor_texts() -> dict[Key, str | None]:
    """Every text that a visitor may see, with its plural."""
    staff = set(files(FOR_STAFF))
    sources = [(path, KEYWORDS) for path in files(FOR_VISITORS) if path not in staff]
    sources += [(path, without_lazy(path)) for path in files(FOR_VISITORS_UNLESS_LAZY)]
    found: dict[Key, str | None] = {}
    for path, keywords in sources:
        for context, single, plural in texts_in(path, keywords):
            found[(context, single)] = plural or found.get((context, single))
    return found


def is_translated(entry: polib.POEntry) -> bool:
    if entry.fuzzy or entry.obsolete:
        return False
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def missing_in(language: str) -> list[str]:
    """Texts for visitors that have no translation in this language."""
    translated = {
        (entry.msgctxt, entry.msgid, entry.msgid_plural or None)
        for entry in polib.pofile(str(catalogue(language)))
        if is_translated(entry)
    }
    return [key[1] for key, plural in visitor_texts().items() if (*key, plural) not in translated]


def update(language: str) -> None:
    """Add what is new, drop what is gone, keep every translation that still fits."""
    path = catalogue(language)
    po = polib.pofile(str(path))
    wanted = visitor_texts()
    known = {(entry.msgctxt, entry.msgid): entry for entry in po if not entry.obsolete}
    kept = [
        known[key] for key, plural in wanted.items() if key in known and (known[key].msgid_plural or None) == plural
    ]
    names = {(entry.msgctxt, entry.msgid) for entry in kept}
    kept += [new_entry(language, key, plural) for key, plural in wanted.items() if key not in names]
    po[:] = sorted(kept, key=lambda entry: (entry.msgctxt or "", entry.msgid))
    po.metadata["Plural-Forms"] = PLURAL_FORMS[language]
    po.save(str(path))


def new_entry(language: str, key: Key, plural: str | None) -> polib.POEntry:
    context, text = key
    if not plural:
        return polib.POEntry(msgctxt=context, msgid=text)
    forms = dict.fromkeys(range(6 if language == "ar" else 2), "")
    return polib.POEntry(msgctxt=context, msgid=text, msgid_plural=plural, msgstr_plural=forms)


class Command(BaseCommand):
    help = "Add new interface texts to portal/locale and drop old ones; --check only reports what lacks a translation."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *args, check=False, **options):
        if not check:
            for language in TRANSLATIONS:
                update(language)
        missing = {language: missing_in(language) for language in TRANSLATIONS}
        for language, texts in missing.items():
            for text in texts:
                self.stdout.write(f"{language}: {text}")
        if check and any(missing.values()):
            raise CommandError("some interface texts have no translation; run manage.py update_messages")
