"""Opening and locking the vault."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.audit.services import record
from portal.core import rate_limit
from reporting_form.forms import UnlockForm
from reporting_form.models import Member
from reporting_form.permissions import member_of, work_cases
from reporting_form.services.members import unlock_keys
from reporting_form.vault import member_session
from reporting_form.vault.derivation import DerivationBusyError
from reporting_form.vault.envelope import CannotOpenError
from reporting_form.vault.keys import MemberKeys

TRIES, WINDOW = 5, 15 * 60


@require_http_methods(["GET", "HEAD", "POST"])
@work_cases
def unlock(request: HttpRequest) -> HttpResponse:
    """Ask for the passphrase; a right one opens the vault for this session."""
    member = member_of(request)
    form = UnlockForm(request.POST or None)
    if form.is_valid():
        keys = _try(form, member)
        if keys is not None:
            response = redirect(_way_back(request))
            member_session.unlock(request, response, keys)
            return response
    context = {"form": form, "next": _way_back(request)}
    return render(request, "reporting_form/team/unlock.html", context)


def _try(form: UnlockForm, member: Member) -> MemberKeys | None:
    limit = str(member.pk)
    if rate_limit.reached("vault-unlock", limit, TRIES):
        form.add_error("passphrase", _("Te veel pogingen. Wacht een kwartier."))
        return None
    try:
        keys = unlock_keys(member=member, passphrase=form.cleaned_data["passphrase"])
    except DerivationBusyError:
        form.add_error("passphrase", _("Het is even druk. Probeer het over een minuut nog een keer."))
        return None
    except CannotOpenError:
        rate_limit.count("vault-unlock", limit, WINDOW)
        _log(member, "meldpunt.unlock_failed")
        form.add_error("passphrase", _("Deze kluiszin past niet. Let op spaties en de volgorde van de woorden."))
        return None
    _log(member, "meldpunt.unlock")
    return keys


def _log(member: Member, action: str) -> None:
    with transaction.atomic():
        record(actor=member.user, action=action, obj=member)


@require_POST
@work_cases
def lock(request: HttpRequest) -> HttpResponse:
    """The lock button: forget the keys at once."""
    response = redirect("reporting_form_team:unlock")
    member_session.lock(request, response)
    return response


def _way_back(request: HttpRequest) -> str:
    way = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(way, allowed_hosts={request.get_host()}) and way.startswith("/team/meldpunt/"):
        return way
    return reverse("reporting_form_team:queue")
