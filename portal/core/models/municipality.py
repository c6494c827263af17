"""What makes the portal one municipality's own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="cogs")
class MunicipalitySettings(BaseSiteSetting):
    """Name, team and contacts of the municipality that runs this portal."""

    name = models.CharField(_("Naam van de gemeente"), max_length=80, default="Voorbeeldstad")
    team_name = models.CharField(_("Naam van het team"), max_length=80, default="Team van het meldpunt")
    phone = models.CharField(
        _("Telefoonnummer van het team"),
        max_length=20,
        blank=True,
        help_text=_("Leeg: de pagina's tonen dan dat het nummer een voorbeeld is."),
    )
    email = models.EmailField(_("Algemeen e-mailadres"), blank=True)
    address = models.TextField(_("Bezoekadres"), blank=True)
    consultation_name = models.CharField(
        _("Naam van het overleg met politie en Openbaar Ministerie"), max_length=80, default="casusoverleg"
    )
    contact_person_schools = models.CharField(
        _("Vaste contactpersoon voor scholen"), max_length=80, blank=True, help_text=_("Een functie, geen naam.")
    )
    theme_stylesheet = models.CharField(
        _("Eigen stijlbestand"),
        max_length=120,
        blank=True,
        help_text=_("Pad onder static/ met NL Design System-tokens van uw gemeente."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("team_name"), FieldPanel("consultation_name")], _("Gemeente")),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("email"), FieldPanel("address"), FieldPanel("contact_person_schools")],
            _("Contact"),
        ),
        FieldPanel("theme_stylesheet"),
    ]

    class Meta:
        verbose_name = _("Gemeente")

    def __str__(self):
        return self.name
