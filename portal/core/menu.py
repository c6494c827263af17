"""The main menu: the same on every page, shorter in the languages that hold only the help pages."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.core.addresses import localised


@dataclass(frozen=True)
class MenuItem:
    """A label, an address without language prefix, and whether the page exists in every language."""

    label: str | Promise
    address: str
    in_every_language: bool = False


MAIN_MENU = [
    MenuItem(_("Hulpwijzer"), "/hulpwijzer/", in_every_language=True),
    MenuItem(_("Ouders"), "/ouders/", in_every_language=True),
    MenuItem(_("Onderwijs"), "/onderwijs/"),
    MenuItem(_("Professionals"), "/professionals/"),
    MenuItem(_("Gemeenten"), "/gemeenten/"),
    MenuItem(_("Trainingen"), "/trainingen/"),
    MenuItem(_("Onze aanpak"), "/aanpak/"),
    MenuItem(_("Meldpunt"), "/meldpunt/", in_every_language=True),
]
FOOT_MENU = [
    *MAIN_MENU,
    MenuItem(_("Jongeren"), "/jongeren/"),
    MenuItem(_("Begrippen"), "/begrippen/"),
    MenuItem(_("Instrumenten"), "/instrumenten/"),
]
ABOUT_MENU = [
    MenuItem(_("Privacy"), "/privacy/"),
    MenuItem(_("Toegankelijkheid"), "/toegankelijkheid/"),
    MenuItem(_("Hoe het verlaten werkt"), "/verlaat/uitleg/", in_every_language=True),
    MenuItem(_("Contact"), "/contact/", in_every_language=True),
]


def entries(menu: list[MenuItem], path: str) -> list[dict]:
    """What a template shows of a menu: `label`, `url` and `current` ("page", "true" or empty)."""
    is_dutch = (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE
    shown = [item for item in menu if is_dutch or item.in_every_language]
    return [
        {"label": item.label, "url": url, "current": current_state(url, path)}
        for item, url in ((item, localised(item.address)) for item in shown)
    ]


def current_state(url: str, path: str) -> str:
    """The value of aria-current: this very page, a page below it, or neither."""
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
