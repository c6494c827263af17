"""The demo's handbook, definitions, tools and help finder. Loading again changes only what differs."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from wagtail.models import Locale, Page, Site

from knowledgebase.models import Definition, HelpFinderEntryPage, HelpFinderPage, OutcomePage, QuestionPage, Tool
from portal.core.blocks.clean import as_paragraphs
from portal.core.demo_pages import PageFileError, fill_page, find_or_add, load_pages, put_page

FOLDER = Path(__file__).parent
FINDER = {
    "title": "Hulpwijzer",
    "lead": "Een paar korte vragen. Daarna weet u wat u nu kunt doen en wie u kunt bellen.",
    "show_in_menus": True,
}


def load(verbosity: int = 1) -> None:
    """Tools and definitions first: pages point to them."""
    load_snippets(Tool, FOLDER / "tools.toml", "tool")
    load_snippets(Definition, FOLDER / "definitions.toml", "definition")
    home = Site.objects.get(is_default_site=True).root_page.specific
    load_pages(FOLDER / "pages", home)
    for path in sorted((FOLDER / "finder").glob("*.toml")):
        load_finder(path, home)


def load_snippets(model: type[models.Model], path: Path, table: str) -> None:
    """Create or update the Dutch snippets of one file, by slug; a row that already matches is not written."""
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    for fields in _read(path)[table]:
        snippet = model.objects.filter(locale=locale, slug=fields["slug"]).first() or model(locale=locale)
        names = {field.name for field in model._meta.fields}
        if unknown := sorted(set(fields) - names):
            raise PageFileError(f"{path.name}: {fields['slug']}: unknown {unknown}")
        _save_if_changed(snippet, fields)


def _save_if_changed(snippet: models.Model, fields: dict[str, Any]) -> None:
    listed = {name: _as_list(name, value) for name, value in fields.items()}
    wanted = {name: snippet._meta.get_field(name).to_python(value) for name, value in listed.items()}
    if snippet.pk and all(getattr(snippet, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(snippet, name, value)
    snippet.full_clean(exclude=["translation_key"])
    snippet.save()


def _as_list(name: str, value: Any) -> Any:
    """The file may name one audience as a plain word."""
    return [value] if name == "audience" and isinstance(value, str) else value


def load_finder(path: Path, home: Page) -> HelpFinderEntryPage:
    """One entry with its graph. The entry is published last, so that the whole is checked at once."""
    content = _read(path)
    finder = HelpFinderPage.objects.child_of(home).first() or put_page(
        parent=home, slug="hulpwijzer", model=HelpFinderPage, fields=FINDER
    )
    own = {"title": content["title"], "lead": content.get("lead", "")}
    entry = find_or_add(parent=finder, slug=content["entry"], model=HelpFinderEntryPage, fields=own)
    nodes = {item["slug"]: _outcome(entry, item) for item in content["outcome"]}
    for item in content["question"]:
        fields = {"title": item["title"], "lead": item.get("note", "")}
        nodes[item["slug"]] = find_or_add(parent=entry, slug=item["slug"], model=QuestionPage, fields=fields)
    for item in reversed(content["question"]):
        options = [_option(option, nodes, path.name) for option in item["option"]]
        fill_page(nodes[item["slug"]], {"title": item["title"], "lead": item.get("note", ""), "options": options})
    return fill_page(entry, {**own, "start": nodes[content["question"][0]["slug"]]})


def _outcome(entry: HelpFinderEntryPage, item: dict[str, Any]) -> Page:
    keys = item.get("help_lines", [])
    fields = {
        "title": item["title"],
        "lead": item.get("lead", ""),
        "body": item.get("body", []),
        "contact": [{"type": "contact", "help_lines": keys}] if keys else [],
        "next_steps": as_paragraphs(item.get("next", "")),
        "anonymous": as_paragraphs(item.get("anonymous", "")),
    }
    return put_page(parent=entry, slug=item["slug"], model=OutcomePage, fields=fields)


def _option(option: dict[str, Any], nodes: dict[str, Page], file: str) -> dict[str, Any]:
    if option["next"] not in nodes:
        raise PageFileError(f"{file}: the answer {option['label']!r} leads to {option['next']!r}, which is not there")
    target = nodes[option["next"]]
    return {"label": option["label"], "note": option.get("note", ""), "next_id": target.pk}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PageFileError(f"{path.name}: {error}") from error
