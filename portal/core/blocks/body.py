"""The body of a page: every block family under the name by which templates and demo files know it."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from .contact import ContactBlock
from .emphasis import FoldBlock, NoticeBlock
from .guidance import DoDontBlock, SentencesBlock, SignalPairBlock, StepsBlock
from .links import LinksBlock
from .table import TableBlock
from .text import HeadingBlock, QuoteBlock, SubheadingBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    text = TextBlock()
    heading = HeadingBlock()
    subheading = SubheadingBlock()
    steps = StepsBlock()
    do_dont = DoDontBlock()
    signal_pair = SignalPairBlock()
    table = TableBlock()
    quote = QuoteBlock()
    notice = NoticeBlock()
    contact = ContactBlock()
    sentences = SentencesBlock()
    links = LinksBlock()
    fold = FoldBlock()

    def clean(self, value):
        """Refuse two headings with one address: a link to the second could never work."""
        value = super().clean(value)
        anchors = Counter(slugify(child.value, allow_unicode=True) for child in value if child.block_type == "heading")
        if any(times > 1 for times in anchors.values()):
            error = ValidationError(_("Twee koppen hebben dezelfde tekst. Geef ze elk een eigen tekst."))
            raise StreamBlockValidationError(non_block_errors=[error])
        return value

    class Meta:
        template = "core/blocks/body.html"
