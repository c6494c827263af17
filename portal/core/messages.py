"""Interface texts: Dutch stands in the code, portal/locale holds English, Turkish and Arabic (through polib)."""

from pathlib import Path

import polib
from django.conf import settings

TRANSLATIONS = ("en", "tr", "ar")


def catalogue(language: str) -> Path:
    """The .po file of a language."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def compile_catalogues() -> list[Path]:
    """Write a .mo beside each .po that is newer; returns what was written. Needs no msgfmt."""
    written = []
    for language in TRANSLATIONS:
        source = catalogue(language)
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            polib.pofile(str(source)).save_as_mofile(str(target))
            written.append(target)
    return written
