"""What every answer carries, and the language of every page."""

from django.conf import settings
from django.utils import translation

from .views import method_not_allowed

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
# Pages that read a session check where a post came from; under `no-referrer` a browser would hide that from us.
SESSION_PAGES = ("/accounts/", "/beheer/", "/team/", "/documenten/")


class HelpfulMethodMiddleware:
    """A 405 says what to do next instead of nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            return method_not_allowed(request, allow=response.headers.get("Allow", ""))
        return response


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
