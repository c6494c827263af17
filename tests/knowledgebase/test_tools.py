"""The library of tools: filters, and nothing of a tool behind sign-in for a visitor."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from knowledgebase.models import Audience, Tool, ToolAccess, ToolKind
from tests.factories.accounts import UserFactory
from tests.factories.knowledgebase import HandbookFactory, ThemeFactory, ToolFactory, TopicFactory, link
from tests.knowledgebase.asking import queries_of

pytestmark = pytest.mark.django_db

LIBRARY_QUERIES = 5


class Professional:
    """Someone whose account may see what is for professionals."""

    access_levels = ["public", "professional"]


def titles(response) -> list[str]:
    return [tool.title for tool in response.context["tools"]]


def test_a_visitor_sees_tools_for_everyone_by_title(home, client):
    ToolFactory(title="B")
    ToolFactory(title="A", access=ToolAccess.ON_REQUEST)
    ToolFactory(title="C", access=ToolAccess.LOGIN)
    response = client.get("/instrumenten/")
    assert titles(response) == ["A", "B"]
    assert "2 instrumenten" in response.content.decode()


def test_a_professional_sees_every_tool(home):
    ToolFactory(title="A", access=ToolAccess.LOGIN)
    ToolFactory(title="B")
    assert [tool.title for tool in Tool.objects.visible_to(Professional())] == ["A", "B"]


def test_an_account_without_a_level_sees_what_a_visitor_sees(home, client):
    ToolFactory(title="A", access=ToolAccess.LOGIN)
    client.force_login(UserFactory())
    assert titles(client.get("/instrumenten/")) == []


def test_the_filters_work_together_and_tools_for_everyone_match_each_audience(home, client):
    ToolFactory(title="A", kind="site", audience=["onderwijs"])
    ToolFactory(title="B", kind="site", audience=["iedereen"])
    ToolFactory(title="C", kind="game", audience=["onderwijs"])
    ToolFactory(title="D", kind="site", audience=["gemeenten"])
    assert titles(client.get("/instrumenten/?soort=site&doelgroep=onderwijs")) == ["A", "B"]


@pytest.mark.parametrize(
    "query", ["?soort=x", "?doelgroep=%7C", "?soort=%00&doelgroep=<script>", "?soort=site' OR 1=1"]
)
def test_an_unknown_filter_value_filters_nothing(home, client, query):
    ToolFactory(title="A")
    assert titles(client.get("/instrumenten/" + query)) == ["A"]


def test_a_hidden_tool_answers_exactly_like_a_missing_one(home, client):
    ToolFactory(slug="geheim", title="Geheim plan", access=ToolAccess.LOGIN)
    hidden, missing = client.get("/instrumenten/geheim/"), client.get("/instrumenten/gemist/")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content.replace(b"geheim", b"") == missing.content.replace(b"gemist", b"")


def test_a_tool_page_says_what_it_is_and_that_the_visitor_leaves(home, client):
    ToolFactory(slug="bank", title="Symbolenbank", url="https://elders.example/bank", owner="NCTV")
    page = client.get("/instrumenten/bank/").content.decode()
    assert 'href="https://elders.example/bank"' in page
    assert "U verlaat deze site" in page


def test_a_tool_without_an_address_offers_no_way_out(home, client):
    ToolFactory(slug="plan", url="")
    assert "U verlaat deze site" not in client.get("/instrumenten/plan/").content.decode()


def test_the_library_answers_no_post(home, client):
    assert client.post("/instrumenten/").status_code == 405


@pytest.mark.parametrize("number", [1, 3, 100])
def test_the_library_asks_the_same_whatever_the_number_of_tools(home, client, number):
    ToolFactory.create_batch(number)
    assert queries_of(client, "/instrumenten/") == LIBRARY_QUERIES


def test_an_unknown_audience_is_refused():
    with pytest.raises(ValidationError):
        Tool(title="A", slug="a", kind="site", audience=["marsmannen"]).clean_fields()


def test_audiences_are_kept_in_the_order_of_the_vocabulary(home):
    tool = Tool(title="A", slug="a", kind="site", audience=["gemeenten", "ouders"], locale=home.locale)
    tool.full_clean()
    tool.save()
    assert Tool.objects.get().audience == ["ouders", "gemeenten"]


def test_a_tool_stands_once_in_the_language_of_the_visitor_and_otherwise_in_dutch(home):
    english = Locale.objects.get_or_create(language_code="en")[0]
    dutch_tool = ToolFactory(title="Bank")
    ToolFactory(title="Spel")
    ToolFactory(title="Library", locale=english, translation_key=dutch_tool.translation_key)
    assert [tool.title for tool in Tool.objects.readable_in("en")] == ["Library", "Spel"]
    assert [tool.title for tool in Tool.objects.readable_in("nl")] == ["Bank", "Spel"]


TOOLS = st.lists(
    st.tuples(
        st.sampled_from(ToolKind.values),
        st.sampled_from(Audience.values),
        st.sampled_from([*ToolAccess.values, "login"]),
    ),
    max_size=6,
)
ADDRESSES = ["/instrumenten/", "/instrumenten/?soort=site", "/instrumenten/?doelgroep=onderwijs"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TOOLS)
def test_every_page_of_a_visitor_is_the_same_with_and_without_the_hidden_tools(home, client, corpus):
    Tool.objects.all().delete()
    home.get_children().delete()
    home.refresh_from_db()
    made = [
        ToolFactory(slug=f"t-{n}", title=f"Instrument {n}", kind=kind, audience=[audience], access=access)
        for n, (kind, audience, access) in enumerate(corpus)
    ]
    topic = TopicFactory(parent=ThemeFactory(parent=HandbookFactory(parent=home)))
    link(topic, *made)
    addresses = [*ADDRESSES, topic.url, *(tool.get_absolute_url() for tool in made)]
    before = [answer(client, address) for address in addresses]
    Tool.objects.filter(access=ToolAccess.LOGIN).delete()
    assert [answer(client, address) for address in addresses] == before


def answer(client, address: str) -> tuple[int, bytes]:
    """Status and page, rendered anew. The reference on an error page differs by design."""
    caches["pages"].clear()
    response = client.get(address)
    return response.status_code, response.content if response.status_code == 200 else b""


def test_nobody_counts_as_a_visitor(home):
    ToolFactory(access=ToolAccess.LOGIN)
    assert list(Tool.objects.visible_to(None)) == list(Tool.objects.visible_to(AnonymousUser())) == []
