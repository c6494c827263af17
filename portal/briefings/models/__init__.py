from .briefing import Briefing, BriefingSection, Fact, Kind, Level
from .scaffold import Scaffold, ScaffoldSection
from .sending import Acknowledgement, Delivery, Dispatch, Reply, SupportKind
from .version import Approval, BriefingVersion, Decision

__all__ = [
    "Acknowledgement",
    "Approval",
    "Briefing",
    "BriefingSection",
    "BriefingVersion",
    "Decision",
    "Delivery",
    "Dispatch",
    "Fact",
    "Kind",
    "Level",
    "Reply",
    "Scaffold",
    "ScaffoldSection",
    "SupportKind",
]
