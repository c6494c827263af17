"""The validator of the help finder against every graph that a brute-force walk can judge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledgebase.finder_graph import MAX_QUESTIONS, Graph, Node, Option, Places, problems_of, questions_left, walked


def graph_of(arrows: dict[str, list[str]], start: str = "a") -> Graph:
    """A graph from question → targets; capitals are outcomes, "?" is a target that does not exist."""
    names = sorted({*arrows, *(target for targets in arrows.values() for target in targets)} - {"?"})
    pk = {name: number for number, name in enumerate(names, 1)}
    number = iter(range(100, 1000))
    nodes = {
        pk[name]: Node(
            pk[name],
            name,
            name,
            name.islower(),
            tuple(Option(next(number), f"naar {target}", pk.get(target)) for target in arrows.get(name, [])),
        )
        for name in names
    }
    return Graph("ouders", pk.get(start), nodes)


def told(graph: Graph) -> list[str]:
    return [str(problem) for problem in problems_of(graph)]


def test_a_whole_graph_has_no_problems():
    assert told(graph_of({"a": ["b", "X"], "b": ["X", "Y"]})) == []


def test_two_ways_to_one_question_are_no_circle():
    assert told(graph_of({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["X"]})) == []


def test_an_entry_without_a_first_question_is_refused():
    assert told(Graph("ouders", None)) == ["ouders: Kies een eerste vraag die is gepubliceerd."]


def test_an_entry_that_starts_at_an_outcome_is_refused():
    assert told(graph_of({"a": ["X"]}, start="X")) == ["ouders: Kies een eerste vraag die is gepubliceerd."]


def test_an_answer_that_leads_nowhere_is_named_with_the_way_to_it():
    assert told(graph_of({"a": ["b"], "b": ["?", "X"]})) == [
        "ouders › a › b › naar ?: Dit antwoord leidt nergens heen."
    ]


def test_a_question_without_answers_is_named_with_the_way_to_it():
    assert told(graph_of({"a": ["b", "X"], "b": []})) == ["ouders › a › b: Deze vraag heeft geen antwoorden."]


def test_a_circle_is_named_from_the_entry_to_its_return():
    assert told(graph_of({"a": ["b"], "b": ["c", "X"], "c": ["b"]})) == [
        "ouders › a › b › c › b: Deze weg komt terug bij een eerdere vraag."
    ]


def test_five_questions_are_accepted_and_six_are_not():
    chain = {"a": ["b"], "b": ["c"], "c": ["d"], "d": ["e"], "e": ["X"]}
    assert told(graph_of(chain)) == []
    assert told(graph_of({**chain, "e": ["f"], "f": ["X"]})) == [
        "ouders › a › b › c › d › e › f: Deze weg heeft meer dan 5 vragen."
    ]


def test_a_very_long_chain_is_judged_without_running_out_of_stack():
    nodes = {pk: Node(pk, f"v{pk}", f"v{pk}", True, (Option(pk, "ja", pk + 1),)) for pk in range(1, 5000)}
    nodes[5000] = Node(5000, "eind", "eind", False)
    assert len(problems_of(Graph("ouders", 1, nodes))) == 1


NAMES = ["a", "b", "c", "d", "e", "f", "g", "X", "Y", "?"]
GRAPHS = st.dictionaries(st.sampled_from("abcdefg"), st.lists(st.sampled_from(NAMES), max_size=3)).map(
    lambda arrows: graph_of({"a": [], **{name: [] for name in "bcdefg"}, **arrows})
)


def is_whole(graph: Graph, pk: int, asked: int = 0) -> bool:
    """Whether every way from here ends at an outcome within the limit; circles run into the limit."""
    if pk not in graph.nodes or asked > MAX_QUESTIONS:
        return False
    node = graph.nodes[pk]
    if not node.is_question:
        return True
    if asked == MAX_QUESTIONS or not node.options:
        return False
    return all(is_whole(graph, option.next_pk, asked + 1) for option in node.options)


@given(GRAPHS)
def test_exactly_the_graphs_in_which_every_way_ends_in_time_are_accepted(graph):
    assert (problems_of(graph) == []) == is_whole(graph, graph.start)


@given(GRAPHS)
def test_every_problem_is_told_with_a_way_that_starts_at_the_entry(graph):
    first = graph.nodes[graph.start].title
    assert all(problem.path[:2] == ("ouders", first) for problem in problems_of(graph))


@given(GRAPHS, st.data())
def test_a_walk_through_any_graph_is_recognised_and_counted_within_the_limit(graph, data):
    taken, here = [], graph.start
    while len(taken) < MAX_QUESTIONS and (steps := list(graph.steps(here))):
        option, node = data.draw(st.sampled_from(steps))
        taken.append(option.pk)
        here = node.pk
    way = walked(graph, here, "-".join(map(str, taken)))
    assert [option.pk for _node, option in way] == taken
    assert questions_left(graph, here) <= MAX_QUESTIONS + 1


@given(GRAPHS, st.integers(1, 9), st.text(max_size=30))
def test_no_text_makes_a_walk_that_was_not_walked(graph, pk, text):
    for _node, option in walked(graph, pk, text):
        assert str(option.pk) in text.split("-")


NO_WAYS = ["", "0", "x", "100-", "-100", "100-100", "1e2", "١٠٠", "100 ", "100\n", "100-101-102-103-104-105"]


@pytest.mark.parametrize("way", NO_WAYS)
def test_a_way_that_is_no_way_is_ignored(way):
    graph = graph_of({"a": ["b"], "b": ["X"]})
    here = graph.nodes[graph.start].options[0].next_pk
    assert (len(walked(graph, here, "100")), walked(graph, here, way)) == (1, [])


def test_each_answer_can_be_changed_where_it_was_given():
    graph = graph_of({"a": ["b"], "b": ["c", "X"], "c": ["X"]})
    a, b, c = (next(node for node in graph.nodes.values() if node.title == name) for name in "abc")
    numbers = [a.options[0].pk, b.options[0].pk]
    way = walked(graph, c.pk, "-".join(map(str, numbers)))
    places = Places(graph, "/hulpwijzer/ouders/")
    assert [answer["edit_url"] for answer in places.answers(way)] == [
        "/hulpwijzer/ouders/",
        f"/hulpwijzer/ouders/b/?weg={numbers[0]}",
    ]


def test_an_answer_that_leads_nowhere_is_not_offered():
    graph = graph_of({"a": ["?", "X"]})
    assert [option["label"] for option in Places(graph, "/").options(graph.start, [])] == ["naar X"]
