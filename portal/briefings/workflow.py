"""Which step may follow which. There is no `approved` state: approval and sending are one transaction."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Concept")
    SUBMITTED = "submitted", _("Wacht op goedkeuring")
    SENT = "sent", _("Verstuurd")
    CLOSED = "closed", _("Afgesloten")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


NEXT_STATES: dict[str, frozenset[State]] = {
    State.DRAFT: frozenset({State.DRAFT, State.SUBMITTED}),
    # An edit or a rejection brings a submitted briefing back to draft and voids its version.
    State.SUBMITTED: frozenset({State.DRAFT, State.SENT}),
    State.SENT: frozenset({State.CLOSED, State.WITHDRAWN}),
    State.CLOSED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}


class TransitionNotAllowedError(Exception):
    """The briefing is not in a state from which this step is possible."""

    def __init__(self, state: str, to: str) -> None:
        super().__init__(f"{state} -> {to}")
        self.state = state
        self.to = to


def check_transition(state: str, to: State) -> None:
    """Raise TransitionNotAllowedError unless `to` may follow `state`."""
    if to not in NEXT_STATES[state]:
        raise TransitionNotAllowedError(state, to)
