from .help_line import HelpLine, HelpLineText
from .membership import Membership
from .organisation import ContactPoint, Organisation

__all__ = ["ContactPoint", "HelpLine", "HelpLineText", "Membership", "Organisation"]
