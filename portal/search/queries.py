"""The simple search: pages, definitions and tools of one language, at the visitor's level."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from wagtail.models import Locale, Page

from knowledgebase.models import Definition
from portal.core.access import levels_for
from portal.core.models import BasePage
from portal.core.sanitise import clean_text

MAX_QUERY = 120
MAX_RESULTS = 30


@dataclass(frozen=True)
class Result:
    """One found thing, ready to be shown."""

    kind: str
    title: str
    url: str
    summary: str


def clean_query(typed: str) -> str:
    """What a visitor typed, as one short line of text without control characters."""
    return " ".join(clean_text(typed).replace("\x00", "").split())[:MAX_QUERY]


def search(*, query: str, user: AbstractBaseUser | AnonymousUser, locale: Locale) -> list[Result]:
    """Pages first, then definitions; nothing that `user` may not see."""
    if not query:
        return []
    return [*_pages(query, user, locale), *_definitions(query, locale)]


def _pages(query: str, user: AbstractBaseUser | AnonymousUser, locale: Locale) -> list[Result]:
    found = Page.objects.live().filter(locale=locale, depth__gt=1).search(query, operator="or")[:MAX_RESULTS]
    pages = Page.objects.filter(pk__in=[page.pk for page in found]).specific()
    by_pk = {page.pk: page for page in pages if isinstance(page, BasePage)}
    visible = [by_pk[page.pk] for page in found if page.pk in by_pk and by_pk[page.pk].access_level in levels_for(user)]
    return [Result(str(page.cached_content_type.name), page.title, page.url, page.lead) for page in visible]


def _definitions(query: str, locale: Locale) -> list[Result]:
    matching = Definition.objects.filter(locale=locale).filter(Q(term__icontains=query) | Q(short__icontains=query))
    return [
        Result("Begrip", definition.term, definition.get_absolute_url(), definition.short)
        for definition in matching[:10]
    ]
