"""Addresses within the portal, in the visitor's language."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import translation

_readers_language: ContextVar[str | None] = ContextVar("readers_language", default=None)


# What portal/urls.py keeps out of i18n_patterns.
WITHOUT_LANGUAGE = ("/accounts/", "/beheer/", "/demo/", "/documenten/", "/media/", "/static/", "/team/")


def localised(address: str) -> str:
    """An internal address with the prefix of the visitor's language; other addresses stay as they are."""
    language = _readers_language.get() or translation.get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or not _takes_prefix(address):
        return address
    return f"/{language}{address}"


def _takes_prefix(address: str) -> bool:
    if not address.startswith("/") or address.startswith(("//", *WITHOUT_LANGUAGE)):
        return False
    return address.split("/")[1] not in dict(settings.LANGUAGES)


@contextmanager
def written_in(language: str) -> Iterator[None]:
    """Texts in `language`, while addresses keep leading to the language that the visitor chose."""
    token = _readers_language.set(translation.get_language())
    try:
        with translation.override(language):
            yield
    finally:
        _readers_language.reset(token)
