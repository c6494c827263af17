"""`/team/trainingen/`: what runs, who comes, who waits."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.decorators import staff_required
from portal.audit.services import record
from trainings import queries, services
from trainings.forms import CancelEditionForm, CapacityForm
from trainings.models import Edition
from trainings.workflow import NEXT_STATUSES

PERMISSION = "trainings.manage_trainings"


@staff_required(PERMISSION)
@require_safe
def editions(request) -> HttpResponse:
    return render(request, "trainings/team/editions.html", {"editions": queries.editions_for_team()})


@staff_required(PERMISSION)
@require_safe
def edition(request, pk: int) -> HttpResponse:
    """One edition with its people. That someone looked is on record before anything is shown."""
    shown = _edition(pk)
    with transaction.atomic():
        record(actor=request.user, action="trainings.view_registrations", obj=shown)
    return _edition_page(request, shown, CapacityForm(initial={"capacity": shown.pool.capacity}))


def _edition(pk: int) -> Edition:
    return get_object_or_404(Edition.objects.with_meetings().select_related("training"), pk=pk)


def _trail(shown: Edition | None = None) -> list[tuple[str, str]]:
    """The way back: the list, and the edition when this page stands below one."""
    trail = [(_("Trainingen"), reverse("team_trainings:editions"))]
    return trail + ([(str(shown), reverse("team_trainings:edition", args=[shown.pk]))] if shown else [])


def _edition_page(request, shown: Edition, form: CapacityForm, status: int = 200) -> HttpResponse:
    people = queries.registrations_for_team(shown)
    may_cancel = "cancelled" in NEXT_STATUSES[shown.status]
    context = {"edition": shown, "capacity_form": form, "may_cancel": may_cancel, "trail": _trail(), **people}
    return render(request, "trainings/team/edition.html", context, status=status)


@staff_required(PERMISSION)
@require_POST
def capacity(request, pk: int) -> HttpResponse:
    shown = _edition(pk)
    form = CapacityForm(request.POST)
    if not form.is_valid():
        return _edition_page(request, shown, form)
    services.change_capacity(pool=shown.pool, capacity=form.cleaned_data["capacity"], actor=request.user)
    messages.success(request, _("Het aantal plaatsen is aangepast. Wie nu een plaats heeft, krijgt bericht."))
    return redirect("team_trainings:edition", pk=pk)


@staff_required(PERMISSION)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_edition(request, pk: int) -> HttpResponse:
    """Ask first, with the number of people it is about; then tell them all."""
    shown = _edition(pk)
    form = CancelEditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = services.cancel_edition(edition=shown, actor=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return _told(request, pk, told)
    people = queries.registrations_for_team(shown)
    context = {"edition": shown, "form": form, "trail": _trail(shown), **people}
    return render(request, "trainings/team/cancel.html", context)


def _told(request, pk: int, told: int) -> HttpResponse:
    words = ngettext("%(told)s mens krijgt bericht.", "%(told)s mensen krijgen bericht.", told) % {"told": told}
    messages.success(request, _("De uitvoering gaat niet door.") + " " + words)
    return redirect("team_trainings:edition", pk=pk)
