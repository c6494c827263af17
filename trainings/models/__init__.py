from .editions import CapacityPool, Edition, EditionStatus, Meeting
from .pages import Audience, SignUp, TrainingIndexPage, TrainingPage, TrainingRole
from .registrations import ACTIVE_STATES, Registration, State

__all__ = [
    "ACTIVE_STATES",
    "Audience",
    "CapacityPool",
    "Edition",
    "EditionStatus",
    "Meeting",
    "Registration",
    "SignUp",
    "State",
    "TrainingIndexPage",
    "TrainingPage",
    "TrainingRole",
]
