"""Every public template: no axe violation, no sideways scrolling at 320 px, one h1, the right language."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .addresses import PAGES

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def violations(page) -> list[str]:
    """What axe finds on the page that is open, as one line for each element."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("address", PAGES)
def test_page_is_accessible_on_a_wide_and_on_a_small_screen(demo, page, address):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(demo.url + address)
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("h1").count() == 1


def test_page_is_accessible_in_the_dark(demo, page):
    page.emulate_media(color_scheme="dark")
    for address in ("/", "/ouders/", "/meldpunt/", "/meldpunt/advies/", "/trainingen/ror-basistraining/"):
        page.goto(demo.url + address)
        assert violations(page) == [], address


@pytest.mark.parametrize(("address", "status"), [("/bestaat-niet/", 404), ("/beheer/stijl/", 200)])
def test_error_and_sign_in_pages_are_accessible(demo, page, address, status):
    response = page.goto(demo.url + address)
    assert (response.status, violations(page)) == (status, [])
