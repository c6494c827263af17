"""Anonymous forms without cookies: no session, no CSRF token, yet no foreign origin.

An anonymous POST carries no ambient authority, so a CSRF token would protect nothing and would need a
cookie. What is refused instead is a post that another site made the browser send.
"""

from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.views.decorators.csrf import csrf_exempt

SAFE_FETCH_SITES = {"same-origin", "none"}


def comes_from_elsewhere(request) -> bool:
    """Whether the browser says that another site sent this request.

    A missing or `null` Origin is accepted: Chromium sends `null` under `no-referrer`.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in SAFE_FETCH_SITES:
        return True
    origin = request.headers.get("Origin")
    return origin not in (None, "null") and host_of(origin) != request.get_host()


def host_of(origin: str) -> str | None:
    """The host and port of an origin; None when it is no address at all."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def public_form(view):
    """A view for anonymous visitors: CSRF-exempt, same-origin only, blind to the session, never stored."""

    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method not in ("GET", "HEAD", "OPTIONS") and comes_from_elsewhere(request):
            raise PermissionDenied("cross-site post")
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    guarded.is_public_form = True
    return guarded
