"""Allowed transitions: two tables, and no way from one to the other.

Advice and questions about oneself never lead to weighing: the table has no such edge. Only the asker can
turn advice into a concern. No timer, score, import or bulk action moves a case: each edge names the
permission of the person who takes it, whether a reason is written, and whether a second member decides.
"""

from dataclasses import dataclass

from reporting_form.models.case import Path, State

WORK = "reporting_form.work_cases"


class TransitionNotAllowedError(Exception):
    """The table has no such edge for this case."""


@dataclass(frozen=True)
class Edge:
    source: State
    target: State
    permission: str = WORK
    needs_reason: bool = True
    needs_second_member: bool = False
    needs_feedback: bool = False


def _closing(*sources: State) -> tuple[Edge, ...]:
    return tuple(Edge(source, State.CLOSED, needs_feedback=True) for source in sources)


SCREENING_EDGES = (
    Edge(State.RECEIVED, State.SCREENING, needs_reason=False),
    Edge(State.SCREENING, State.MORE_INFORMATION, needs_reason=False),
    Edge(State.MORE_INFORMATION, State.SCREENING, needs_reason=False),
    Edge(State.SCREENING, State.ADVISED),
    Edge(State.SCREENING, State.REFERRED_TO_HELP),
)

ADVICE_EDGES = (
    *SCREENING_EDGES,
    Edge(State.SCREENING, State.DECLINED),
    *_closing(State.ADVISED, State.REFERRED_TO_HELP, State.DECLINED),
)

CONCERN_EDGES = (
    *SCREENING_EDGES,
    Edge(State.SCREENING, State.SECOND_OPINION),
    Edge(State.SECOND_OPINION, State.ADVISED, needs_second_member=True),
    Edge(State.SECOND_OPINION, State.REFERRED_TO_HELP, needs_second_member=True),
    Edge(State.SECOND_OPINION, State.UNFOUNDED, needs_second_member=True),
    Edge(State.SECOND_OPINION, State.WEIGHING_PROPOSED, needs_second_member=True),
    Edge(State.WEIGHING_PROPOSED, State.WEIGHING_SUBMITTED, needs_second_member=True),
    Edge(State.WEIGHING_SUBMITTED, State.HANDED_OVER),
    Edge(State.WEIGHING_SUBMITTED, State.RETURNED),
    Edge(State.RETURNED, State.ADVISED),
    Edge(State.RETURNED, State.REFERRED_TO_HELP),
    *_closing(State.ADVISED, State.REFERRED_TO_HELP, State.UNFOUNDED, State.HANDED_OVER),
)

EDGES: dict[str, tuple[Edge, ...]] = {
    Path.ADVICE: ADVICE_EDGES,
    Path.SELF: ADVICE_EDGES,
    Path.CONCERN: CONCERN_EDGES,
}


def edges_from(path: str, state: str) -> list[Edge]:
    return [edge for edge in EDGES[path] if edge.source == state]


def edge_between(path: str, source: str, target: str) -> Edge:
    """The edge, or TransitionNotAllowedError."""
    for edge in edges_from(path, source):
        if edge.target == target:
            return edge
    raise TransitionNotAllowedError(f"{path}: {source} to {target}")
