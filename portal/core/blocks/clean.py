"""Leaf blocks whose value passes `portal.core.sanitise` on its way into the database."""

import re

from wagtail import blocks
from wagtail.rich_text import RichText

from portal.core.addresses import localised
from portal.core.sanitise import clean_rich_text, clean_text

PROSE_FEATURES = ["bold", "link", "ol", "ul"]
BLOCK_ELEMENT = re.compile(r"<(p|ul|ol|h3|h4|blockquote)\b", re.IGNORECASE)
INTERNAL_LINK = re.compile(r'href="(/(?!/)[^"]*)"')
BLANK_LINE = re.compile(r"\n\s*\n")


class CleanCharBlock(blocks.CharBlock):
    """One line of plain text without control or reordering characters."""

    def get_prep_value(self, value):
        return clean_text(value or "")


class CleanTextBlock(blocks.TextBlock):
    """Several lines of plain text without control or reordering characters."""

    def get_prep_value(self, value):
        return clean_text(value or "")


class LocalRichText(RichText):
    """Rich text whose links within the portal lead to the visitor's own language."""

    def __html__(self):
        return INTERNAL_LINK.sub(lambda match: f'href="{localised(match[1])}"', super().__html__())


class InlineProseBlock(blocks.RichTextBlock):
    """A phrase with at most emphasis and links, for a table cell or an item."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": ["bold", "link"], **kwargs})

    def to_python(self, value):
        return LocalRichText(value)

    def get_prep_value(self, value):
        return clean_rich_text(value.source or "")


class ProseBlock(InlineProseBlock):
    """Paragraphs and lists; plain text becomes paragraphs at its blank lines."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": PROSE_FEATURES, **kwargs})

    def to_python(self, value):
        return super().to_python(as_paragraphs(value or ""))

    def normalize(self, value):
        return value if isinstance(value, RichText) else self.to_python(value)


def as_paragraphs(source: str) -> str:
    """The markup itself when it has block elements, otherwise each part between blank lines as a paragraph."""
    if not source.strip() or BLOCK_ELEMENT.search(source):
        return source
    return "".join(f"<p>{part.strip()}</p>" for part in BLANK_LINE.split(source) if part.strip())
