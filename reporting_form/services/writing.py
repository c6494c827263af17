"""The one place that writes sealed rows of a case."""

import json
from datetime import date, timedelta

from reporting_form import conf
from reporting_form.models import Case, CaseField, KeyWrap, Message
from reporting_form.models.case import Path
from reporting_form.queries import OpenCase, Recipients, message_place
from reporting_form.vault.envelope import seal, unseal
from reporting_form.vault.keys import seal_to


def write_fields(opened: OpenCase, answers: dict[str, str]) -> None:
    """Seal every answer, the empty ones too."""
    rows = []
    for name, text in answers.items():
        sealed = seal(opened.key, text, opened.case.place("case_field", name))
        rows.append(CaseField(case=opened.case, name=name, sealed=sealed))
    CaseField.objects.bulk_create(rows)


def rewrite_fields(opened: OpenCase, answers: dict[str, str]) -> list[str]:
    """Seal anew the answers that differ from what is kept; returns their names."""
    rows = {row.name: row for row in opened.case.fields.all()}
    changed = []
    for name, text in answers.items():
        place = opened.case.place("case_field", name)
        if name in rows and unseal(opened.key, rows[name].sealed, place) != text:
            rows[name].sealed = seal(opened.key, text, place)
            rows[name].save(update_fields=["sealed"])
            changed.append(name)
    return changed


def write_wraps(opened: OpenCase, recipients: Recipients) -> None:
    """Hand the case key to the listed members, the recovery key and the reporter; to nobody else."""
    case, holder = opened.case, KeyWrap.Holder
    wraps = [
        KeyWrap(case=case, holder=holder.MEMBER, member=member, sealed=seal_to(bytes(member.public_key), opened.key))
        for member in recipients.members
    ]
    wraps.append(KeyWrap(case=case, holder=holder.REPORTER, sealed=seal_to(case.reporter_public_key, opened.key)))
    if recipients.recovery_key:
        wraps.append(KeyWrap(case=case, holder=holder.RECOVERY, sealed=seal_to(recipients.recovery_key, opened.key)))
    KeyWrap.objects.bulk_create(wraps)


def write_message(opened: OpenCase, *, by: str, text: str, today: date, member: int | None = None) -> Message:
    """Add a message under the next number. Call it in a transaction that holds the case's row."""
    last = opened.case.messages.order_by("-number").values_list("number", flat=True).first()
    number = (last or 0) + 1
    meta = json.dumps({"by": by, "on": today.isoformat(), "member": member})
    message = Message.objects.create(
        case=opened.case,
        number=number,
        meta=seal(opened.key, meta, message_place(opened.case, "meta", number)),
        body=seal(opened.key, text, message_place(opened.case, "body", number)),
    )
    _renew_retention(opened.case, today)
    return message


def retention_after(path: str, day: date) -> date | None:
    """Advice goes thirty days after its last message; a concern has no date before it is closed."""
    if path == Path.CONCERN:
        return None
    return day + timedelta(days=conf.value("MELDPUNT_ADVICE_DAYS"))


def _renew_retention(case: Case, today: date) -> None:
    case.retain_until = retention_after(case.path, today)
    case.save(update_fields=["retain_until"])


def locked_row(case: Case) -> Case:
    """The same case, read again under a row lock: two writers never take the same number or state."""
    return Case.objects.select_for_update().get(pk=case.pk)
