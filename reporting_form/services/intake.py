"""Receiving a question or concern."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from nacl.public import PrivateKey

from reporting_form.models import Case
from reporting_form.queries import (
    REPORTER,
    OpenCase,
    Recipients,
    answer_due,
    recipients,
    reporter_case_key,
    reporter_key_place,
)
from reporting_form.services.writing import (
    locked_row,
    retention_after,
    rewrite_fields,
    write_fields,
    write_message,
    write_wraps,
)
from reporting_form.vault.case_code import CaseCode, CodeKeys, derive_keys
from reporting_form.vault.envelope import new_key, seal

MAIN_FIELDS = ("question", "facts")


class IntakeClosedError(Exception):
    """Fewer than two people would read this; nothing was stored."""


@dataclass(frozen=True)
class Receipt:
    case: Case
    answer_by: date
    is_new: bool


def submit(*, path: str, code: CaseCode, answers: dict[str, str], today: date, is_practice: bool = False) -> Receipt:
    """Store a case, sealed. The same code again makes no second case: other words become a message.

    Raises IntakeClosedError and DerivationBusyError.
    """
    receivers = recipients()
    if not receivers.are_enough:
        raise IntakeClosedError
    code_keys = derive_keys(code)
    reporter = PrivateKey.generate()
    case = Case(
        locator=code.locator,
        verifier=code_keys.verifier,
        reporter_public_key=bytes(reporter.public_key),
        path=path,
        arrived_on=today,
        retain_until=retention_after(path, today),
        is_practice=is_practice,
    )
    case.reporter_private_key = seal(code_keys.key, bytes(reporter).hex(), reporter_key_place(case))
    with transaction.atomic():
        return _store(case, code_keys, answers, receivers, today)


def _store(case: Case, code_keys: CodeKeys, answers: dict[str, str], receivers: Recipients, today: date) -> Receipt:
    # ON CONFLICT instead of a caught error: PostgreSQL would print the clashing value in its log.
    Case.objects.bulk_create([case], ignore_conflicts=True)
    stored = Case.objects.get(locator=case.locator, verifier=case.verifier)
    if stored.pk != case.pk:
        _add_what_differs(stored, code_keys, answers, today)
        return Receipt(stored, answer_due(stored.arrived_on), is_new=False)
    opened = OpenCase(stored, new_key())
    write_wraps(opened, receivers)
    write_fields(opened, answers)
    return Receipt(stored, answer_due(today), is_new=True)


def _add_what_differs(case: Case, code_keys: CodeKeys, answers: dict[str, str], today: date) -> None:
    """Other words become a message; other answers (how to call, what was tried) replace the earlier ones."""
    opened = OpenCase(locked_row(case), reporter_case_key(case, code_keys.key))
    kept = opened.answers()
    text = next((answers[name] for name in MAIN_FIELDS if name in answers), "")
    known = {kept.get(name) for name in MAIN_FIELDS} | {m.text for m in opened.thread(with_notes=False)}
    if text not in known:
        write_message(opened, by=REPORTER, text=text, today=today)
    others = {name: value for name, value in answers.items() if name not in MAIN_FIELDS}
    if rewrite_fields(opened, others):
        write_message(opened, by=REPORTER, text=_("Ik heb mijn andere antwoorden aangepast."), today=today)
