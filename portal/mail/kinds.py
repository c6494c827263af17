"""The registry of mail kinds. An app registers its kinds in `ready()`; a message is rendered by its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from .models import OutgoingMessage


@dataclass(frozen=True)
class Attachment:
    """A file in a mail; `content_type` may carry parameters, as in "text/calendar; method=PUBLISH"."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class RenderedMail:
    """What one recipient reads. `text` is complete by itself; `html` may be empty."""

    subject: str
    text: str
    html: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MailKind:
    """A kind of mail. `render` is called at sending, in the message's language.

    `subject` is used when the rendered mail has none. `forget_params` empties the row's params as soon as the message
    is closed: for one-time codes.
    """

    name: str
    subject: str | Promise
    render: Callable[[OutgoingMessage], RenderedMail]
    forget_params: bool = False


_kinds: dict[str, MailKind] = {}


def register(kind: MailKind) -> None:
    """Add a kind. The same name twice is a programming error."""
    if kind.name in _kinds and _kinds[kind.name] != kind:
        raise ValueError(f"two kinds of mail are called {kind.name}")
    _kinds[kind.name] = kind


def get(name: str) -> MailKind:
    """The kind of that name; KeyError when no app registered it."""
    return _kinds[name]
