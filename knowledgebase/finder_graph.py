"""The help finder as a graph: what is wrong with it, how far a visitor is, and where each answer leads.

Pure functions on a `Graph`; nothing here reads the database.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_QUESTIONS = 5
WAY = re.compile(r"[0-9]{1,9}(-[0-9]{1,9}){0,4}")


@dataclass(frozen=True)
class Option:
    """One answer; `next_pk` is None or unknown to the graph when it leads nowhere."""

    pk: int
    label: str
    next_pk: int | None
    note: str = ""


@dataclass(frozen=True)
class Node:
    """A question with its options, or an outcome without."""

    pk: int
    title: str
    slug: str
    is_question: bool
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Graph:
    """One entry: its title, the first question, and every node that exists for the visitor."""

    title: str
    start: int | None
    nodes: dict[int, Node] = field(default_factory=dict)

    def with_options(self, pk: int, options: tuple[Option, ...]) -> "Graph":
        """The graph as it would be with other options at this question."""
        return replace(self, nodes={**self.nodes, pk: replace(self.nodes[pk], options=options)})

    def steps(self, pk: int) -> Iterator[tuple[Option, Node]]:
        """The options of a node that lead to an existing node."""
        return (
            (option, self.nodes[option.next_pk]) for option in self.nodes[pk].options if option.next_pk in self.nodes
        )


@dataclass(frozen=True)
class Problem:
    """Why a finder cannot be published: the titles from the entry to the fault, and what is wrong there."""

    path: tuple[str, ...]
    message: str

    def __str__(self) -> str:
        return f"{' › '.join(self.path)}: {self.message}"


def problems_of(graph: Graph) -> list[Problem]:
    """Dead ends, circles and ways with more than `MAX_QUESTIONS` questions; an empty list when it may be published."""
    start = graph.start
    if start is None or start not in graph.nodes or not graph.nodes[start].is_question:
        return [Problem((graph.title,), _("Kies een eerste vraag die is gepubliceerd."))]
    found = list(_dead_ends(graph, start))
    if circle := _circle(graph, start):
        return [*found, Problem(circle, _("Deze weg komt terug bij een eerdere vraag."))]
    if long_way := _long_way(graph, start):
        message = _("Deze weg heeft meer dan %(number)s vragen.") % {"number": MAX_QUESTIONS}
        found.append(Problem(long_way, message))
    return found


def refuse(problems: list[Problem]) -> None:
    """Raise ValidationError with every problem and its path; do nothing without problems."""
    if problems:
        raise ValidationError([str(problem) for problem in problems])


def _ways(graph: Graph, start: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each node that a visitor can reach, once, with the titles on a shortest way to it."""
    ways: dict[int, tuple[str, ...]] = {start: (graph.title, graph.nodes[start].title)}
    waiting = [start]
    for pk in waiting:
        yield pk, ways[pk]
        for _option, node in graph.steps(pk):
            if node.pk not in ways:
                ways[node.pk] = (*ways[pk], node.title)
                waiting.append(node.pk)


def _dead_ends(graph: Graph, start: int) -> Iterator[Problem]:
    for pk, way in _ways(graph, start):
        node = graph.nodes[pk]
        if node.is_question and not node.options:
            yield Problem(way, _("Deze vraag heeft geen antwoorden."))
        for option in node.options:
            if option.next_pk not in graph.nodes:
                yield Problem((*way, option.label), _("Dit antwoord leidt nergens heen."))


def _circle(graph: Graph, start: int) -> tuple[str, ...]:
    """The titles along a way that returns to one of its own nodes; empty when there is none."""
    finished: set[int] = set()
    path = [start]
    branches = [graph.steps(start)]
    while path:
        node = next((node for _option, node in branches[-1] if node.pk not in finished), None)
        if node is None:
            finished.add(path.pop())
            branches.pop()
        elif node.pk in path:
            return (graph.title, *(graph.nodes[pk].title for pk in path), node.title)
        else:
            path.append(node.pk)
            branches.append(graph.steps(node.pk))
    return ()


def _long_way(graph: Graph, start: int) -> tuple[str, ...]:
    """The titles of a way that has one question too many; empty when there is none. The graph has no circle."""
    level: dict[int, tuple[str, ...]] = {start: (graph.title, graph.nodes[start].title)}
    for _number in range(MAX_QUESTIONS):
        level = {
            node.pk: (*way, node.title)
            for pk, way in level.items()
            for _option, node in graph.steps(pk)
            if node.is_question
        }
    return next(iter(level.values()), ())


def questions_left(graph: Graph, pk: int) -> int:
    """How many questions the longest way from this node still asks, itself included; never more than one too many."""
    level, asked = {pk}, 0
    while asked <= MAX_QUESTIONS:
        level = {pk for pk in level if pk in graph.nodes and graph.nodes[pk].is_question}
        if not level:
            break
        asked += 1
        level = {node.pk for pk in level for _option, node in graph.steps(pk)}
    return asked


def walked(graph: Graph, pk: int, way: str) -> list[tuple[Node, Option]]:
    """The questions and answers that `way` tells of, when they lead from the start to this node; otherwise none."""
    answers: list[tuple[Node, Option]] = []
    here = graph.start
    if here is None:
        return []
    for number in way.split("-") if WAY.fullmatch(way) else []:
        step = next(((option, node) for option, node in graph.steps(here) if option.pk == int(number)), None)
        if step is None:
            return []
        answers.append((graph.nodes[here], step[0]))
        here = step[1].pk
    return answers if here == pk else []


@dataclass(frozen=True)
class Places:
    """Addresses within one entry. `entry_url` is the address of the entry, which shows its first question."""

    graph: Graph
    entry_url: str

    def address(self, pk: int, way: list[int]) -> str:
        path = self.entry_url if pk == self.graph.start else f"{self.entry_url}{self.graph.nodes[pk].slug}/"
        return f"{path}?weg={'-'.join(map(str, way))}" if way else path

    def answers(self, way: list[tuple[Node, Option]]) -> list[dict]:
        """Earlier questions with the answer given and the address where it can be changed."""
        taken = [option.pk for _node, option in way]
        return [
            {"question": node.title, "answer": option.label, "edit_url": self.address(node.pk, taken[:place])}
            for place, (node, option) in enumerate(way)
        ]

    def options(self, pk: int, way: list[tuple[Node, Option]]) -> list[dict]:
        """The answers to choose from here; one that leads nowhere is not offered."""
        taken = [option.pk for _node, option in way]
        steps = self.graph.steps(pk) if pk in self.graph.nodes else ()
        return [
            {"label": option.label, "note": option.note, "url": self.address(node.pk, [*taken, option.pk])}
            for option, node in steps
        ]
