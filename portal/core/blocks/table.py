"""A small table that stacks on a phone."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .clean import CleanCharBlock, InlineProseBlock


class RowBlock(blocks.StructBlock):
    cells = blocks.ListBlock(InlineProseBlock(label=_("Cel"), required=False), label=_("Cellen"), min_num=1)

    class Meta:
        icon = "bars"
        label = _("Rij")


class TableBlock(blocks.StructBlock):
    caption = CleanCharBlock(label=_("Wat de tabel laat zien"), max_length=200)
    headers = blocks.ListBlock(CleanCharBlock(label=_("Kop")), label=_("Kolomkoppen"), min_num=2, max_num=5)
    rows = blocks.ListBlock(RowBlock(), label=_("Rijen"), min_num=1)

    def clean(self, value):
        value = super().clean(value)
        if any(len(row["cells"]) != len(value["headers"]) for row in value["rows"]):
            message = _("Elke rij heeft evenveel cellen nodig als er kolomkoppen zijn.")
            raise StructBlockValidationError(block_errors={"rows": ValidationError(message)})
        return value

    def get_context(self, value, parent_context=None):
        headers = list(value["headers"])
        rows = [list(zip(headers, row["cells"], strict=False)) for row in value["rows"]]
        return {**super().get_context(value, parent_context), "rows": rows}

    class Meta:
        icon = "table"
        label = _("Tabel")
        description = _("Een kleine tabel. De eerste cel van elke rij is de kop van die rij.")
        template = "core/blocks/table.html"
        preview_value = {
            "caption": "Functie en training",
            "headers": ["Functie", "Training"],
            "rows": [{"cells": ["Baliemedewerker", "Basistraining"]}],
        }
