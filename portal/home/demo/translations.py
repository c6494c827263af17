"""English, Turkish and Arabic: one tree for each language, translated where a file stands in translations/.

A page file holds a whole page, like its Dutch twin. `finder.toml` holds only the words of the help finder:
its questions, answers and numbers follow the Dutch graph, so that a translation can never lead elsewhere.
Every other Dutch page becomes an alias, that says that it is in Dutch.
"""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from knowledgebase.models import HelpFinderEntryPage, OutcomePage, QuestionPage
from portal.core.blocks.clean import as_paragraphs
from portal.core.demo_pages import PageFile, PageFileError, fill_page, read_page
from portal.home.models import HomePage

FOLDER = Path(__file__).parent / "translations"
# Nobody who grew up with the language has read these texts yet, so no page claims to be checked.
UNREVIEWED = {"reviewed_on": None}


class Pair(NamedTuple):
    """A Dutch page and its translation."""

    dutch: Page
    twin: Page


def load(verbosity: int = 1) -> None:
    """Load what is missing or differs; a second run changes nothing."""
    home = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    for locale in Locale.objects.exclude(language_code=settings.LANGUAGE_CODE).order_by("pk"):
        if (FOLDER / locale.language_code / "finder.toml").exists():
            with transaction.atomic():
                load_language(locale, home)


def load_language(locale: Locale, home: Page) -> None:
    files = page_files(FOLDER / locale.language_code / "pages")
    finder = tomllib.loads((FOLDER / locale.language_code / "finder.toml").read_text("utf-8"))
    wanted = {file.path for file in files} | finder_paths(finder)
    grow_tree(locale, home, wanted)
    pairs = pairs_of(locale, home, wanted)
    for file in files:
        fill_page(pairs[file.path].twin, {**file.fields, **UNREVIEWED})
    fill_finder(finder, pairs)


def page_files(folder: Path) -> list[PageFile]:
    return [read_page(path) for path in sorted(folder.glob("*.toml"))]


def finder_paths(finder: dict[str, Any]) -> set[str]:
    entry = f"{finder['path']}/{finder['entry']['slug']}"
    nodes = [item["slug"] for item in [*finder["question"], *finder["outcome"]]]
    return {finder["path"], entry, *(f"{entry}/{slug}" for slug in nodes)}


def grow_tree(locale: Locale, home: Page, wanted: set[str]) -> None:
    """Give every live Dutch page a twin: a draft for the wanted paths, an alias for the others.

    A question or outcome of the help finder without words gets no twin: its answers would lead to Dutch.
    """
    twins = twins_in(locale)
    for page in dutch_pages(home):
        twin = twins.get(page.translation_key)
        if path_of(page, home) in wanted:
            if twin is None:
                page.copy_for_translation(locale)
            elif twin.alias_of_id:
                ConvertAliasPageAction(twin).execute(skip_permission_checks=True)
        elif twin is None and not isinstance(page, HelpFinderEntryPage | QuestionPage | OutcomePage):
            page.copy_for_translation(locale, alias=True)


def pairs_of(locale: Locale, home: Page, wanted: set[str]) -> dict[str, Pair]:
    """Both pages of each wanted path, as they stand in the tree after it has grown."""
    twins = twins_in(locale)
    pairs = {path_of(page, home): page for page in dutch_pages(home)}
    if unknown := sorted(wanted - set(pairs)):
        raise PageFileError(f"{locale.language_code}: there is no live Dutch page at {unknown}")
    return {path: Pair(pairs[path], twins[pairs[path].translation_key]) for path in wanted}


def dutch_pages(home: Page) -> PageQuerySet:
    return home.get_descendants(inclusive=True).live().specific()


def twins_in(locale: Locale) -> dict[UUID, Page]:
    return {page.translation_key: page for page in Page.objects.filter(locale=locale, depth__gt=1).specific()}


def path_of(page: Page, home: Page) -> str:
    return page.url_path.removeprefix(home.url_path).strip("/")


def fill_finder(finder: dict[str, Any], pairs: dict[str, Pair]) -> None:
    """Outcomes, then questions from the last to the first, then the entry, which is checked as a whole."""
    entry = f"{finder['path']}/{finder['entry']['slug']}"
    twins = {pair.dutch.pk: pair.twin for pair in pairs.values()}
    fill_page(pairs[finder["path"]].twin, _titled(finder["page"]))
    for item in finder["outcome"]:
        pair = pairs[f"{entry}/{item['slug']}"]
        fill_page(pair.twin, _outcome(item, pair.dutch))
    for item in reversed(finder["question"]):
        pair = pairs[f"{entry}/{item['slug']}"]
        fill_page(pair.twin, {**_titled(item), "options": _options(item, pair.dutch, twins)})
    start = twins[pairs[entry].dutch.start_id]
    fill_page(pairs[entry].twin, {**_titled(finder["entry"]), "start": start})


def _titled(item: dict[str, Any]) -> dict[str, Any]:
    return {"title": item["title"], "lead": item.get("lead", ""), **UNREVIEWED}


def _outcome(item: dict[str, Any], dutch: OutcomePage) -> dict[str, Any]:
    keys = dutch.help_line_keys
    return {
        **_titled(item),
        "body": item.get("body", []),
        "contact": [{"type": "contact", "help_lines": keys}] if keys else [],
        "next_steps": as_paragraphs(item.get("next", "")),
        "anonymous": as_paragraphs(item.get("anonymous", "")),
    }


def _options(item: dict[str, Any], dutch: QuestionPage, twins: dict[int, Page]) -> list[dict[str, Any]]:
    """The Dutch answers in their order, each with its words and the twin of its target."""
    rows = list(dutch.options.all())
    if len(rows) != len(item["options"]):
        raise PageFileError(f"{item['slug']}: {len(item['options'])} answers, {len(rows)} in Dutch")
    words = zip(rows, item["options"], strict=True)
    return [{"label": label, "note": note, "next_id": twins[row.next_id].pk} for row, (label, note) in words]
