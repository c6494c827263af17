"""Two web processes with a page cache each: what is published in one process is fresh in every other one."""

import secrets
import urllib.request

import pytest

from .demo import Demo

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

PUBLISH = """
from portal.home.models import ContactPage
page = ContactPage.objects.get(locale__language_code="nl")
page.lead = {lead!r}
page.save_revision().publish()
"""
MANY = 24  # enough that both web processes answer


def answers(demo: Demo) -> list[str]:
    """The contact page, asked over a new connection each time."""
    pages = []
    for _ in range(MANY):
        with urllib.request.urlopen(f"{demo.url}/contact/", timeout=10) as response:  # noqa: S310  (loopback)
            pages.append(response.read().decode())
    return pages


def test_a_published_change_is_seen_on_the_next_request_by_every_process(demo: Demo):
    leads = [f"Wij helpen u graag ({secrets.token_hex(4)})." for _ in range(2)]
    for lead in leads:
        demo.manage("shell", code=PUBLISH.format(lead=lead))
        assert [lead in page for page in answers(demo)] == [True] * MANY
    assert leads[0] not in "".join(answers(demo))
