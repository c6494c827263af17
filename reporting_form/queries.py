"""Questions about readers and cases. Whatever is opened here lives in memory for one request."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, Subquery
from nacl.public import PrivateKey

from reporting_form import conf
from reporting_form.models import Case, CaseField, KeyWrap, Member, Message, Roster
from reporting_form.vault.case_code import CaseCode, derive_keys
from reporting_form.vault.envelope import CannotOpenError, Place, unseal
from reporting_form.vault.keys import MemberKeys, open_with
from reporting_form.vault.roster import ReaderList, SignedList, newest_valid
from reporting_form.working_days import working_days_after

MINIMUM_MEMBERS = 2
REPORTER, TEAM, NOTE = "reporter", "team", "note"


@dataclass(frozen=True)
class Recipients:
    """To whom a new case is sealed."""

    members: tuple[Member, ...]
    recovery_key: bytes | None

    @property
    def are_enough(self) -> bool:
        return len(self.members) >= MINIMUM_MEMBERS


@dataclass(frozen=True)
class ThreadMessage:
    number: int
    by: str
    on: date
    text: str

    @property
    def is_note(self) -> bool:
        return self.by == NOTE


@dataclass(frozen=True)
class OpenCase:
    """A case with its key: who holds this object can read and write the case."""

    case: Case
    key: bytes

    def answers(self) -> dict[str, str]:
        """Every sealed answer by name, the reporter's contact details left closed."""
        return {row.name: self._field(row) for row in self.case.fields.all() if row.name != "contact"}

    def contact(self) -> dict[str, str]:
        """How the reporter can be reached. Ask for it only with a reason (services.team.open_contact)."""
        text = self._field(self.case.fields.get(name="contact"))
        return dict(json.loads(text)) if text else {}

    def answer(self, name: str) -> str:
        return next((self._field(row) for row in self.case.fields.all() if row.name == name), "")

    def thread(self, *, with_notes: bool) -> list[ThreadMessage]:
        """Messages in order; notes of the team only when asked for."""
        messages = [self._message(row) for row in self.case.messages.all()]
        return [message for message in messages if with_notes or not message.is_note]

    def meta(self, row: Message) -> tuple[str, date]:
        """Who wrote a message, and on which day."""
        meta = json.loads(unseal(self.key, row.meta, message_place(self.case, "meta", row.number)))
        return meta["by"], date.fromisoformat(meta["on"])

    def _message(self, row: Message) -> ThreadMessage:
        by, on = self.meta(row)
        return ThreadMessage(
            row.number, by, on, unseal(self.key, row.body, message_place(self.case, "body", row.number))
        )

    def _field(self, row: CaseField) -> str:
        return unseal(self.key, row.sealed, self.case.place("case_field", row.name))


def message_place(case: Case, field: str, number: int) -> Place:
    return case.place("message", f"{field}.{number}")


def reporter_key_place(case: Case) -> Place:
    return case.place("case", "reporter_private_key")


def reader_list() -> ReaderList | None:
    """The newest validly signed list, or None."""
    return newest_valid([as_signed(roster) for roster in Roster.objects.prefetch_related("signatures")])


def as_signed(roster: Roster) -> SignedList:
    signatures = {row.member_id: bytes(row.signature) for row in roster.signatures.all()}
    return SignedList(bytes(roster.body), roster.anchor, signatures)


def recipients() -> Recipients:
    """Active members whose very key stands in the signed list. A row without signatures gets nothing."""
    readers = reader_list()
    if readers is None:
        return Recipients((), None)
    listed = {reader.member: reader.public_key for reader in readers.readers}
    members = (m for m in Member.objects.active().order_by("pk") if listed.get(m.pk) == bytes(m.public_key))
    return Recipients(tuple(members), readers.recovery_key)


def intake_is_open() -> bool:
    """Whether two people at least will read what is sent now."""
    return recipients().are_enough


def open_by_code(code: CaseCode) -> OpenCase | None:
    """The case of this code. One derivation and one look-up, whether the code is unknown, wrong or right."""
    keys = derive_keys(code)
    case = Case.objects.filter(locator=code.locator, verifier=keys.verifier).first()
    return OpenCase(case, reporter_case_key(case, keys.key)) if case else None


def reporter_case_key(case: Case, code_key: bytes) -> bytes:
    """The case key, through the reporter's own pair. Raises CannotOpenError."""
    private = PrivateKey(bytes.fromhex(unseal(code_key, case.reporter_private_key, reporter_key_place(case))))
    return open_with(private, case.wraps.get(holder=KeyWrap.Holder.REPORTER).sealed)


def open_for_member(case: Case, member: Member, keys: MemberKeys) -> OpenCase:
    """The case for an unlocked member. Raises CannotOpenError when this member holds no wrap."""
    wrap = next((row for row in case.wraps.all() if row.member_id == member.pk), None)
    if wrap is None:
        raise CannotOpenError("no wrap for this member")
    return OpenCase(case, open_with(keys.private, wrap.sealed))


@dataclass(frozen=True)
class QueueRow:
    """One line of the queue: no content, only what helps to choose the next case."""

    case: Case
    asker: str
    answered_on: date | None
    due_on: date | None
    today: date

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < self.today

    @property
    def is_due_today(self) -> bool:
        return self.due_on == self.today

    @property
    def days_late(self) -> int:
        return (self.today - self.due_on).days if self.due_on and self.is_late else 0


def queue(member: Member, keys: MemberKeys, *, today: date) -> list[QueueRow]:
    """Open cases that this member can read, the first answer that is due on top. Four queries."""
    last = Message.objects.filter(case=OuterRef("case")).order_by("-number").values("number")[:1]
    cases = (
        Case.objects.open()
        .readable_by(member)
        .select_related("assignee__user")
        .prefetch_related(
            Prefetch("wraps", KeyWrap.objects.filter(member=member)),
            Prefetch("fields", CaseField.objects.filter(name="asker")),
            Prefetch("messages", Message.objects.filter(number=Subquery(last)).defer("body")),
        )
    )
    rows = [_row(open_for_member(case, member, keys), today) for case in cases]
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.case.arrived_on, row.case.locator))


def _row(opened: OpenCase, today: date) -> QueueRow:
    answered_on, due_on = answer_dates(opened, opened.case.messages.all())
    return QueueRow(opened.case, opened.answer("asker"), answered_on, due_on, today)


def answer_dates(opened: OpenCase, messages: Iterable[Message]) -> tuple[date | None, date | None]:
    """(the day of our last answer, None) or (None, the day on which an answer is due)."""
    public = [meta for meta in map(opened.meta, messages) if meta[0] != NOTE]
    by, on = public[-1] if public else (REPORTER, opened.case.arrived_on)
    if by == TEAM:
        return on, None
    return None, answer_due(on)


def answer_due(day: date) -> date:
    """The last day for an answer to what arrived on `day`."""
    return working_days_after(day, conf.value("MELDPUNT_ANSWER_WORKING_DAYS"))
