"""Every address of the project, asked as every actor. The table stands in `address_matrix.py`."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import get_resolver

from portal.accounts.roles import STAFF_ROLES
from tests.accounts.sign_in import password_only_login, second_factor_login
from tests.codebase.address_matrix import ACTORS, HOLLOW, INCLUDES, OUTSIDERS, ROWS, expectation_for
from tests.factories.accounts import UserFactory, staff_in
from tests.factories.organisations import MembershipFactory

SAMPLES = [
    (r"<int:\w+>", "999999"),
    (r"<uuid:\w+>", "00000000-0000-4000-8000-000000000000"),
    (r"<(?:slug|str|path):\w+>", "bestaat-niet"),
    (r"<\w+>", "bestaat-niet"),
    (r"\(\(\?:\[[^\]]*\]\+/\)\*\)", "bestaat-niet/"),
    (r"\((?:\?P<\w+>)?\\d\+\)", "999999"),
    (r"\((?:\?P<\w+>)?[^()]*\)", "x"),
]


def walk(resolver, start: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every pattern as (route, name with namespaces or empty)."""
    for pattern in resolver.url_patterns:
        route = start + str(pattern.pattern).removeprefix("^")
        if hasattr(pattern, "url_patterns"):
            own = (pattern.namespace,) if pattern.namespace else ()
            yield from walk(pattern, route, spaces + own)
        else:
            yield route, ":".join((*spaces, pattern.name)) if pattern.name else ""


def sample_address(route: str) -> str:
    """An address that this pattern answers, asking for something that does not exist."""
    for shape, sample in SAMPLES:
        route = re.sub(shape, sample, route)
    return "/" + route.replace("$", "").replace("\\", "").replace(".*", "")


PATTERNS = list(dict.fromkeys(walk(get_resolver())))
OF_OURS = [(route, name) for route, name in PATTERNS if not route.startswith("beheer/") or name in ROWS]
OF_THE_ADMIN = [(route, name) for route, name in PATTERNS if (route, name) not in OF_OURS]


@pytest.fixture
def actors(db, home) -> dict[str, Client]:
    """A client per actor; `password-only` is an editor, who would reach most."""
    clients = {actor: Client(raise_request_exception=False) for actor in ACTORS}
    for name in ("professional", "coordinator"):
        member = MembershipFactory(is_coordinator=name == "coordinator")
        clients[name].force_login(member.user)
    for role in STAFF_ROLES:
        second_factor_login(clients[role], staff_in(role))
    password_only_login(clients["password-only"], staff_in("editor"))
    return clients


def was_sent_away(response) -> bool:
    """A redirect to sign-in or to the second factor, whatever stands between."""
    return response.status_code == 302 and response.url.startswith(("/accounts/", "/beheer/login/"))


def complaints(actors, route: str, name: str, expected) -> list[str]:
    found = []
    for actor, client in actors.items():
        address = sample_address(route)
        for method in ("get",) if actor in expected.allowed else ("get", "post"):
            response = getattr(client, method)(address)
            if complaint := complaint_about(response, actor, name, expected):
                found.append(f"{actor} {method.upper()} {address}: {complaint}")
    return found


def complaint_about(response, actor: str, name: str, expected) -> str:
    status = response.status_code
    if status >= 500 and status != 503:
        return f"an error, {status}"
    if expected.any_answer or (name in HOLLOW and actor not in OUTSIDERS):
        return ""
    is_refused = status in (403, 405) or was_sent_away(response)
    if actor in expected.allowed:
        return f"refused with {status}" if is_refused and status != 405 and not expected.needs_more else ""
    if actor in OUTSIDERS and not was_sent_away(response):
        return f"not sent to sign-in but {status}"
    return "" if is_refused or is_sent_to_admin_home(response) or status == 404 else f"let in with {status}"


def is_sent_to_admin_home(response) -> bool:
    """Wagtail answers a refusal with a message on its home page, which asks for admission itself."""
    return response.status_code == 302 and response.url == "/beheer/"


def test_every_pattern_has_a_row():
    assert [name or route for route, name in PATTERNS if expectation_for(route, name) is None] == []


def test_every_row_has_a_pattern():
    names = {name for _route, name in PATTERNS}
    assert sorted(set(ROWS) - names) == []
    assert [start for start in INCLUDES if not any(route.startswith(start) for route, _name in PATTERNS)] == []


def area(name: str) -> str:
    return name.split(":")[0] if ":" in name else "other"


@pytest.mark.parametrize("of", sorted({area(name) for _route, name in OF_OURS}))
def test_each_actor_gets_what_the_table_says(actors, of):
    """One test per area: making thirteen people costs more than asking them all."""
    found = []
    for route, name in OF_OURS:
        if area(name) == of and (expected := expectation_for(route, name)):
            found += complaints(actors, route, name, expected)
    assert found == []


@pytest.mark.parametrize("half", [0, 1])
def test_the_crawl_of_the_admin_lets_in_only_who_holds_the_permission(actors, half):
    """Five thousand requests, in two halves so that two processes can share them."""
    found = []
    for route, name in OF_THE_ADMIN[half::2]:
        found += complaints(actors_to_ask(actors, route, name), route, name, expectation_for(route, name))
    assert found == []


def actors_to_ask(actors, route: str, name: str) -> dict[str, Client]:
    """Who is let in is not asked again: what Wagtail shows an editor is Wagtail's to test."""
    expected = expectation_for(route, name)
    return {actor: client for actor, client in actors.items() if actor not in expected.allowed}


def test_the_crawl_is_as_large_as_the_admin_is():
    assert len(OF_THE_ADMIN) > 200


def test_someone_without_any_tie_is_refused_like_an_outsider_of_every_organisation(actors):
    client = Client()
    client.force_login(UserFactory())
    assert client.get("/accounts/organisatie/").status_code == 403
