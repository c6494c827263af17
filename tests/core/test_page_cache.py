"""Whole pages from memory: fresh after every change, never for anyone signed in."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from portal.core.page_cache import PageCacheMiddleware, current_generation, expires_no_later_than, publish_changed


class Counter:
    """A view that says how often it ran."""

    def __init__(self, **headers):
        self.runs = 0
        self.headers = headers
        self.changes_at = None

    def __call__(self, request):
        self.runs += 1
        expires_no_later_than(request, self.changes_at)
        response = HttpResponse(f"run {self.runs}", content_type="text/html; charset=utf-8")
        for name, value in self.headers.items():
            response[name.replace("_", "-")] = value
        return response


def ask(view, path="/", **extra):
    return PageCacheMiddleware(view)(RequestFactory().get(path, **extra))


def test_the_second_visitor_gets_the_first_rendering():
    view = Counter()
    assert [ask(view).content, ask(view).content] == [b"run 1", b"run 1"]


def test_a_browser_must_ask_again_and_is_told_that_nothing_changed():
    view = Counter()
    first = ask(view)
    again = ask(view, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (first["Cache-Control"], first["Vary"], again.status_code, again.content) == ("no-cache", "Cookie", 304, b"")


def test_someone_with_a_session_is_never_answered_from_the_cache():
    view = Counter()
    ask(view)
    request = RequestFactory().get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "any"
    response = PageCacheMiddleware(view)(request)
    assert (response.content, response["Cache-Control"]) == (b"run 2", "private, no-store")


@pytest.mark.parametrize("headers", [{"Cache_Control": "no-store"}, {"Cache_Control": "private"}])
def test_a_response_that_forbids_storing_is_not_stored(headers):
    view = Counter(**headers)
    assert [ask(view).content, ask(view).content] == [b"run 1", b"run 2"]


def test_what_someone_searched_for_is_not_kept():
    view = Counter()
    ask(view, "/zoeken/?q=geheim")
    assert ask(view, "/zoeken/?q=geheim").content == b"run 2"


def test_an_unknown_parameter_cannot_fill_the_memory():
    view = Counter()
    for number in range(3):
        ask(view, f"/?x={number}")
    assert view.runs == 3
    assert len(caches["pages"]._cache) == 0


def test_two_hosts_two_paths_and_two_queries_are_four_pages():
    view = Counter()
    answers = {
        ask(view, "/a/").content,
        ask(view, "/b/").content,
        ask(view, "/a/?pagina=2").content,
        ask(view, "/a/", HTTP_HOST="127.0.0.1").content,
    }
    assert answers == {b"run 1", b"run 2", b"run 3", b"run 4"}


@pytest.mark.django_db(transaction=True)
def test_a_change_is_seen_on_the_next_request():
    view = Counter()
    ask(view)
    publish_changed()
    assert ask(view).content == b"run 2"


@pytest.mark.django_db(transaction=True)
def test_a_change_that_was_rolled_back_changes_nothing():
    before = current_generation()
    with transaction.atomic():
        publish_changed()
        transaction.set_rollback(True)
    assert current_generation() == before


@pytest.mark.django_db(transaction=True)
def test_a_page_rendered_before_a_change_is_not_served_after_it():
    class ChangesMeanwhile(Counter):
        def __call__(self, request):
            response = super().__call__(request)
            if self.runs == 1:
                publish_changed()
            return response

    view = ChangesMeanwhile()
    ask(view)
    assert ask(view).content == b"run 2"


@pytest.mark.django_db(transaction=True)
def test_every_bump_gives_another_generation():
    seen = set()
    for _ in range(20):
        publish_changed()
        seen.add(current_generation())
    assert len(seen) == 20


def test_a_page_that_changes_in_the_past_is_not_kept():
    view = Counter()
    view.changes_at = timezone.now() - timedelta(seconds=1)
    assert [ask(view).content, ask(view).content] == [b"run 1", b"run 2"]


def test_a_post_is_never_answered_from_the_cache():
    view = Counter()
    ask(view)
    response = PageCacheMiddleware(view)(RequestFactory().post("/"))
    assert response.content == b"run 2"
