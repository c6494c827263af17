"""How a membership moves. What is not in this table does not happen."""

from portal.organisations.models import Membership

State = Membership.State

TRANSITIONS: dict[tuple[str, str], str] = {
    ("confirm", State.REQUESTED): State.CONFIRMED,
    ("decline", State.REQUESTED): State.ENDED,
    ("end", State.CONFIRMED): State.ENDED,
}
