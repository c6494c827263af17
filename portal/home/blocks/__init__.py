"""Blocks that only the front page uses."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock


class DoorBlock(StructBlock):
    """One of the three ways in: a situation in the visitor's own words."""

    name = CharBlock(label=_("Situatie"), max_length=60, help_text=_("Zoals iemand het zelf zou zeggen."))
    note = CharBlock(label=_("Wat iemand daar vindt"), max_length=140)
    url = CharBlock(label=_("Adres binnen deze site"), max_length=200, help_text=_("Begint met /."))

    class Meta:
        icon = "arrow-right"
        label = _("Deur")
