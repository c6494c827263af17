"""Everything that can be done with a briefing. Each verb owns its transaction and writes its audit row."""

from .deciding import ApprovalVoidError, SelfApprovalError, approve, reject
from .drafting import DraftContent, StaleDraftError, create_from_scaffold, save_draft
from .ending import close, withdraw
from .replying import record_reply
from .submitting import SubmitRefusedError, submit

__all__ = [
    "ApprovalVoidError",
    "DraftContent",
    "SelfApprovalError",
    "StaleDraftError",
    "SubmitRefusedError",
    "approve",
    "close",
    "create_from_scaffold",
    "record_reply",
    "reject",
    "save_draft",
    "submit",
    "withdraw",
]
