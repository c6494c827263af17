"""What to do: steps, do and don't, sentences to say, and signals beside their innocent explanations."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .clean import CleanCharBlock, InlineProseBlock, ProseBlock


class StepBlock(blocks.StructBlock):
    title = CleanCharBlock(label=_("Stap"), max_length=120)
    text = ProseBlock(label=_("Uitleg"), required=False)

    class Meta:
        icon = "arrow-right"
        label = _("Stap")


class StepsBlock(blocks.StructBlock):
    items = blocks.ListBlock(StepBlock(), label=_("Stappen"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Stappen")
        description = _("Genummerde stappen, in de volgorde waarin iemand ze zet.")
        template = "core/blocks/steps.html"
        preview_value = {
            "items": [
                {"title": "Bel voor advies", "text": "U hoeft geen namen te noemen."},
                {"title": "Stel één open vraag", "text": "Luister eerst."},
            ]
        }


class DoDontBlock(blocks.StructBlock):
    do = blocks.ListBlock(CleanCharBlock(label=_("Punt")), label=_("Wel doen"), min_num=1)
    dont = blocks.ListBlock(CleanCharBlock(label=_("Punt")), label=_("Liever niet"), min_num=1)

    class Meta:
        icon = "check"
        label = _("Wel doen en liever niet")
        description = _("Twee korte lijsten naast elkaar. Drie tot vijf punten per kant.")
        template = "core/blocks/do_dont.html"
        preview_value = {"do": ["Laat merken dat u er bent."], "dont": ["De discussie willen winnen."]}


class SignalPairBlock(blocks.StructBlock):
    """A signal never stands alone: at least one ordinary explanation is required."""

    signal = CleanCharBlock(label=_("Wat u ziet of hoort"), max_length=200)
    innocent = blocks.ListBlock(CleanCharBlock(label=_("Verklaring")), label=_("Gewone verklaringen"), min_num=1)

    class Meta:
        icon = "view"
        label = _("Signaal en gewone verklaring")
        description = _("Wat opvalt, met altijd ten minste één gewone verklaring ernaast.")
        template = "core/blocks/signal_pair.html"
        preview_value = {
            "signal": "Uw kind breekt met oude vrienden.",
            "innocent": ["Een nieuwe klas of een nieuwe hobby.", "Ruzie of verliefdheid."],
        }


class SentencesBlock(blocks.StructBlock):
    heading = CleanCharBlock(label=_("Kop"), max_length=120, required=False)
    items = blocks.ListBlock(InlineProseBlock(label=_("Zin")), label=_("Zinnen die helpen"), min_num=1)
    better_not = InlineProseBlock(label=_("Liever niet"), required=False)

    class Meta:
        icon = "comment"
        label = _("Zinnen om te zeggen")
        description = _("Een paar zinnen die iemand vandaag kan zeggen, en één die beter achterwege blijft.")
        template = "core/blocks/sentences.html"
        preview_value = {
            "heading": "Dit kunt u zeggen",
            "items": ["Wat vind jij daar belangrijk aan?"],
            "better_not": "Dat is onzin.",
        }
