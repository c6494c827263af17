"""The verbs of this app. Nothing else changes a registration, an edition's status or a pool."""

from .editions import cancel_edition, change_capacity, change_status
from .registrations import Outcome, Placement, SignUpClosedError, TooLateToCancelError, cancel, disown, place

__all__ = [
    "Outcome",
    "Placement",
    "SignUpClosedError",
    "TooLateToCancelError",
    "cancel",
    "cancel_edition",
    "change_capacity",
    "change_status",
    "disown",
    "place",
]
