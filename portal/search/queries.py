"""The simple search: pages, definitions and tools of one language, at the visitor's level."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, get_page_models

from knowledgebase.models import Definition
from portal.core.access import levels_for
from portal.core.models import BasePage
from portal.core.sanitise import clean_text

MAX_QUERY = 120
MAX_RESULTS = 30
MAX_DEFINITIONS = 10
# Shorter words say little about a page: "mijn", "een", "over".
LONG_WORD = 5
PREFIX = 5
SHORTEST_PREFIX = 3
# What a visitor calls it, by model; every other page is an explanation.
KINDS = {
    "knowledgebase.handbookpage": _("Onderwerp"),
    "knowledgebase.themepage": _("Onderwerp"),
    "knowledgebase.topicpage": _("Onderwerp"),
    "knowledgebase.helpfinderpage": _("Hulpwijzer"),
    "knowledgebase.helpfinderentrypage": _("Hulpwijzer"),
    "knowledgebase.questionpage": _("Hulpwijzer"),
    "trainings.trainingindexpage": _("Training"),
    "trainings.trainingpage": _("Training"),
}
EXPLANATION = _("Uitleg")
DEFINITION = _("Begrip")


@dataclass(frozen=True)
class Result:
    """One found thing, ready to be shown."""

    kind: str | Promise
    title: str
    url: str
    summary: str


def clean_query(typed: str) -> str:
    """What a visitor typed, as one short line of text without control characters."""
    return " ".join(clean_text(typed).replace('"', " ").split())[:MAX_QUERY]


def search(*, query: str, user: AbstractBaseUser | AnonymousUser, locale: Locale) -> list[Result]:
    """What has the words in its title first; by first letters when no word is found as it is typed."""
    if not query:
        return []
    found = [*_pages(query, user, locale), *_definitions([query], locale)]
    if not found:
        prefixes = [word[:PREFIX] for word in _words(query) if len(word) >= SHORTEST_PREFIX]
        found = [*_pages_beginning_with(prefixes, user, locale), *_definitions(prefixes, locale)]
    return sorted(found, key=lambda result: -_words_in(result.title, query))


def _words(query: str) -> list[str]:
    """The words that say something, without signs around them; all words when each of them is short."""
    words = [word.strip("?!.,:;()\"'“”‘’").lower() for word in query.split()]
    return [word for word in words if len(word) >= LONG_WORD] or [word for word in words if word]


def _words_in(title: str, query: str) -> int:
    return sum(word in title.lower() for word in _words(query))


def _pages(query: str, user: AbstractBaseUser | AnonymousUser, locale: Locale) -> list[Result]:
    found = Page.objects.live().filter(locale=locale, depth__gt=1).search(query, operator="or")[:MAX_RESULTS]
    pages = Page.objects.filter(pk__in=[page.pk for page in found]).specific()
    by_pk = {page.pk: page for page in pages if isinstance(page, BasePage)}
    visible = [by_pk[page.pk] for page in found if page.pk in by_pk and by_pk[page.pk].access_level in levels_for(user)]
    return [_result(page) for page in visible]


def _pages_beginning_with(prefixes: list[str], user: AbstractBaseUser | AnonymousUser, locale: Locale) -> list[Result]:
    """Every kind of page keeps its lead in its own table, so this asks each of them once."""
    if not prefixes:
        return []
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    matching = _holding(prefixes, "title", "lead")
    found = [page for model in models for page in model.objects.visible_to(user).filter(matching, locale=locale)]
    return [_result(page) for page in found[:MAX_RESULTS]]


def _holding(texts: list[str], *fields: str) -> Q:
    return Q(*((f"{field}__icontains", text) for field in fields for text in texts), _connector=Q.OR)


def _result(page: BasePage) -> Result:
    kind = KINDS.get(page._meta.label_lower, EXPLANATION)
    return Result(kind, page.title, page.url, page.lead or page.search_description)


def _definitions(texts: list[str], locale: Locale) -> list[Result]:
    if not texts:
        return []
    matching = Definition.objects.filter(locale=locale).filter(_holding(texts, "term", "short"))
    return [
        Result(DEFINITION, definition.term, definition.get_absolute_url(), definition.short)
        for definition in matching[:MAX_DEFINITIONS]
    ]
