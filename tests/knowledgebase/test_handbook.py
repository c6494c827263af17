"""The handbook: themes and topics in any order, and nothing of what a visitor may not see."""

from datetime import date

import pytest
from django.core.cache import caches
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledgebase.models import TopicPage
from portal.core.access import AccessLevel
from portal.core.demo_pages import stream_value
from tests.factories.knowledgebase import HandbookFactory, ThemeFactory, ToolFactory, TopicFactory, link
from tests.knowledgebase.asking import queries_of

pytestmark = pytest.mark.django_db

TOPIC_QUERIES = 27


@pytest.fixture
def theme(home):
    return ThemeFactory(parent=HandbookFactory(parent=home), title="Preventie", slug="preventie")


def test_the_handbook_lists_its_themes_in_the_order_of_the_tree(theme, client):
    ThemeFactory(parent=theme.get_parent(), title="Beleid")
    response = client.get("/handreiking/")
    assert [found.title for found in response.context["themes"]] == ["Preventie", "Beleid"]


def test_a_topic_shows_its_theme_its_siblings_and_where_one_is(theme, client):
    TopicFactory(parent=theme, title="Jeugd", slug="jeugd")
    TopicFactory(parent=theme, title="Netwerken", slug="netwerken")
    page = client.get("/handreiking/preventie/netwerken/").content.decode()
    assert '<h2 id="thema">Preventie</h2>' in page
    assert '<span aria-current="page">Netwerken</span>' in page
    assert '<a href="/handreiking/preventie/jeugd/">Jeugd</a>' in page


def test_a_topic_says_when_it_was_checked_and_when_it_will_be(theme, client):
    TopicFactory(parent=theme, slug="jeugd", reviewed_on=date(2026, 11, 3), review_interval=6)
    page = client.get("/handreiking/preventie/jeugd/").content.decode()
    assert '<time datetime="2026-11-03">3 november 2026</time>' in page
    assert '<time datetime="2027-05-03">mei 2027</time>' in page


def test_a_topic_that_was_never_checked_says_nothing_about_it(theme, client):
    TopicFactory(parent=theme, slug="jeugd")
    assert "Laatst gecontroleerd" not in client.get("/handreiking/preventie/jeugd/").content.decode()


def test_tools_stand_in_the_order_of_the_editor(theme, client):
    topic = TopicFactory(parent=theme)
    tools = [ToolFactory(title="B"), ToolFactory(title="A"), ToolFactory(title="C", access="login")]
    link(topic, *reversed(tools))
    assert [tool.title for tool in client.get(topic.url).context["shown_tools"]] == ["A", "B"]


def test_the_body_of_a_topic_is_shown(theme, client):
    body = stream_value(TopicPage.body.field.stream_block, [{"type": "heading", "value": "Wat nu?"}])
    topic = TopicFactory(parent=theme, body=body)
    assert '<h2 id="wat-nu">Wat nu?</h2>' in client.get(topic.url).content.decode()


def test_a_hidden_topic_answers_like_a_missing_one(theme, client):
    hidden = TopicFactory(parent=theme, slug="geheim", access_level=AccessLevel.PROFESSIONAL)
    draft = TopicFactory(parent=theme, slug="concept", live=False)
    answers = [client.get(address) for address in (hidden.url, draft.url, "/handreiking/preventie/niets/")]
    assert [response.status_code for response in answers] == [404, 404, 404]


@pytest.mark.parametrize("number", [1, 3, 100])
def test_a_topic_asks_the_same_whatever_the_number_of_siblings_and_tools(theme, client, number):
    topic = TopicFactory(parent=theme)
    related = TopicFactory.create_batch(number, parent=theme)
    topic.related.set(related)
    topic.save()
    link(topic, *ToolFactory.create_batch(number))
    assert queries_of(client, topic.url) == TOPIC_QUERIES


PAGES = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=6)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PAGES)
def test_every_list_of_a_visitor_is_the_same_with_and_without_the_hidden_pages(home, client, corpus):
    home.get_children().delete()
    home.refresh_from_db()
    handbook = HandbookFactory(parent=home)
    open_theme = ThemeFactory(parent=handbook, slug="open", title="Open")
    here = TopicFactory(parent=open_theme, slug="hier", title="Hier")
    hidden = []
    for number, (is_theme, is_secret, is_related) in enumerate(corpus):
        parent, factory = (handbook, ThemeFactory) if is_theme else (open_theme, TopicFactory)
        level = AccessLevel.PROFESSIONAL if is_secret else AccessLevel.PUBLIC
        page = factory(parent=parent, slug=f"p-{number}", title=f"Pagina {number}", access_level=level)
        if is_related and not is_theme:
            here.related.add(page)
        hidden += [page] * is_secret
    here.save()
    addresses = ["/handreiking/", open_theme.url, here.url]
    before = [rendered(client, address) for address in addresses]
    for page in hidden:
        page.delete()
    assert [rendered(client, address) for address in addresses] == before


def rendered(client, address: str) -> bytes:
    caches["pages"].clear()
    return client.get(address).content


def test_a_theme_that_a_visitor_may_not_see_is_not_named_beside_its_topics(theme, client):
    theme.access_level = AccessLevel.PROFESSIONAL
    theme.save()
    topic = TopicFactory(parent=theme)
    assert client.get(topic.url).context["current_theme"] is None
