"""Running text: paragraphs, two levels of headings, a quotation with its source."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .clean import CleanCharBlock, ProseBlock


class TextBlock(ProseBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Tekst")
        description = _("Gewone alinea's en opsommingen. Zet één gedachte in een zin.")
        template = "core/blocks/text.html"
        preview_value = "<p>U hoeft dit niet alleen te doen. Het meldpunt denkt met u mee.</p>"


class HeadingBlock(CleanCharBlock):
    """A heading that can be linked to: its address is the slug of its text."""

    def get_context(self, value, parent_context=None):
        return {**super().get_context(value, parent_context), "anchor": slugify(value, allow_unicode=True)}

    class Meta:
        icon = "h2"
        label = _("Kop")
        description = _("Begint een nieuw deel van de pagina. Zeg in gewone woorden wat er komt.")
        template = "core/blocks/heading.html"
        preview_value = "Wat u vandaag kunt doen"


class SubheadingBlock(CleanCharBlock):
    class Meta:
        icon = "h3"
        label = _("Tussenkop")
        description = _("Een kleinere kop binnen een deel.")
        template = "core/blocks/subheading.html"
        preview_value = "Eerst luisteren"


class QuoteBlock(blocks.StructBlock):
    text = ProseBlock(label=_("Citaat"))
    source = CleanCharBlock(label=_("Bron"), max_length=200)
    year = blocks.IntegerBlock(label=_("Jaar"), required=False, min_value=1900, max_value=2100)

    class Meta:
        icon = "openquote"
        label = _("Citaat met bron")
        description = _("Woorden van een ander. Noem altijd de bron en het jaar.")
        template = "core/blocks/quote.html"
        preview_value = {"text": "Vroeg praten helpt.", "source": "Handreiking lokale aanpak", "year": 2024}
