"""Demo files become pages: complete, in any order, once; what is wrong names its file."""

from datetime import date

import pytest
from wagtail.models import Page, Revision

from knowledgebase.models import HandbookPage, ThemePage, TopicPage
from portal.core.demo_pages import PageFileError, load_pages
from tests.factories.accounts import UserFactory
from tests.factories.knowledgebase import ToolFactory

pytestmark = pytest.mark.django_db

HANDBOOK = 'type = "knowledgebase.HandbookPage"\npath = "handreiking"\ntitle = "Handreiking"\n'
THEME = 'type = "knowledgebase.ThemePage"\npath = "handreiking/preventie"\ntitle = "Thema"\n'
TOPIC = """
type = "knowledgebase.TopicPage"
path = "handreiking/preventie/netwerken"
title = "Netwerken"
lead = "Ken elkaar."
reviewed_on = 2026-11-03
review_interval = 6
audiences = ["gemeenten"]
tools = ["tweede", "eerste"]
related = ["jeugd"]

[[body]]
type = "heading"
value = "Wat nu?"

[[body]]
type = "steps"
items = [{ title = "Bel", text = "Vandaag nog." }]
"""
RELATED = 'type = "knowledgebase.TopicPage"\npath = "handreiking/preventie/jeugd"\ntitle = "Jeugd"\n'


@pytest.fixture
def folder(tmp_path):
    """Files whose names sort against their order in the tree."""
    for name, text in {"a": TOPIC, "b": RELATED, "y": THEME, "z": HANDBOOK}.items():
        (tmp_path / f"{name}.toml").write_text(text)
    ToolFactory(slug="eerste")
    ToolFactory(slug="tweede")
    return tmp_path


def test_parents_come_first_whatever_the_names_of_the_files(home, folder):
    load_pages(folder, home)
    assert [page.url_path for page in HandbookPage.objects.live()] == ["/wegwijs/handreiking/"]
    assert [page.url_path for page in TopicPage.objects.live().order_by("slug")] == [
        "/wegwijs/handreiking/preventie/jeugd/",
        "/wegwijs/handreiking/preventie/netwerken/",
    ]


def test_fields_blocks_and_relations_are_filled_in_the_order_of_the_file(home, folder):
    load_pages(folder, home)
    topic = TopicPage.objects.get(slug="netwerken")
    assert (topic.lead, topic.reviewed_on, topic.review_interval) == ("Ken elkaar.", date(2026, 11, 3), 6)
    assert topic.audiences == ["gemeenten"]
    assert [row.tool.slug for row in topic.tools.all()] == ["tweede", "eerste"]
    assert [page.slug for page in topic.related.all()] == ["jeugd"]
    assert [block.block_type for block in topic.body] == ["heading", "steps"]


def test_every_page_gets_one_revision_and_a_second_load_none(home, folder):
    load_pages(folder, home)
    assert Revision.objects.count() == 4
    load_pages(folder, home)
    assert Revision.objects.count() == 4


def test_only_the_page_whose_file_changed_is_published_again(home, folder):
    load_pages(folder, home)
    (folder / "a.toml").write_text(TOPIC.replace("Vandaag nog.", "Morgen mag ook."))
    load_pages(folder, home)
    assert Revision.objects.count() == 5
    assert TopicPage.objects.get(slug="netwerken").body[1].value["items"][0]["text"].source == "<p>Morgen mag ook.</p>"


def test_order_places_a_page_before_siblings_with_an_earlier_address(home, folder):
    (folder / "a.toml").write_text(TOPIC.replace("title", "order = 1\ntitle", 1))
    load_pages(folder, home)
    theme = ThemePage.objects.get()
    assert [page.slug for page in theme.get_children()] == ["netwerken", "jeugd"]


def test_the_demo_editor_owns_every_new_page(home, folder):
    editor = UserFactory(email="redacteur@demo.wegwijs.example")
    load_pages(folder, home)
    assert {page.review_owner for page in TopicPage.objects.all()} == {editor}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TOPIC.replace("lead", "leed"), "leed"),
        (TOPIC.replace('"steps"', '"stappen"'), "stappen"),
        (TOPIC.replace("text = ", "tekst = "), "tekst"),
        (TOPIC.replace('"tweede"', '"derde"'), "derde"),
        (TOPIC.replace('"gemeenten"', '"marsmannen"'), "marsmannen"),
        (TOPIC.replace("handreiking/preventie/", "handreiking/weg/"), "does not exist"),
        (TOPIC.replace("knowledgebase.TopicPage", "knowledgebase.NoPage"), "NoPage"),
        (TOPIC.replace("title", "titel", 1), "title"),
        (TOPIC.replace("[[body]]", "[[body"), "line"),
    ],
)
def test_a_wrong_file_is_refused_by_its_name_and_the_reason(home, folder, text, reason):
    (folder / "a.toml").write_text(text)
    with pytest.raises(PageFileError, match=rf"a\.toml: .*{reason}"):
        load_pages(folder, home)


def test_a_page_of_another_type_at_the_same_address_is_refused(home, folder):
    load_pages(folder, home)
    (folder / "a.toml").write_text(THEME.replace("handreiking/preventie", "handreiking"))
    with pytest.raises(PageFileError, match=r"a\.toml"):
        load_pages(folder, home)
    assert Page.objects.filter(slug="handreiking").count() == 1
