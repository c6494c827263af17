"""What the shell of every page needs: the municipality, the menus, the language."""

from django.conf import settings
from django.utils.translation import get_language, get_language_info
from wagtail.models import Site

from portal.core.menu import ABOUT_MENU, FOOT_MENU, MAIN_MENU, entries
from portal.core.models import MunicipalitySettings


def shell(request):
    """Context for base.html. Costs one query, for the municipality's own settings."""
    return {
        "municipality": municipality_of(request),
        "demo": settings.DEMO,
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
        "language": get_language_info(get_language() or settings.LANGUAGE_CODE),
        "main_menu": entries(MAIN_MENU, request.path),
        "foot_menu": entries(FOOT_MENU, request.path),
        "about_menu": entries(ABOUT_MENU, request.path),
    }


def municipality_of(request) -> MunicipalitySettings:
    """The settings of the site that answers; the defaults while no site has been set up."""
    if Site.find_for_request(request) is None:
        return MunicipalitySettings()
    return MunicipalitySettings.for_request(request)
