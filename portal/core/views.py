"""Leaving, health, the files that machines ask for, and the pages for when something went wrong."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.core import style_samples
from portal.core.emergency import EMERGENCY_NUMBER
from portal.core.health import failing_part

NO_STORE = {"Cache-Control": "no-store"}
PLAIN_TEXT = "text/plain; charset=utf-8"
SECURITY_TXT_VALID_FOR = timedelta(days=180)
WAIT_SECONDS = 900
LAST_RESORT = f"<!doctype html><html lang=nl><title>Storing</title><p>Er ging iets mis. Gevaar? Bel {EMERGENCY_NUMBER}"

# --- Leaving ---------------------------------------------------------------


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """The quick exit: on to EXIT_URL, and a browser that can forgets what it kept of this site."""
    headers = {**NO_STORE, "Location": settings.EXIT_URL, "Clear-Site-Data": '"cache", "storage"'}
    return HttpResponse(status=303, headers=headers)


@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """An empty page that says nothing about where it came from."""
    return HttpResponse(render_to_string("core/blank.html"), headers=NO_STORE)


@require_safe
def exit_explained(request: HttpRequest) -> HttpResponse:
    """What leaving does, and what the visitor's own browser still remembers."""
    return render(request, "core/exit_explained.html", {"exit_is_our_own_page": settings.EXIT_URL.startswith("/")})


# --- For machines ------------------------------------------------------------


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Never out of date: the date is counted from now."""
    expires = timezone.now() + SECURITY_TXT_VALID_FOR
    canonical = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("core:security_txt")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en",
        f"Canonical: {canonical}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN_TEXT)


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """A demonstration asks not to be indexed; otherwise only the addresses without public content."""
    closed = ["/"] if settings.DEMO else ["/beheer/", "/team/", "/accounts/", "/verlaat/", "/zoeken/"]
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN_TEXT)


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Whether this process answers at all."""
    return HttpResponse("ok\n", content_type=PLAIN_TEXT)


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Whether this copy can serve visitors; 503 names the part that cannot, and nothing else."""
    part = failing_part()
    return HttpResponse(f"{part or 'ok'}\n", status=503 if part else 200, content_type=PLAIN_TEXT)


# --- When something went wrong -------------------------------------------------


def plain_page(template: str, status: int, **context) -> HttpResponse:
    """A page that needs no database, no session and no valid host."""
    language = get_language_info(get_language() or settings.LANGUAGE_CODE)
    try:
        body: str = render_to_string(template, {**context, "language": language, "emergency_number": EMERGENCY_NUMBER})
    except Exception:  # noqa: BLE001  (the page for a broken portal may not break)
        body = LAST_RESORT
    return HttpResponse(body, status=status, headers=NO_STORE)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, also for a host name that is not ours: nothing of the request is repeated."""
    return plain_page("400.html", 400)


def method_not_allowed(request: HttpRequest, *, allow: str) -> HttpResponse:
    """405 for an address that only a button may use."""
    response = plain_page("405.html", 405)
    response["Allow"] = allow
    return response


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429, for our own limits and those of the sign-in pages."""
    response = render(request, "429.html", {"minutes": WAIT_SECONDS // 60}, status=429)
    response["Retry-After"] = str(WAIT_SECONDS)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with the reference that stands in the log, so that a visitor can name the error without details."""
    return plain_page("500.html", 500, error_reference=getattr(request, "error_reference", ""))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token expired: what was typed can be sent again with a new one."""
    response = render(request, "403_csrf.html", {"typed": typed_again(request)}, status=403)
    response["Cache-Control"] = "no-store"
    return response


SECRET_FIELDS = ("pass", "code", "token", "secret", "key", "sealed")


def typed_again(request: HttpRequest) -> list[tuple[str, str]]:
    """What may be offered to send again: only from our own page, never a file or anything secret.

    A post from elsewhere is not repeated, or one click would do what the token prevents.
    """
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if not is_ours or request.FILES or any(word in name for word in SECRET_FIELDS for name in names):
        return []
    return [(name, value) for name in names for value in request.POST.getlist(name)]


# --- The living style page -------------------------------------------------------


def style_page(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for staff."""
    if not request.user.is_staff:
        raise PermissionDenied
    return render(request, "core/style_page.html", style_samples.context())
