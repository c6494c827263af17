"""Whole-page cache for anonymous visitors, kept true by a generation that every process sees.

A change to public content bumps the generation after its commit (`publish_changed`). Entries are keyed
by the generation that was read before the page was rendered, so a page rendered from older data can
never be served under a newer generation.
"""

import hashlib
import json
import os
import time
from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag

# Never `q`: what a visitor searched for stays nowhere, not even in memory.
CACHED_QUERY = {"weg", "pagina", "soort", "doelgroep", "rol", "thema"}
MAX_QUERY_LENGTH = 200


def _redis():
    return caches["default"] if settings.CACHE_URL else None


def current_generation() -> str:
    """The generation of public content, shared by all processes."""
    if redis := _redis():
        return str(redis.get("page-generation", 0))
    try:
        return str(os.stat(settings.PAGE_CACHE_GENERATION_FILE).st_mtime_ns)
    except FileNotFoundError:
        return "0"


def _bump() -> None:
    if redis := _redis():
        redis.add("page-generation", time.time_ns(), timeout=None)
        redis.incr("page-generation")
        return
    path = settings.PAGE_CACHE_GENERATION_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    now = max(time.time_ns(), path.stat().st_mtime_ns + 1)
    os.utime(path, ns=(now, now))


def publish_changed() -> None:
    """Make every process render public pages anew, as soon as the running transaction commits."""
    transaction.on_commit(_bump)


def expires_no_later_than(request, moment: datetime | None) -> None:
    """Tell the cache that this page's text changes at `moment` (opening hours, end of a banner)."""
    if moment is None:
        return
    known = getattr(request, "page_changes_at", None)
    request.page_changes_at = min(moment, known) if known else moment


class PageCacheMiddleware:
    """Serves anonymous GETs from memory; everything signed in or per-visit stays out of it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not self._may_use_cache(request):
            return self._finish_uncached(request, self.get_response(request))
        key = self._key(request)
        body = caches["pages"].get(key)
        if body is None:
            response = self.get_response(request)
            if not self._may_store(request, response):
                return self._finish_uncached(request, response)
            response["ETag"] = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
            self._drop_cookie_vary(response)
            body = (response.content, dict(response.items()))
            caches["pages"].set(key, body, self._seconds_left(request))
        return self._answer(request, body)

    def _may_use_cache(self, request) -> bool:
        return (
            request.method in ("GET", "HEAD")
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and "messages" not in request.COOKIES
            and len(request.META.get("QUERY_STRING", "")) <= MAX_QUERY_LENGTH
            and set(request.GET) <= CACHED_QUERY
        )

    def _may_store(self, request, response) -> bool:
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "no-store" not in response.get("Cache-Control", "")
            and "private" not in response.get("Cache-Control", "")
            and response.get("Content-Type", "").startswith(("text/html", "application/atom+xml"))
        )

    def _key(self, request) -> str:
        query = sorted((name, request.GET.getlist(name)) for name in request.GET)
        parts = [current_generation(), request.method, request.get_host(), request.path, request.path_info, query]
        # JSON keeps the parts apart whatever they hold: no query can pose as another one.
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def _seconds_left(self, request) -> float:
        changes_at = getattr(request, "page_changes_at", None)
        if changes_at is None:
            return settings.PAGE_CACHE_SECONDS
        return max(0, min(settings.PAGE_CACHE_SECONDS, (changes_at - timezone.now()).total_seconds()))

    def _drop_cookie_vary(self, response) -> None:
        for name in ("Vary",):
            if response.has_header(name):
                del response[name]
        patch_vary_headers(response, ["Cookie"])
        response["Cache-Control"] = "no-cache"

    def _answer(self, request, body):
        from django.http import HttpResponse, HttpResponseNotModified

        content, headers = body
        if headers["ETag"] in parse_etags(request.headers.get("If-None-Match", "")):
            response = HttpResponseNotModified()
        else:
            response = HttpResponse(content)
        for name, value in headers.items():
            response[name] = value
        return response

    def _finish_uncached(self, request, response):
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
