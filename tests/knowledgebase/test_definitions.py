"""What words mean: an index by letter, a page per word, in the visitor's language where it exists."""

import pytest
from wagtail.models import Locale

from knowledgebase.models import Definition
from portal.core.page_cache import current_generation
from tests.factories.knowledgebase import DefinitionFactory
from tests.knowledgebase.asking import queries_of

pytestmark = pytest.mark.django_db

INDEX_QUERIES = 5


def terms(response) -> list[str]:
    return [definition.term for definition in response.context["definitions"]]


def test_the_index_is_alphabetical_whatever_the_capitals(home, client):
    for term in ("signaal", "Extremisme", "activisme", "één"):
        DefinitionFactory(term=term)
    assert terms(client.get("/begrippen/")) == ["activisme", "Extremisme", "signaal", "één"]


def test_an_empty_index_says_so(home, client):
    assert "Er zijn nog geen begrippen." in client.get("/begrippen/").content.decode()


def test_a_definition_shows_what_the_word_is_not_and_where_it_comes_from(home, client):
    DefinitionFactory(
        slug="signaal", term="signaal", not_this="Kleding is geen signaal.", source="Almere", source_year=2017
    )
    page = client.get("/begrippen/signaal/").content.decode()
    assert "Kleding is geen signaal." in page
    assert "Almere, 2017" in page


def test_a_word_that_is_not_there_answers_404(home, client):
    assert client.get("/begrippen/onbekend/").status_code == 404


def test_a_visitor_in_another_language_reads_dutch_marked_as_dutch_where_nothing_else_exists(home, client):
    english = Locale.objects.get_or_create(language_code="en")[0]
    dutch = DefinitionFactory(slug="signaal", term="signaal")
    DefinitionFactory(slug="activisme", term="activisme")
    DefinitionFactory(slug="signaal", term="sign", locale=english, translation_key=dutch.translation_key)
    assert terms(client.get("/en/begrippen/")) == ["activisme", "sign"]
    assert '<article class="prose" lang="nl">' in client.get("/en/begrippen/activisme/").content.decode()
    assert '<article class="prose" lang="en">' in client.get("/en/begrippen/signaal/").content.decode()


def test_markup_in_the_explanation_is_cleaned_when_saved(home):
    definition = DefinitionFactory(long='<p onclick="x()">Rust</p><script>x()</script>')
    assert Definition.objects.get(pk=definition.pk).long == "<p>Rust</p>x()"


@pytest.mark.parametrize("number", [1, 3, 100])
def test_the_index_asks_the_same_whatever_the_number_of_words(home, client, number):
    DefinitionFactory.create_batch(number)
    assert queries_of(client, "/begrippen/") == INDEX_QUERIES


def test_saving_and_deleting_a_word_refreshes_the_public_pages(home, django_capture_on_commit_callbacks):
    before = current_generation()
    with django_capture_on_commit_callbacks(execute=True):
        definition = DefinitionFactory()
    between = current_generation()
    with django_capture_on_commit_callbacks(execute=True):
        definition.delete()
    assert len({before, between, current_generation()}) == 3
