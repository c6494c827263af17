"""What the reporter does with the case code."""

from datetime import date

from django.db import transaction

from reporting_form.models import Case
from reporting_form.queries import REPORTER, OpenCase
from reporting_form.services.writing import locked_row, write_message


class ThreadClosedError(Exception):
    """The case was closed; a new question starts a new case."""


def reply(opened: OpenCase, *, text: str, today: date) -> bool:
    """Add the reporter's message; False when it was already there (a double submit).

    A case that waited for the reporter goes back to screening. Raises ThreadClosedError. No audit row: its
    time would betray when somebody visited.
    """
    with transaction.atomic():
        held = OpenCase(locked_row(opened.case), opened.key)
        if held.case.state == Case.State.CLOSED:
            raise ThreadClosedError
        if _was_just_said(held, text):
            return False
        write_message(held, by=REPORTER, text=text, today=today)
        if held.case.state == Case.State.MORE_INFORMATION:
            held.case.state = Case.State.SCREENING
            held.case.save(update_fields=["state"])
    return True


def _was_just_said(opened: OpenCase, text: str) -> bool:
    thread = opened.thread(with_notes=False)
    return bool(thread) and thread[-1].by == REPORTER and thread[-1].text == text
