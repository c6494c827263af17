"""What every answer carries, and what never reaches a log."""

import logging
import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.utils import translation

logger = logging.getLogger("portal.errors")

# Django turns these into 404, 403 and 400 pages; they are no faults of ours.
EXPECTED = (Http404, PermissionDenied, SuspiciousOperation)

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class ErrorReferenceMiddleware:
    """Logs an unhandled error as class, view and random reference; the 500 page shows the reference."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, EXPECTED):
            return
        request.error_reference = secrets.token_hex(4)
        match = request.resolver_match
        logger.error(
            "%s in %s reference %s",
            type(exception).__name__,
            match.view_name or match._func_path if match else "no view",
            request.error_reference,
        )


# Pages that read a session check where a post came from; under `no-referrer` a browser would hide that from us.
SESSION_PAGES = ("/accounts/", "/beheer/", "/team/", "/documenten/")


class SecurityHeadersMiddleware:
    """Headers that Django's own security middleware does not set."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(SESSION_PAGES):
            response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.DEMO:
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response


class PathLocaleMiddleware:
    """The address decides the language: /en/, /tr/, /ar/, otherwise Dutch. Nothing is remembered or guessed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
