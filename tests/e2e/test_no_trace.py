"""A visitor leaves no trace: no cookie, nothing stored, no request to another host. Measured in a browser."""

import pytest

from .addresses import PUBLIC

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

STORED = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  caches: 'caches' in window ? await caches.keys() : [],
  databases: indexedDB.databases ? (await indexedDB.databases()).map((d) => d.name) : [],
  workers: 'serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
})"""
NOTHING = {"local": [], "session": [], "caches": [], "databases": [], "workers": 0}


def test_an_anonymous_visit_to_every_public_address_leaves_nothing(demo, page):
    hosts, cookies, stored, failed = set(), [], [], []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    for address in PUBLIC:
        response = page.goto(demo.url + address)
        if response.status != 200:
            failed.append((address, response.status))
        if response.headers.get("content-type", "").startswith("text/html"):
            stored.append(page.evaluate(STORED))
        cookies += [(address, header["name"]) for header in response.headers_array() if header["name"] == "set-cookie"]
    assert failed == []
    assert cookies == []
    assert page.context.cookies() == []
    assert hosts == {demo.url.removeprefix("http://")}
    assert stored == [NOTHING] * len(stored)
