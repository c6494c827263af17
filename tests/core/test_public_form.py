"""Anonymous forms: no cookie, no token, no post that another site sent."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from portal.core.public_form import public_form


@public_form
def view(request):
    return HttpResponse("sent")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://testserver"},
        {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": "none"},
    ],
)
def test_a_post_from_our_own_page_is_accepted(headers):
    response = view(RequestFactory().post("/", **headers))
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "http://testserver.elsewhere.example"},
        {"HTTP_ORIGIN": "http://testserver:81"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"},
    ],
)
def test_a_post_from_another_site_is_refused(headers):
    with pytest.raises(PermissionDenied):
        view(RequestFactory().post("/", **headers))


def test_a_link_from_another_site_may_open_the_form():
    assert view(RequestFactory().get("/", HTTP_SEC_FETCH_SITE="cross-site")).status_code == 200
