from .choices import Audience, Phenomenon, ToolAccess, ToolKind
from .finder import HelpFinderEntryPage, HelpFinderPage, OutcomePage, QuestionOption, QuestionPage
from .handbook import HandbookPage, ThemePage, TopicPage, TopicTool
from .snippets import Definition, Tool

__all__ = [
    "Audience",
    "Definition",
    "HandbookPage",
    "HelpFinderEntryPage",
    "HelpFinderPage",
    "OutcomePage",
    "Phenomenon",
    "QuestionOption",
    "QuestionPage",
    "ThemePage",
    "Tool",
    "ToolAccess",
    "ToolKind",
    "TopicPage",
    "TopicTool",
]
