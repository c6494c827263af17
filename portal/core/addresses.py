"""Addresses within the portal, in the visitor's language."""

from django.conf import settings
from django.utils.translation import get_language


def localised(address: str) -> str:
    """An internal address with the prefix of the active language; other addresses stay as they are."""
    language = get_language() or settings.LANGUAGE_CODE
    is_internal = address.startswith("/") and not address.startswith("//")
    if language == settings.LANGUAGE_CODE or not is_internal:
        return address
    return f"/{language}{address}"
