"""The only place that cleans text and markup from outside."""

import re
import unicodedata

import bleach

ALLOWED_TAGS = ["p", "br", "strong", "b", "em", "i", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "bdi"]
ALLOWED_ATTRIBUTES = {"a": ["href", "hreflang", "lang"], "p": ["lang", "dir"], "li": ["lang", "dir"]}
ALLOWED_PROTOCOLS = ["http", "https", "mailto", "tel"]

# Control characters except tab and newline, and the marks that can reorder text invisibly.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")


def clean_html(markup: str) -> str:
    """Markup reduced to the few elements an editor may use; scripts, styles and events are removed."""
    return bleach.clean(
        markup, tags=ALLOWED_TAGS, attributes=ALLOWED_ATTRIBUTES, protocols=ALLOWED_PROTOCOLS, strip=True
    )


def clean_text(text: str) -> str:
    """Plain text in NFC with one kind of line end, without control and bidirectional override characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.sub("", unicodedata.normalize("NFC", text))


def clean_rich_text(markup: str) -> str:
    """`clean_html` for the editor's stored form, in which a link may point to a page by its number."""
    attributes = {**ALLOWED_ATTRIBUTES, "a": [*ALLOWED_ATTRIBUTES["a"], "linktype", "id"]}
    return bleach.clean(markup, tags=ALLOWED_TAGS, attributes=attributes, protocols=ALLOWED_PROTOCOLS, strip=True)
