"""Verbs of the knowledge base."""

from knowledgebase.finder_graph import Problem, problems_of
from knowledgebase.models import HelpFinderEntryPage


def check_finder(entry: HelpFinderEntryPage) -> list[Problem]:
    """What keeps this entry from being published, seen with a visitor's eyes; an empty list when it is whole."""
    return problems_of(entry.graph_for(None))
