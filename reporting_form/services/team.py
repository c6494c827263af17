"""What an unlocked member does with a case. Audit rows say who did what to which case, never what it says."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.services import audited_refusals, record
from reporting_form import conf
from reporting_form.models import Case, Draft, Member
from reporting_form.queries import NOTE, TEAM, OpenCase, open_for_member
from reporting_form.services.writing import locked_row, write_message
from reporting_form.vault.envelope import CannotOpenError
from reporting_form.vault.keys import MemberKeys, open_text_with, seal_text_to
from reporting_form.workflow import Edge, TransitionNotAllowedError, edge_between


@dataclass(frozen=True)
class Desk:
    """An active member with the vault unlocked; in the audit log it is the member's account."""

    member: Member
    keys: MemberKeys

    @property
    def pk(self) -> int:
        return self.member.user_id

    @property
    def email(self) -> str:
        return self.member.user.email


@audited_refusals("meldpunt.open", obj="case")
def open_case(*, actor: Desk, case: Case) -> OpenCase:
    """Open a case for reading; the row in the log is committed before anything is shown."""
    opened = _opened(actor, case)
    with transaction.atomic():
        record(actor=actor, action="meldpunt.open", obj=case, reference=case.locator)
    return opened


@audited_refusals("meldpunt.open_contact", obj="case")
def open_contact(*, actor: Desk, case: Case, reason: str, today: date) -> dict[str, str]:
    """The reporter's phone number and wishes. The written reason goes into the case, the act into the log."""
    if not reason:
        raise ValidationError(_("Schrijf waarom u belt."), code="reason")
    opened = _opened(actor, case)
    with transaction.atomic():
        held = OpenCase(locked_row(case), opened.key)
        _note(held, actor, _("Contactgegevens geopend. Reden: %(reason)s") % {"reason": reason}, today)
        record(actor=actor, action="meldpunt.open_contact", obj=case, reference=case.locator)
    return opened.contact()


@audited_refusals("meldpunt.take", obj="case")
def take(*, actor: Desk, case: Case) -> None:
    """Become the one who answers; a case that nobody had seen is now in screening."""
    _opened(actor, case)
    with transaction.atomic():
        held = locked_row(case)
        _assign(held, actor)
        _start_screening(held, actor)


@audited_refusals("meldpunt.answer", obj="case")
def answer(*, actor: Desk, case: Case, text: str, today: date) -> None:
    """Write to the reporter, who reads it with the case code. Who answers has taken the case, or takes it now."""
    _write(actor, case, by=TEAM, text=text, today=today, action="meldpunt.answer", takes=True)


@audited_refusals("meldpunt.note", obj="case")
def note(*, actor: Desk, case: Case, text: str, today: date) -> None:
    """Write for the team only."""
    _write(actor, case, by=NOTE, text=text, today=today, action="meldpunt.note")


@audited_refusals("meldpunt.move", obj="case")
def move(*, actor: Desk, case: Case, target: str, reason: str, feedback: str = "", today: date) -> None:
    """Take one edge of the workflow. Raises ValidationError, TransitionNotAllowedError or PermissionDenied."""
    opened = _opened(actor, case)
    with transaction.atomic():
        held = OpenCase(locked_row(case), opened.key)
        edge = edge_between(held.case.path, held.case.state, target)
        _check(edge, actor, reason, feedback)
        if feedback:
            write_message(held, by=TEAM, text=feedback, today=today, member=actor.member.pk)
        if reason:
            step = {"state": edge.target.label, "reason": reason}
            _note(held, actor, _("Nieuwe stand: %(state)s. Reden: %(reason)s") % step, today)
        held.case.state = edge.target
        held.case.save(update_fields=["state"])
        _set_retention_at_closing(held.case, today)
        record(actor=actor, action=f"meldpunt.to_{edge.target}", obj=case, reference=case.locator)


def keep_draft(*, member: Member, case: Case, text: str) -> None:
    """Keep what was being typed when the vault locked, sealed to its writer; no unlocked key is needed."""
    sealed = seal_text_to(bytes(member.public_key), f"{case.pk}\n{text}")
    Draft.objects.update_or_create(case=case, member=member, defaults={"sealed": sealed})


def read_draft(*, actor: Desk, case: Case) -> str:
    """The kept text for this case, or an empty one."""
    draft = Draft.objects.filter(case=case, member=actor.member).first()
    if draft is None:
        return ""
    pk, _newline, text = open_text_with(actor.keys.private, bytes(draft.sealed)).partition("\n")
    return text if pk == str(case.pk) else ""


def _opened(actor: Desk, case: Case) -> OpenCase:
    try:
        return open_for_member(case, actor.member, actor.keys)
    except CannotOpenError as error:
        raise PermissionDenied("no key to this case") from error


def _write(actor: Desk, case: Case, *, by: str, text: str, today: date, action: str, takes: bool = False) -> None:
    opened = _opened(actor, case)
    with transaction.atomic():
        held = OpenCase(locked_row(case), opened.key)
        if held.case.state == Case.State.CLOSED:
            raise TransitionNotAllowedError("a closed case takes no messages")
        if takes and held.case.assignee_id != actor.member.pk:
            _assign(held.case, actor)
        write_message(held, by=by, text=text, today=today, member=actor.member.pk)
        _start_screening(held.case, actor)
        Draft.objects.filter(case=case, member=actor.member).delete()
        record(actor=actor, action=action, obj=case, reference=case.locator)


def _note(opened: OpenCase, actor: Desk, text: str, today: date) -> None:
    write_message(opened, by=NOTE, text=text, today=today, member=actor.member.pk)


def _assign(case: Case, actor: Desk) -> None:
    case.assignee = actor.member
    case.save(update_fields=["assignee"])
    record(actor=actor, action="meldpunt.take", obj=case, reference=case.locator)


def _start_screening(case: Case, actor: Desk) -> None:
    if case.state != Case.State.RECEIVED:
        return
    case.state = Case.State.SCREENING
    case.assignee = case.assignee or actor.member
    case.save(update_fields=["state", "assignee"])


def _check(edge: Edge, actor: Desk, reason: str, feedback: str) -> None:
    if edge.needs_second_member:
        raise PermissionDenied("a second member decides this step")
    if not actor.member.user.has_perm(edge.permission):
        raise PermissionDenied(edge.permission)
    if edge.needs_reason and not reason:
        raise ValidationError({"reason": _("Schrijf kort waarom u deze stap zet.")})
    if edge.needs_feedback and not feedback:
        raise ValidationError({"feedback": _("Schrijf een laatste bericht. Daarna kan de zaak dicht.")})


def _set_retention_at_closing(case: Case, today: date) -> None:
    if case.state == Case.State.CLOSED and case.path == Case.Path.CONCERN:
        case.retain_until = today + timedelta(days=conf.value("MELDPUNT_CLOSED_CONCERN_DAYS"))
        case.save(update_fields=["retain_until"])
