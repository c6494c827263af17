"""The states of one message, and which may follow which. Handed is not delivered, delivered is not read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    PENDING = "pending", _("Wacht")
    CLAIMED = "claimed", _("Opgepakt")
    SENDING = "sending", _("Wordt verstuurd")
    HANDED = "handed", _("Overgedragen aan de mailserver")
    DELIVERED = "delivered", _("Bezorgd")
    DEFERRED = "deferred", _("Uitgesteld")
    BOUNCED = "bounced", _("Niet bezorgbaar")
    SUPPRESSED = "suppressed", _("Adres geblokkeerd")
    CANCELLED = "cancelled", _("Ingetrokken")
    EXPIRED = "expired", _("Te laat")
    UNCERTAIN = "uncertain", _("Onbekend of de mailserver de mail heeft")


WAITING = (State.PENDING, State.DEFERRED)
CLOSED = (
    State.HANDED,
    State.DELIVERED,
    State.BOUNCED,
    State.SUPPRESSED,
    State.CANCELLED,
    State.EXPIRED,
)

TRANSITIONS: dict[State, frozenset[State]] = {
    State.PENDING: frozenset({State.CLAIMED, State.CANCELLED, State.EXPIRED, State.SUPPRESSED}),
    State.DEFERRED: frozenset({State.CLAIMED, State.CANCELLED, State.EXPIRED, State.SUPPRESSED}),
    State.CLAIMED: frozenset({State.PENDING, State.SENDING, State.DEFERRED, State.EXPIRED}),
    State.SENDING: frozenset({State.HANDED, State.DEFERRED, State.BOUNCED, State.PENDING, State.UNCERTAIN}),
    State.UNCERTAIN: frozenset({State.HANDED, State.PENDING}),
    State.HANDED: frozenset({State.DELIVERED, State.BOUNCED}),
    State.DELIVERED: frozenset(),
    State.BOUNCED: frozenset(),
    State.SUPPRESSED: frozenset(),
    State.CANCELLED: frozenset(),
    State.EXPIRED: frozenset(),
}
