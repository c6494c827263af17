"""Which steps a registration and an edition may take."""

from trainings.models import EditionStatus, Registration, State

NEXT_STATES: dict[str, set[str]] = {
    State.CONFIRMED: {State.CANCELLED_PARTICIPANT, State.CANCELLED_ORGANISER, State.ANONYMISED},
    State.WAITING: {State.CONFIRMED, State.CANCELLED_PARTICIPANT, State.CANCELLED_ORGANISER, State.ANONYMISED},
    State.CANCELLED_PARTICIPANT: {State.ANONYMISED},
    State.CANCELLED_ORGANISER: {State.ANONYMISED},
    State.ANONYMISED: set(),
}

NEXT_STATUSES: dict[str, set[str]] = {
    EditionStatus.DRAFT: {EditionStatus.OPEN, EditionStatus.CANCELLED},
    EditionStatus.OPEN: {EditionStatus.CLOSED, EditionStatus.CANCELLED, EditionStatus.FINISHED},
    EditionStatus.CLOSED: {EditionStatus.OPEN, EditionStatus.CANCELLED, EditionStatus.FINISHED},
    EditionStatus.CANCELLED: set(),
    EditionStatus.FINISHED: set(),
}


class TransitionNotAllowedError(Exception):
    """The step is not in the table."""


def check_state(registration: Registration, to: str) -> None:
    """Raise TransitionNotAllowedError unless the registration may go to this state."""
    if to not in NEXT_STATES[registration.state]:
        raise TransitionNotAllowedError(f"{registration.state} -> {to}")


def check_status(current: str, to: str) -> None:
    """Raise TransitionNotAllowedError unless an edition may go to this status."""
    if to not in NEXT_STATUSES[current]:
        raise TransitionNotAllowedError(f"{current} -> {to}")
