"""English, Turkish and Arabic: one tree for each language, translated where a file stands in translations/.

A page file holds a whole page, like its Dutch twin. `finder.toml` holds only the words of the help finder:
its questions, answers and numbers follow the Dutch graph, so that a translation can never lead elsewhere.
Every other Dutch page becomes an alias, that says that it is in Dutch.
"""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page

from knowledgebase.models import HelpFinderEntryPage, OutcomePage, QuestionPage
from portal.core.blocks.clean import as_paragraphs
from portal.core.demo_pages import PageFile, PageFileError, fill_page, read_page
from portal.home.models import HomePage

FOLDER = Path(__file__).parent / "translations"
# Nobody who grew up with the language has read these texts yet, so no page claims to be checked.
UNREVIEWED = {"reviewed_on": None}


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
    translated = grow_tree(locale, home, {file.path for file in files} | finder_paths(finder))
    for file in files:
        fill_page(_found(translated, file.path), {**file.fields, **UNREVIEWED})
    fill_finder(finder, translated)


def page_files(folder: Path) -> list[PageFile]:
    return [read_page(path) for path in sorted(folder.glob("*.toml"))]


def finder_paths(finder: dict[str, Any]) -> set[str]:
    entry = f"{finder['path']}/{finder['entry']['slug']}"
    nodes = [item["slug"] for item in [*finder["question"], *finder["outcome"]]]
    return {finder["path"], entry, *(f"{entry}/{slug}" for slug in nodes)}


def grow_tree(locale: Locale, home: Page, wanted: set[str]) -> dict[str, tuple[Page, Page]]:
    """Give every live Dutch page a twin: a draft to fill for the wanted paths, an alias for the others.

    Returns path → (Dutch page, twin) of the wanted ones. A help finder's entry without words gets no twin.
    """
    twins = {page.translation_key: page for page in Page.objects.filter(locale=locale).specific()}
    pairs = {}
    for page in home.get_descendants(inclusive=True).live().specific():
        path = page.url_path.removeprefix(home.url_path).strip("/")
        if path in wanted:
            pairs[path] = (page, _own_page(twins.get(page.translation_key)) or page.copy_for_translation(locale))
        elif page.translation_key not in twins and not _belongs_to_finder(page):
            page.copy_for_translation(locale, alias=True)
    return pairs


def _own_page(twin: Page | None) -> Page | None:
    """The twin itself; an alias becomes a page of its own first."""
    if twin is None or twin.alias_of_id is None:
        return twin
    return ConvertAliasPageAction(twin).execute(skip_permission_checks=True)


def _belongs_to_finder(page: Page) -> bool:
    return isinstance(page, HelpFinderEntryPage | QuestionPage | OutcomePage)


def _found(pairs: dict[str, tuple[Page, Page]], path: str) -> Page:
    if path not in pairs:
        raise PageFileError(f"there is no live Dutch page at {path!r}")
    return pairs[path][1]


def fill_finder(finder: dict[str, Any], pairs: dict[str, tuple[Page, Page]]) -> None:
    """Outcomes, then questions from the last to the first, then the entry, which is checked as a whole."""
    entry_path = f"{finder['path']}/{finder['entry']['slug']}"
    fill_page(_found(pairs, finder["path"]), _titled(finder["page"]))
    for item in finder["outcome"]:
        dutch, page = pairs[f"{entry_path}/{item['slug']}"]
        fill_page(page, _outcome(item, dutch))
    nodes = {dutch.pk: page for dutch, page in pairs.values()}
    for item in reversed(finder["question"]):
        dutch, page = pairs[f"{entry_path}/{item['slug']}"]
        fill_page(page, {**_titled(item), "options": _options(item, dutch, nodes)})
    dutch, entry = pairs[entry_path]
    fill_page(entry, {**_titled(finder["entry"]), "start": nodes[dutch.start_id]})


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


def _options(item: dict[str, Any], dutch: QuestionPage, nodes: dict[int, Page]) -> list[dict[str, Any]]:
    """The Dutch answers in their order, each with its words and the twin of its target."""
    rows = list(dutch.options.all())
    if len(rows) != len(item["options"]):
        raise PageFileError(f"{item['slug']}: {len(item['options'])} answers, {len(rows)} in Dutch")
    words = zip(rows, item["options"], strict=True)
    return [{"label": label, "note": note, "next_id": nodes[row.next_id].pk} for row, (label, note) in words]
