"""The languages, the site and the municipality of the demonstration."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page, Site

from portal.core.models import MunicipalitySettings
from portal.home.models import HomePage


@transaction.atomic
def load(verbosity: int = 1) -> None:
    """Make the four locales, one home page and one site; what exists is left alone."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    home = HomePage.objects.filter(locale__language_code="nl").first() or _make_home()
    site, _created = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": "Wegwijs Arnhem"},
    )
    municipality = MunicipalitySettings.for_site(site)
    if municipality.name != "Arnhem":
        municipality.name = "Arnhem"
        municipality.consultation_name = "Klein Overleg"
        municipality.contact_person_schools = "contactpersoon voor scholen, gemeente Arnhem"
        municipality.save()


def _make_home() -> HomePage:
    root = Page.objects.get(depth=1)
    root.get_children().filter(content_type=ContentType.objects.get_for_model(Page)).delete()
    root.refresh_from_db()
    home = HomePage(title="Wegwijs", slug="home", locale=Locale.objects.get(language_code="nl"))
    return root.add_child(instance=home)
