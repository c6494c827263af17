"""Everything that can be done with a briefing. Each verb owns its transaction and writes its audit row."""

from .deciding import ApprovalVoid, SelfApproval, approve, reject
from .drafting import DraftContent, StaleDraft, create_from_scaffold, save_draft
from .ending import close, withdraw
from .replying import record_reply
from .submitting import SubmitRefused, submit

__all__ = [
    "ApprovalVoid",
    "DraftContent",
    "SelfApproval",
    "StaleDraft",
    "SubmitRefused",
    "approve",
    "close",
    "create_from_scaffold",
    "record_reply",
    "reject",
    "save_draft",
    "submit",
    "withdraw",
]
