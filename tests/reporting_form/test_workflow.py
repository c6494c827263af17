import random

import pytest

from reporting_form.models.case import Path, State
from reporting_form.workflow import ADVICE_EDGES, CONCERN_EDGES, TransitionNotAllowedError, edge_between, edges_from

WEIGHING = {State.WEIGHING_PROPOSED, State.WEIGHING_SUBMITTED, State.HANDED_OVER, State.SECOND_OPINION}


@pytest.mark.parametrize("path", [Path.ADVICE, Path.SELF])
def test_no_step_from_advice_leads_to_weighing(path):
    reached, frontier = set(), {State.RECEIVED}
    while frontier:
        reached |= frontier
        frontier = {edge.target for state in frontier for edge in edges_from(path, state)} - reached

    assert reached == {
        State.RECEIVED,
        State.SCREENING,
        State.MORE_INFORMATION,
        State.ADVISED,
        State.REFERRED_TO_HELP,
        State.DECLINED,
        State.CLOSED,
    }


def test_every_way_to_weighing_passes_a_second_member_twice():
    chance = random.Random(3)
    for _walk in range(500):
        state, second = State.RECEIVED, 0
        while state not in (State.WEIGHING_SUBMITTED, State.CLOSED):
            edge = chance.choice(edges_from(Path.CONCERN, state))
            second += edge.needs_second_member
            state = edge.target
        assert state == State.CLOSED or second >= 2


def test_unfounded_always_has_a_second_member():
    assert [edge.needs_second_member for edge in CONCERN_EDGES if edge.target == State.UNFOUNDED] == [True]


def test_closing_always_demands_feedback_and_a_reason():
    closing = [edge for edge in (*ADVICE_EDGES, *CONCERN_EDGES) if edge.target == State.CLOSED]

    assert {(edge.needs_feedback, edge.needs_reason) for edge in closing} == {(True, True)}


def test_nothing_leaves_a_closed_case():
    assert [edges_from(path, State.CLOSED) for path in Path] == [[], [], []]


def test_a_step_that_is_not_in_the_table_is_refused():
    with pytest.raises(TransitionNotAllowedError):
        edge_between(Path.ADVICE, State.SCREENING, State.WEIGHING_PROPOSED)
