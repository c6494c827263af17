"""A list of places to go on to, inside the portal or outside it."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .clean import CleanCharBlock

ADDRESS = re.compile(r"^(/(?!/)\S*|https?://\S+)$")


def check_address(value: str) -> None:
    """Accept a path of this site or a web address; nothing that could run as a script."""
    if not ADDRESS.match(value):
        raise ValidationError(_("Gebruik een pad dat met / begint, of een adres dat met https:// begint."))


class LinkValue(blocks.StructValue):
    @property
    def is_external(self) -> bool:
        return not self["url"].startswith("/")

    @property
    def facts(self) -> list[str]:
        return [gettext("U verlaat deze site")] if self.is_external else []

    @property
    def icon(self) -> str:
        return "out" if self.is_external else "arrow"


class LinkBlock(blocks.StructBlock):
    title = CleanCharBlock(label=_("Titel"), max_length=120)
    note = CleanCharBlock(label=_("Uitleg"), max_length=200, required=False)
    url = CleanCharBlock(label=_("Adres"), max_length=500, validators=[check_address])

    class Meta:
        icon = "link"
        label = _("Verwijzing")
        value_class = LinkValue


class LinksBlock(blocks.StructBlock):
    heading = CleanCharBlock(label=_("Kop"), max_length=120, required=False)
    items = blocks.ListBlock(LinkBlock(), label=_("Verwijzingen"), min_num=1)

    class Meta:
        icon = "link"
        label = _("Verwijzingen")
        description = _("Een lijst met plekken om verder te lezen. Bij een andere site staat dat erbij.")
        template = "core/blocks/links.html"
        preview_value = {
            "heading": "Lees verder",
            "items": [{"title": "Puber of radicaal?", "note": "Wat vaak gewoon is.", "url": "/ouders/"}],
        }
