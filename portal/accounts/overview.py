"""The parts of a professional's own page. Apps that rank higher register theirs."""

from collections.abc import Callable
from operator import itemgetter

from django.http import HttpRequest

_panels: dict[str, tuple[int, Callable[[HttpRequest], str]]] = {}


def register(name: str, panel: Callable[[HttpRequest], str], *, rank: int = 100) -> None:
    """Add `panel(request) -> safe HTML` (empty: nothing to show), from an app's `ready()`. Low ranks come first."""
    _panels[name] = (rank, panel)


def panels_for(request: HttpRequest) -> list[str]:
    """What each app has to show this person, in order."""
    return [html for _rank, panel in sorted(_panels.values(), key=itemgetter(0)) if (html := panel(request))]
