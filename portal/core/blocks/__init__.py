"""Block families that every page type can use. `BodyBlock` collects them."""

from .body import BodyBlock
from .clean import CleanCharBlock, CleanTextBlock, InlineProseBlock, ProseBlock
from .contact import ContactBlock, HelpLinesBlock, offer_help_lines
from .emphasis import FoldBlock, NoticeBlock
from .guidance import DoDontBlock, SentencesBlock, SignalPairBlock, StepsBlock
from .links import LinksBlock
from .table import TableBlock
from .text import HeadingBlock, QuoteBlock, SubheadingBlock, TextBlock

__all__ = [
    "BodyBlock",
    "CleanCharBlock",
    "CleanTextBlock",
    "ContactBlock",
    "DoDontBlock",
    "FoldBlock",
    "HeadingBlock",
    "HelpLinesBlock",
    "InlineProseBlock",
    "LinksBlock",
    "NoticeBlock",
    "ProseBlock",
    "QuoteBlock",
    "SentencesBlock",
    "SignalPairBlock",
    "StepsBlock",
    "SubheadingBlock",
    "TableBlock",
    "TextBlock",
    "offer_help_lines",
]
