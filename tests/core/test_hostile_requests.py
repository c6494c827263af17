"""Requests that no browser sends: refused or answered calmly, never a crash, nothing in a log."""

import logging

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client, RequestFactory

from portal.wsgi import PortalHandler

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(home):
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    "query", ['"', '"a', 'zoon"', 'a*"', "'", "\\", "a OR", "NEAR(", "*", "(", "🙂", "\x00", "x" * 5000]
)
def test_any_search_is_answered(visitor, query):
    assert visitor.get("/zoeken/", {"q": query}).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "charset", ["hex", "rot13", "base64", "zlib", "undefined", "unicode_escape", "punycode", "utf-7"]
)
@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_a_request_is_read_as_utf_8_whatever_it_claims(home, charset, kind):
    environ = RequestFactory()._base_environ(
        PATH_INFO="/zoeken/",
        QUERY_STRING="q=%5Cud800woord",
        CONTENT_TYPE=f"{kind}; charset={charset}",
        SERVER_NAME="localhost",
    )
    statuses = []
    body = b"".join(PortalHandler()(environ, lambda status, headers: statuses.append(status)))
    assert (statuses, b"woord" in body) == (["200 OK"], True)


@pytest.mark.parametrize("origin", ["http://[", "http://]", "//", "http://%zz", "x" * 3000])
def test_an_origin_that_is_no_address_is_foreign(visitor, origin):
    assert visitor.post("/meldpunt/vervolg/", {"code": "x"}, HTTP_ORIGIN=origin).status_code == 403


def test_one_query_cannot_pose_as_another_in_the_page_cache(visitor):
    visitor.get("/instrumenten/?doelgroep=iedereen%0Asoort=game")
    asked = visitor.get("/instrumenten/", {"doelgroep": "iedereen", "soort": "game"})
    alone = visitor.get("/instrumenten/", {"soort": "game", "doelgroep": "iedereen"})
    assert asked.content == alone.content
    assert asked.context is not None, "answered from the entry of another query"


def test_a_method_that_does_not_fit_gets_a_page(visitor):
    response = visitor.delete("/zoeken/")
    assert (response.status_code, "h1" in response.content.decode()) == (405, True)


def test_an_error_in_middleware_is_logged_with_its_reference_and_without_content(visitor, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise DatabaseError("geheim woord")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore._get_session_from_db", broken)
    visitor.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    logger = logging.getLogger("portal.errors")
    logger.addHandler(caplog.handler)
    try:
        response = visitor.get("/accounts/?woord=geheim")
    finally:
        logger.removeHandler(caplog.handler)
    [line] = {record.getMessage() for record in caplog.records if record.name == "portal.errors"}
    assert response.status_code == 500
    assert line.startswith("DatabaseError in ")
    assert "geheim" not in line
    assert line.rsplit(" ", 1)[1] in response.content.decode()
