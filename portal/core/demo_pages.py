"""Pages from TOML files: one file per page, loaded as often as wanted, published only when something changed.

A file names its `type` ("app.Model"), its `path` below the home page, and the page's fields by name.
`[[body]]` tables become blocks: `type` names the block, every other key is its value (`value = …` for a
block with a single value). A list fills a many-to-many or an ordered relation, by slug. `order` places a
new page among its siblings; without it they stand by address.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

DEMO_EDITOR = "redacteur@demo.wegwijs.example"


class PageFileError(ValueError):
    """A demo file that cannot become a page; the message names the file."""


@dataclass(frozen=True)
class PageFile:
    """One file: where the page stands, what it is, and its fields."""

    name: str
    path: str
    model: type[Page]
    fields: dict[str, Any]
    order: int

    @property
    def slug(self) -> str:
        return self.path.rpartition("/")[2]


def load_pages(folder: Path, home: Page) -> None:
    """Create or update every page of `folder` below `home`: parents first, relations after all pages exist."""
    files = _parents_first([read_page(path) for path in sorted(folder.glob("*.toml"))])
    for file in files:
        _guarded(file, _ensure_exists, home)
    for file in files:
        _guarded(file, _fill, home)


def _parents_first(files: list[PageFile]) -> list[PageFile]:
    orders = {file.path: file.order for file in files}

    def place(file: PageFile) -> list[tuple[int, str]]:
        slugs = file.path.split("/")
        return [(orders.get("/".join(slugs[: depth + 1]), 99), slug) for depth, slug in enumerate(slugs)]

    return sorted(files, key=place)


def read_page(path: Path) -> PageFile:
    """The content of one file, or PageFileError when it is not TOML or lacks `type`, `path` or `title`."""
    try:
        fields = tomllib.loads(path.read_text("utf-8"))
        if "title" not in fields:
            raise KeyError("title")
        address, model, order = (
            fields.pop("path").strip("/"),
            apps.get_model(fields.pop("type")),
            fields.pop("order", 99),
        )
        return PageFile(path.name, address, model, fields, order)
    except (tomllib.TOMLDecodeError, KeyError, LookupError, ValueError) as error:
        raise PageFileError(f"{path.name}: {error}") from error


def put_page(*, parent: Page, slug: str, model: type[Page], fields: dict[str, Any]) -> Page:
    """The page `slug` below `parent` with these fields, published; untouched when nothing differs."""
    return fill_page(find_or_add(parent=parent, slug=slug, model=model, fields=fields), fields)


def find_or_add(*, parent: Page, slug: str, model: type[Page], fields: dict[str, Any]) -> Page:
    """The page `slug` below `parent`; made as a draft with its plain values when it is not there yet."""
    page = model.objects.child_of(parent).filter(slug=slug).first()
    if page is not None:
        return page
    plain = {name: value for name, value in fields.items() if not _is_composed(model, name)}
    page = model(slug=slug, live=False, locale=parent.locale, **plain)
    if hasattr(page, "review_owner_id"):
        page.review_owner = get_user_model().objects.filter(email=DEMO_EDITOR).first()
    return parent.add_child(instance=page)


def _is_composed(model: type[Page], name: str) -> bool:
    field = model._meta.get_field(name)
    return field.is_relation or isinstance(field, StreamField)


def fill_page(page: Page, fields: dict[str, Any]) -> Page:
    """Set the fields that differ and publish once; raise ValueError for a field or block that does not exist."""
    changes = [_Change.of(page, name, value) for name, value in fields.items()]
    if page.live and not any(change.differs for change in changes):
        return page
    for change in changes:
        if change.differs:
            change.apply()
    page.save_revision().publish()
    return page


def _guarded(file: PageFile, step, home: Page) -> None:
    try:
        step(file, home)
    except (ValidationError, ValueError, TypeError, LookupError, FieldDoesNotExist, Page.DoesNotExist) as error:
        raise PageFileError(f"{file.name}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    if isinstance(error, blocks.StreamBlockValidationError):
        return str(error.as_json_data())
    return str(error)


def _page_at(path: str, home: Page) -> Page:
    page = home
    for slug in filter(None, path.split("/")):
        page = page.get_children().get(slug=slug)
    return page.specific


def _ensure_exists(file: PageFile, home: Page) -> None:
    if file.path:
        parent = _page_at(file.path.rpartition("/")[0], home)
        find_or_add(parent=parent, slug=file.slug, model=file.model, fields=file.fields)


def _fill(file: PageFile, home: Page) -> None:
    page = _page_at(file.path, home)
    if not isinstance(page, file.model):
        raise TypeError(f"{file.path!r} is a {page._meta.label}, not a {file.model._meta.label}")
    fill_page(page, file.fields)


@dataclass
class _Change:
    """One field of one page: what it holds, what it should hold, in a form that can be compared."""

    page: Page
    name: str
    held: Any
    wanted: Any
    value: Any

    @classmethod
    def of(cls, page: Page, name: str, value: Any) -> "_Change":
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            return cls._of_stream(page, field, value)
        if isinstance(field, ParentalManyToManyField):
            rows = [_by_slug(field.related_model, slug) for slug in value]
            return cls(page, name, {row.pk for row in getattr(page, name).all()}, {row.pk for row in rows}, rows)
        if field.one_to_many:
            return cls._of_rows(page, field, value)
        if field.many_to_one:
            value = _by_slug(field.related_model, value) if isinstance(value, str) else value
            return cls(page, name, getattr(page, field.attname), value and value.pk, value)
        value = field.to_python(value)
        return cls(page, name, getattr(page, name), value, value)

    @classmethod
    def _of_stream(cls, page: Page, field: StreamField, value: list[dict]) -> "_Change":
        stream = stream_value(field.stream_block, value)
        held = _without_ids(getattr(page, field.name).get_prep_value())
        return cls(page, field.name, held, _without_ids(stream.get_prep_value()), stream)

    @classmethod
    def _of_rows(cls, page: Page, relation: models.ManyToOneRel, value: list) -> "_Change":
        rows = [_row(relation, item) for item in value]
        names = [part.attname for part in _own_fields(relation)]
        held = [[getattr(row, name) for name in names] for row in getattr(page, relation.name).all()]
        return cls(page, relation.name, held, [[getattr(row, name) for name in names] for row in rows], rows)

    @property
    def differs(self) -> bool:
        return self.held != self.wanted

    def apply(self) -> None:
        setattr(self.page, self.name, self.value)


def _by_slug(model: type[models.Model], slug: str) -> models.Model:
    found = model._default_manager.filter(slug=slug).order_by("pk").first()
    if found is None:
        raise LookupError(f"there is no {model._meta.label} with the slug {slug!r}")
    return found


def _own_fields(relation: models.ManyToOneRel) -> list[models.Field]:
    """What an ordered row holds beside its key, its place and its page."""
    own = relation.related_model._meta.concrete_fields
    return [part for part in own if not part.primary_key and part.name not in ("sort_order", relation.field.name)]


def _row(relation: models.ManyToOneRel, item: str | dict) -> models.Model:
    """A row from a dictionary of its fields, or from the slug of the one thing that it points to."""
    if isinstance(item, dict):
        return relation.related_model(**item)
    target = next(part for part in _own_fields(relation) if isinstance(part, models.ForeignKey))
    return relation.related_model(**{target.name: _by_slug(target.remote_field.model, item)})


def stream_value(block: blocks.StreamBlock, items: Iterable[dict]) -> blocks.StreamValue:
    """The validated value of a StreamField from tables as they stand in a file; ValueError names what is unknown."""
    raw = [{"type": item["type"], "value": _block_value(block, item)} for item in items]
    return block.clean(block.normalize(block.to_python(raw)))


def _block_value(stream: blocks.StreamBlock, item: dict) -> Any:
    if item["type"] not in stream.child_blocks:
        raise ValueError(f"there is no block {item['type']!r}")
    block = stream.child_blocks[item["type"]]
    values = {name: value for name, value in item.items() if name != "type"}
    value = values if isinstance(block, blocks.StructBlock) else values.pop("value")
    if not isinstance(block, blocks.StructBlock) and values:
        raise ValueError(f"block {item['type']!r} has no {sorted(values)}")
    _check_names(block, value, item["type"])
    return value


def _check_names(block: blocks.Block, value: Any, where: str) -> None:
    """A misspelt key would vanish without a word; refuse it instead."""
    if isinstance(block, blocks.StructBlock):
        if unknown := sorted(set(value) - set(block.child_blocks)):
            raise ValueError(f"block {where!r} has no {unknown}")
        for name, part in value.items():
            _check_names(block.child_blocks[name], part, f"{where}.{name}")
    elif isinstance(block, blocks.ListBlock):
        for part in value:
            _check_names(block.child_block, part, where)


def _without_ids(prepared: Any) -> Any:
    if isinstance(prepared, dict):
        return {name: _without_ids(value) for name, value in prepared.items() if name != "id"}
    return [_without_ids(value) for value in prepared] if isinstance(prepared, list) else prepared
