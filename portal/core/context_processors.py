"""What the shell of every page needs: the municipality, the menu, the languages."""

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info, gettext as _

from portal.core.models import MunicipalitySettings


def shell(request):
    """Context for base.html. Costs one query, for the municipality's own settings."""
    return {
        "municipality": MunicipalitySettings.for_request(request),
        "demo": settings.DEMO,
        "language": get_language_info(get_language() or settings.LANGUAGE_CODE),
    }
