from .case import Case, CaseField, Draft, KeyWrap, Message
from .member import Member, Roster, RosterSignature
from .page import MeldpuntPage

__all__ = ["Case", "CaseField", "Draft", "KeyWrap", "MeldpuntPage", "Member", "Message", "Roster", "RosterSignature"]
