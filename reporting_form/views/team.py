"""The queue and one case, for members whose vault is open."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from portal.core.sanitise import clean_text
from reporting_form.forms import MAX_TEXT, AnswerForm, ReasonForm, StepForm, readable
from reporting_form.models import Case, Member
from reporting_form.permissions import DeskRequest, desk_required
from reporting_form.queries import OpenCase, QueueRow, answer_dates, queue
from reporting_form.services import team as services
from reporting_form.vault.member_session import minutes_left
from reporting_form.workflow import Edge, TransitionNotAllowedError, edges_from

WEIGHED = {"interpretation"}
FILTERS = {
    "mijn": (gettext_lazy("Van mij"), lambda row, member: row.case.assignee_id == member.pk),
    "niemand": (gettext_lazy("Nog van niemand"), lambda row, member: row.case.assignee_id is None),
    "laat": (gettext_lazy("Te laat"), lambda row, member: row.is_late),
    "vandaag": (gettext_lazy("Vandaag"), lambda row, member: row.is_due_today),
    "wacht": (gettext_lazy("Wacht op reactie"), lambda row, member: row.case.state == Case.State.MORE_INFORMATION),
}


@require_GET
@desk_required
def queue_page(request: DeskRequest) -> HttpResponse:
    member = request.desk.member
    rows = queue(member, request.desk.keys, today=timezone.localdate())
    chosen = request.GET.get("filter", "")
    context = {
        "rows": [row for row in rows if _passes(row, chosen, member)],
        "total": len(rows),
        "late": sum(row.is_late for row in rows),
        "due_today": sum(row.is_due_today for row in rows),
        "filters": [(key, label, sum(test(row, member) for row in rows)) for key, (label, test) in FILTERS.items()],
        "chosen": chosen,
        "me": member,
        "now": timezone.localtime(),
        "minutes_left": minutes_left(request),
    }
    return render(request, "reporting_form/team/queue.html", context)


def _passes(row: QueueRow, chosen: str, member: Member) -> bool:
    return chosen not in FILTERS or FILTERS[chosen][1](row, member)


@require_GET
@desk_required
def case_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    opened = services.open_case(actor=request.desk, case=_case(pk))
    return _case_page(request, opened)


@require_POST
@desk_required
def take_case(request: DeskRequest, pk: UUID) -> HttpResponse:
    services.take(actor=request.desk, case=_case(pk))
    return redirect("reporting_form_team:case", pk=pk)


def _keep_what_was_typed(request: HttpRequest, member: Member, pk: UUID) -> None:
    text = clean_text(request.POST.get("text", ""))[:MAX_TEXT]
    if text.strip():
        services.keep_draft(member=member, case=_case(pk), text=text)


def answer_or_note(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Send an answer to the reporter, or keep a note for the team."""
    case = _case(pk)
    form = AnswerForm(request.POST, writer=case.writer)
    if not form.is_valid():
        return _case_page(request, services.open_case(actor=request.desk, case=case), answer_form=form)
    write = services.note if request.POST.get("kind") == "note" else services.answer
    try:
        write(actor=request.desk, case=case, text=form.cleaned_data["text"], today=timezone.localdate())
    except TransitionNotAllowedError:
        form.add_error("text", _("Deze zaak is gesloten. U kunt geen bericht meer sturen."))
        return _case_page(request, services.open_case(actor=request.desk, case=case), answer_form=form)
    return redirect("reporting_form_team:case", pk=pk)


answer_case = require_POST(desk_required(answer_or_note, when_locked=_keep_what_was_typed))


@require_POST
@desk_required
def move_case(request: DeskRequest, pk: UUID) -> HttpResponse:
    case = _case(pk)
    form = StepForm(request.POST, edges=edges_from(case.path, case.state), writer=case.writer)
    if form.is_valid():
        try:
            services.move(actor=request.desk, case=case, today=timezone.localdate(), **form.cleaned_data)
            return redirect("reporting_form_team:case", pk=pk)
        except ValidationError as error:
            form.add_error(None, error)
        except TransitionNotAllowedError:
            form.add_error("target", _("De zaak is intussen veranderd. Kies opnieuw."))
    return _case_page(request, services.open_case(actor=request.desk, case=_case(pk)), step_form=form)


@require_POST
@desk_required
def contact(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Show how to call the reporter, once, with a written reason."""
    case, form = _case(pk), ReasonForm(request.POST)
    details = None
    if form.is_valid():
        reason, today = form.cleaned_data["reason"], timezone.localdate()
        details = services.open_contact(actor=request.desk, case=case, reason=reason, today=today)
    opened = services.open_case(actor=request.desk, case=case)
    return _case_page(request, opened, reason_form=form, contact=details)


def _case(pk: UUID) -> Case:
    return get_object_or_404(Case.objects.select_related("assignee__user"), pk=pk)


def _offered_edges(case: Case) -> list[Edge]:
    """Steps that one member can take here; a case is first taken, which starts the screening."""
    if case.state == Case.State.RECEIVED or case.assignee_id is None:
        return []
    return [edge for edge in edges_from(case.path, case.state) if not edge.needs_second_member]


def _case_page(request: DeskRequest, opened: OpenCase, **extra) -> HttpResponse:
    case, answers = opened.case, opened.answers()
    thread = opened.thread(with_notes=True)
    answered_on, due_on = answer_dates(opened, case.messages.all())
    edges = _offered_edges(case)
    draft = services.read_draft(actor=request.desk, case=case)
    context = {
        "case": case,
        "answers": [(name, label, text, name in WEIGHED) for name, label, text in readable(case.path, answers) if text],
        "asks_to_be_called": answers.get("answer_by") == "phone",
        "thread": thread,
        "answered_on": answered_on,
        "due_on": due_on,
        "me": request.desk.member,
        "edges": edges,
        "can_close": any(edge.needs_feedback for edge in edges),
        "is_mine": case.assignee_id == request.desk.member.pk,
        "must_take": case.assignee_id is None and case.state != Case.State.CLOSED,
        "answer_form": AnswerForm(initial={"text": draft}, writer=case.writer),
        "has_draft": bool(draft),
        "step_form": StepForm(edges=edges, writer=case.writer),
        "reason_form": ReasonForm(),
        "minutes_left": minutes_left(request),
        **extra,
    }
    return render(request, "reporting_form/team/case.html", context)
