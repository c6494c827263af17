from .fields import MAX_TEXT, PlainText
from .intake import FORMS, AdviceForm, ConcernForm, IntakeForm, SelfForm, readable
from .team import AnswerForm, ReasonForm, StepForm, UnlockForm
from .thread import CodeForm, ReplyForm

__all__ = [
    "FORMS",
    "MAX_TEXT",
    "AdviceForm",
    "AnswerForm",
    "CodeForm",
    "ConcernForm",
    "IntakeForm",
    "PlainText",
    "ReasonForm",
    "ReplyForm",
    "SelfForm",
    "StepForm",
    "UnlockForm",
    "readable",
]
