"""The team's screens: write, have it checked, decide, follow."""

import contextlib
from typing import cast

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.decorators import staff_required
from portal.briefings import audience, queries, services
from portal.briefings.forms import BriefingForm, DecisionForm, NewBriefingForm, WithdrawForm
from portal.briefings.lint import examine
from portal.briefings.models import Briefing
from portal.briefings.rendering import context_of
from portal.briefings.services.deciding import may_decide
from portal.briefings.workflow import State, TransitionNotAllowedError

WRITE = "briefings.write_briefing"
APPROVE = "briefings.approve_briefing"
PER_PAGE = 100


def posted(request):
    """The data of a form that was sent, also when it is empty; None when the form is only shown."""
    return request.POST if request.method == "POST" else None


@staff_required(WRITE)
@require_safe
def listing(request):
    briefings = Briefing.objects.annotate(recipients=Count("versions__dispatch__deliveries")).order_by("-created_at")
    page = Paginator(briefings, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "briefings/team/list.html", {"briefings": page})


@staff_required(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    form = NewBriefingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        briefing = services.create_from_scaffold(**form.cleaned_data, actor=request.user)
        return redirect("team_briefings:edit", briefing.pk)
    return render(request, "briefings/team/new.html", {"form": form}, status=400 if form.errors else 200)


@staff_required(WRITE)
@require_safe
def show(request, pk):
    """Where a briefing is now: its draft, its decision or its live page."""
    briefing = get_object_or_404(Briefing, pk=pk)
    step = {State.DRAFT: "edit", State.SUBMITTED: "decide"}.get(briefing.state, "live")
    if step == "decide" and not request.user.has_perm(APPROVE):
        step = "check"
    return redirect(f"team_briefings:{step}", pk)


@staff_required(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    briefing = get_object_or_404(Briefing.objects.select_related("scaffold"), pk=pk)
    if briefing.state not in (State.DRAFT, State.SUBMITTED):
        return redirect("team_briefings:live", pk)
    form = BriefingForm(posted(request), briefing=briefing)
    if request.method == "POST" and form.is_valid() and save(request, briefing, form):
        return redirect("team_briefings:check" if "check" in request.POST else "team_briefings:edit", pk)
    context = {"briefing": briefing, "form": form, "rejection": last_rejection(briefing)}
    return render(request, "briefings/team/edit.html", context, status=400 if form.errors else 200)


def save(request, briefing: Briefing, form: BriefingForm) -> bool:
    """Save the draft; when somebody else did so first, show that with the typed text kept."""
    revision = form.cleaned_data["revision"]
    try:
        services.save_draft(briefing_pk=briefing.pk, actor=request.user, content=form.content(), revision=revision)
    except TransitionNotAllowedError:
        form.add_error(None, _("Dit bericht is intussen verstuurd. U kunt het niet meer wijzigen."))
        return False
    except services.StaleDraftError as stale:
        form.add_error(None, stale)
        data = cast(QueryDict, form.data).copy()
        data["revision"] = str(Briefing.objects.get(pk=briefing.pk).revision)
        form.data = data
        return False
    return True


def last_rejection(briefing: Briefing):
    """The reason that an approver gave for the newest version, while it is being mended."""
    version = briefing.versions.order_by("-number").first()
    return version and version.approvals.filter(decision="rejected").select_related("approver").first()


@staff_required(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk):
    """The findings on the draft; POST submits it when nothing blocks."""
    briefing = get_object_or_404(Briefing.objects.select_related("scaffold"), pk=pk)
    if briefing.state not in (State.DRAFT, State.SUBMITTED):
        return redirect("team_briefings:live", pk)
    refused = False
    if request.method == "POST":
        try:
            services.submit(briefing_pk=pk, actor=request.user)
            return redirect("team_briefings:check", pk)
        except TransitionNotAllowedError:  # a double click, or a colleague was first
            return redirect("team_briefings:show", pk)
        except services.SubmitRefusedError:
            refused = True
    context = {"briefing": briefing, **findings_on(briefing), **audience_of(briefing)}
    return render(request, "briefings/team/check.html", context, status=400 if refused else 200)


def findings_on(briefing: Briefing) -> dict:
    findings = examine(briefing)
    labels = BriefingForm(briefing=briefing).fields
    named = [(finding, labels[finding.field].label if finding.field in labels else "") for finding in findings]
    return {
        "blocking": [pair for pair in named if pair[0].blocks],
        "advice": [pair for pair in named if not pair[0].blocks],
    }


def audience_of(briefing: Briefing) -> dict:
    contacts = audience.contacts(briefing.audience_kinds, briefing.audience_districts)
    return {
        "audience_label": audience.label(briefing.audience_kinds, briefing.audience_districts),
        "contact_count": contacts.count(),
        "organisation_count": contacts.order_by().values("organisation").distinct().count(),
    }


@staff_required(APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, pk):
    briefing = get_object_or_404(Briefing, pk=pk)
    form = DecisionForm(posted(request))
    if request.method == "POST" and form.is_valid() and carry_out(request, briefing, form):
        if form.cleaned_data["decision"] == "approve":
            return redirect("team_briefings:live", pk)
        return redirect("team_briefings:list")
    briefing.refresh_from_db()
    version = briefing.versions.select_related("submitted_by").order_by("-number").first()
    if briefing.state != State.SUBMITTED and not form.errors:
        return redirect("team_briefings:show", pk)
    page = context_of(version.page)
    context = {
        "briefing": briefing,
        "version": version,
        "form": form,
        "may_decide": may_decide(briefing, request.user),
        "authors": briefing.authors.all(),
        **audience_of(briefing),
        "page": page,
        "morning_is_over": bool(page["school_morning"] and page["school_morning"] < timezone.now()),
    }
    return render(request, "briefings/team/decide.html", context, status=400 if form.errors else 200)


def carry_out(request, briefing: Briefing, form: DecisionForm) -> bool:
    """Approve or reject. A refusal that the approver can mend is shown; self-approval is a 403."""
    data = form.cleaned_data
    if not briefing.versions.filter(pk=data["version"]).exists():
        form.add_error(None, services.ApprovalVoidError())
        return False
    place = {"version_pk": data["version"], "sha256": data["sha256"], "actor": request.user}
    try:
        if data["decision"] == "approve":
            services.approve(**place)
        else:
            services.reject(**place, reason=data["reason"])
    except services.ApprovalVoidError as refusal:
        form.add_error(None, refusal)
    except ValidationError as refusal:
        form.add_error("reason", refusal)
    return not form.errors


@staff_required(WRITE)
@require_safe
def live(request, pk):
    """The state of the sending, from the database at this moment."""
    briefing = get_object_or_404(Briefing, pk=pk)
    version = briefing.versions.filter(dispatch__isnull=False).select_related("dispatch", "submitted_by").first()
    if version is None:
        return redirect("team_briefings:show", pk)
    dispatch = version.dispatch
    chosen = request.GET.get("stand", "")
    context = {
        "briefing": briefing,
        "version": version,
        "approval": version.approvals.select_related("approver").first(),
        "standing": queries.standing(dispatch),
        "support": queries.support_requests(dispatch),
        "recipients": Paginator(queries.schools(dispatch, chosen), PER_PAGE).get_page(request.GET.get("pagina")),
        "replies": queries.replies_by_organisation(dispatch),
        "chosen": chosen,
        "withdraw_form": WithdrawForm(),
    }
    return render(request, "briefings/team/live.html", context)


@staff_required(WRITE)
@require_POST
def close(request, pk):
    get_object_or_404(Briefing, pk=pk)
    with contextlib.suppress(TransitionNotAllowedError):  # the next page shows where the briefing is
        services.close(briefing_pk=pk, actor=request.user)
    return redirect("team_briefings:show", pk)


@staff_required(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    briefing = get_object_or_404(Briefing, pk=pk)
    if briefing.state not in (State.SENT, State.CLOSED):
        return redirect("team_briefings:show", pk)
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.withdraw(briefing_pk=pk, actor=request.user, reason=form.cleaned_data["reason"])
        return redirect("team_briefings:live", pk)
    context = {"briefing": briefing, "form": form}
    return render(request, "briefings/team/withdraw.html", context, status=400 if form.errors else 200)
