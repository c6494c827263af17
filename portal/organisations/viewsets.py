"""Where editors keep help lines and organisations."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.organisations.models import HelpLine, Organisation


class HelpLineViewSet(SnippetViewSet):
    model = HelpLine
    icon = "help"
    list_display = ["name", "number", "hours_text", "verified_on", "check_before_use"]
    list_filter = ["check_before_use", "always_open"]
    ordering = ["rank"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("key"),
                FieldPanel("is_municipal"),
                FieldRowPanel([FieldPanel("number"), FieldPanel("second_number")]),
                FieldPanel("name"),
                FieldPanel("who"),
            ],
            _("Nummer"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("always_open"),
                FieldPanel("hours"),
                FieldPanel("hours_note"),
                FieldPanel("open_on_holidays"),
                FieldPanel("closed_on_liberation_day"),
            ],
            _("Openingstijden"),
        ),
        MultiFieldPanel([FieldPanel("languages"), FieldPanel("cost"), FieldPanel("anonymous")], _("Bellen")),
        MultiFieldPanel(
            [FieldPanel("is_always_shown"), FieldPanel("in_strip"), FieldPanel("on_desk"), FieldPanel("rank")],
            _("Waar op de site"),
        ),
        MultiFieldPanel(
            [FieldPanel("verified_on"), FieldPanel("source"), FieldPanel("check_before_use")], _("Controle")
        ),
        InlinePanel("texts", heading=_("Andere talen"), label=_("Taal")),
    ]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "kind", "district", "board", "active"]
    list_filter = ["kind", "district", "active"]
    search_fields = ["name", "board"]
    ordering = ["name"]
    panels = [
        FieldPanel("kind"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("district"), FieldPanel("board")]),
        FieldPanel("active"),
        InlinePanel("contact_points", heading=_("Contactpunten"), label=_("Contactpunt")),
    ]


class RegisterGroup(SnippetViewSetGroup):
    menu_label = _("Registers")
    menu_icon = "list-ul"
    menu_order = 300
    items = (HelpLineViewSet, OrganisationViewSet)
