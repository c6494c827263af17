"""The language switch."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

register = template.Library()


@register.simple_tag(takes_context=True)
def language_links(context) -> list[dict]:
    """`{% language_links as languages %}`: every language with the address of this page in it.

    A page without a translation leads to the start page of that language. Each item has `code`, `name`,
    `is_rtl`, `is_current` and `url`. Costs one query on a Wagtail page, none elsewhere.
    """
    request, page = context.get("request"), context.get("page")
    translations = translations_of(page, request) if isinstance(page, Page) and page.pk else {}
    path = "" if isinstance(page, Page) or request is None else request.path
    return [language_link(code, translations, path) for code, _name in settings.LANGUAGES]


def translations_of(page: Page, request) -> dict[str, str]:
    """Language code → address of the live translations of a page."""
    others = page.get_translations().live().select_related("locale")
    return {other.locale.language_code: other.get_url(request) for other in others}


def language_link(code: str, translations: dict[str, str], path: str) -> dict:
    """One language of the switch."""
    info = get_language_info(code)
    is_current = code == get_language()
    url = path if is_current and path else translations.get(code) or same_view(path, code) or start_of(code)
    return {"code": code, "name": info["name_local"], "is_rtl": info["bidi"], "is_current": is_current, "url": url}


def same_view(path: str, code: str) -> str:
    """The address of the same view in another language; empty when it has none."""
    translated = translate_url(path, code) if path else ""
    return translated if translated != path else ""


def start_of(code: str) -> str:
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


@register.simple_tag
def theme_stylesheet(path: str) -> str:
    """`{% theme_stylesheet municipality.theme_stylesheet as theme %}`: its address; empty when there is no such file.

    An editor types the path, so a typing error may not take the portal down.
    """
    if not path.endswith(".css") or ".." in path:
        return ""
    try:
        return static(path)
    except ValueError:  # not in the manifest of collected files
        return ""
