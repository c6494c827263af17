"""The demonstration's own texts: they load, they load once, and the help finder in them is whole."""

import re

import pytest
from wagtail.models import Page, Revision

from knowledgebase.demo.load import FOLDER, load
from knowledgebase.finder_graph import problems_of
from knowledgebase.models import Definition, HelpFinderEntryPage, OutcomePage, Tool

pytestmark = pytest.mark.django_db


def test_the_demo_loads_and_a_second_load_writes_nothing(home):
    load(verbosity=0)
    revisions, pages = Revision.objects.count(), Page.objects.count()
    load(verbosity=0)
    assert (Revision.objects.count(), Page.objects.count()) == (revisions, pages)
    assert Page.objects.filter(live=False).count() == 0
    assert (Definition.objects.count(), Tool.objects.count()) == (tables("definitions"), tables("tools"))
    entries = HelpFinderEntryPage.objects.all()
    assert {entry.slug: problems_of(entry.graph_for(None)) for entry in entries} == {"ouders": []}
    assert [outcome.slug for outcome in OutcomePage.objects.all() if not outcome.contact] == []


def tables(name: str) -> int:
    """How many entries a file has."""
    return len(re.findall(r"^\[\[\w+\]\]$", (FOLDER / f"{name}.toml").read_text("utf-8"), re.MULTILINE))
