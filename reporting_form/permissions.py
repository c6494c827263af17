"""Who may enter: visitors on a safe address, and members whose vault is open."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts.decorators import staff_required
from portal.core.public_form import public_form
from reporting_form import conf
from reporting_form.models import Member
from reporting_form.services.team import Desk
from reporting_form.vault.member_session import unlocked_keys

OWN_MACHINE = {"localhost", "127.0.0.1", "[::1]"}
LEAVE_NOTHING = '"cache", "storage"'


def refuse_foreign_demo_host(request: HttpRequest) -> HttpResponse | None:
    """A demonstration that strangers can reach would take in real worries that nobody reads."""
    host = request.get_host()
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    if not settings.DEMO or name in OWN_MACHINE or conf.value("MELDPUNT_DEMO_ANY_HOST"):
        return None
    response = render(request, "reporting_form/demo_only_here.html", status=403)
    response["Cache-Control"] = "no-store"
    return response


def intake_page(view: Callable) -> Callable:
    """A page on which a visitor writes or reads: no cookie, never stored, in a demonstration only on this machine."""

    @public_form
    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = refuse_foreign_demo_host(request) or view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


def work_cases(view: Callable) -> Callable:
    """Staff with the permission; not yet the vault. The session is read, so CSRF needs the referrer."""

    @staff_required("reporting_form.work_cases")
    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["Cache-Control"] = "private, no-store"
        return response

    return guarded


def member_of(request: HttpRequest) -> Member:
    """The active member behind this request; the permission alone, or being superuser, is not enough."""
    member = Member.objects.of(request.user)
    if member is None:
        raise PermissionDenied("no active member of the meldpunt")
    return member


class DeskRequest(HttpRequest):
    """A request that `desk_required` let through."""

    desk: Desk


def desk_required(view: Callable, when_locked: Callable | None = None) -> Callable:
    """An active member with an unlocked vault: `request.desk`. Locked: to the unlock page, and back.

    `when_locked(request, member, **kwargs)` may save what was being typed.
    """

    @work_cases
    @wraps(view)
    def guarded(request, *args, **kwargs):
        member = member_of(request)
        keys = unlocked_keys(request)
        if keys is None:
            if when_locked is not None:
                when_locked(request, member, **kwargs)
            way_back = request.path if request.method == "GET" else view_of_case(kwargs)
            return redirect(f"{reverse('reporting_form_team:unlock')}?{urlencode({'next': way_back})}")
        request.desk = Desk(member, keys)
        return view(request, *args, **kwargs)

    return guarded


def view_of_case(kwargs: dict) -> str:
    """The page to return to after a post that met a locked vault."""
    if "pk" in kwargs:
        return reverse("reporting_form_team:case", args=[kwargs["pk"]])
    return reverse("reporting_form_team:queue")
