"""The simple search, as a visitor meets it."""

import pytest

from portal.home.models import InformationPage
from portal.search.phrases import help_line_keys
from tests.factories.organisations import HelpLineFactory

pytestmark = pytest.mark.django_db


def article(home, title: str, lead: str = "") -> InformationPage:
    return home.add_child(instance=InformationPage(title=title, lead=lead, locale=home.locale))


def found(client, query: str) -> list[tuple[str, str, str]]:
    results = client.get("/zoeken/", {"q": query}).context["results"]
    return [(str(result.kind), result.title, result.summary) for result in results]


def test_a_page_with_the_words_in_its_title_stands_first_and_shows_its_lead(home, client):
    article(home, "Iets anders", "Verandert, verandert en nog eens: verandert. Mijn kind ook.")
    article(home, "Mijn kind verandert", "Kijk en luister.")

    assert found(client, "verandert") == [
        ("Uitleg", "Mijn kind verandert", "Kijk en luister."),
        ("Uitleg", "Iets anders", "Verandert, verandert en nog eens: verandert. Mijn kind ook."),
    ]


def test_what_is_not_found_as_typed_is_found_by_its_first_letters(home, client):
    article(home, "Mijn kind verandert")
    article(home, "Privacy", "Over veranderingen van uw gegevens.")
    article(home, "Contact")

    assert [title for _kind, title, _lead in found(client, "veranderend?")] == ["Mijn kind verandert", "Privacy"]


def test_signs_alone_find_nothing(home, client):
    article(home, "Contact")

    assert found(client, "?! % _") == []


@pytest.mark.parametrize("query", ["zelfmoord", "Ik zou dood willen", "aanslag plegen", "bom"])
def test_words_of_danger_show_numbers_of_the_register(home, client, query):
    HelpLineFactory(key="emergency", number="112", name="Bij direct gevaar")

    assert "Bij direct gevaar" in client.get("/zoeken/", {"q": query}).content.decode()


@pytest.mark.parametrize("query", ["aanslag bespreken in de klas", "bombardement", "dood van opa", "zoon", ""])
def test_ordinary_words_show_no_numbers_above_the_results(query):
    assert help_line_keys(query) == []


def test_the_help_finder_is_offered_only_after_a_search(home, client):
    offer = "Niet gevonden wat u zocht?"

    assert offer not in client.get("/zoeken/").content.decode()
    assert offer in client.get("/zoeken/", {"q": "xyz"}).content.decode()
