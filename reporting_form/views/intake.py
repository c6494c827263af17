"""Asking: form, review with the case code, sent. Nothing is stored before the last step."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.core import rate_limit
from portal.core.addresses import localised
from portal.core.network import visitor_key
from reporting_form import conf
from reporting_form.forms import FORMS, IntakeForm, PlainText
from reporting_form.models.case import Path
from reporting_form.permissions import LEAVE_NOTHING, intake_page
from reporting_form.queries import answer_due, intake_is_open
from reporting_form.services import intake as services
from reporting_form.services.writing import retention_after
from reporting_form.vault.case_code import CaseCode, codes_in, new_code, normalised
from reporting_form.vault.derivation import DerivationBusyError
from reporting_form.vault.tokens import BadTokenError, make_token, read_token

SENDS, SEND_SECONDS = 10, 10 * 60

STEPS = [gettext_lazy("Uw tekst"), gettext_lazy("Nalezen"), gettext_lazy("Verstuurd")]
WORDS: dict[str, dict] = {
    Path.ADVICE: {
        "title": gettext_lazy("Advies vragen"),
        "heading": gettext_lazy("Stel uw vraag"),
        "lead": gettext_lazy("Vertel wat u bezighoudt. Schrijf zoals u praat."),
    },
    Path.CONCERN: {
        "title": gettext_lazy("Een zorg delen"),
        "heading": gettext_lazy("Deel uw zorg"),
        "lead": gettext_lazy("Alleen de eerste vraag en wie u bent moet u invullen. Weet u iets niet? Laat het leeg."),
    },
    Path.SELF: {
        "title": gettext_lazy("Over uzelf"),
        "heading": gettext_lazy("Goed dat u er bent"),
        "lead": gettext_lazy("U wilt praten, of u wilt ergens mee stoppen. Wij luisteren en denken met u mee."),
    },
}


@require_http_methods(["GET", "HEAD", "POST"])
@intake_page
def intake(request: HttpRequest, path: str) -> HttpResponse:
    """One address per path; `action` tells which button was pressed on it."""
    if not intake_is_open():
        return _closed(request, path)
    if request.method != "POST":
        return _form_page(request, path, FORMS[path](initial={"started": IntakeForm.new_start()}))
    action, code = request.POST.get("action"), _code_of(request)
    if action == "edit":
        return _form_page(request, path, _refreshed(path, request, bound=False), code)
    form = FORMS[path](request.POST)
    if not form.is_valid():
        page = _call_page if form.only_contact_is_wrong else _form_page
        return page(request, path, _refreshed(path, request), code)
    if form.is_too_fast:
        page = _call_page if form.cleaned_data["calling"] else _form_page
        return page(request, path, form, code)
    if form.must_ask_how_to_call:
        return _call_page(request, path, form, code)
    if code and code in codes_in(form.all_text()):
        return _with_error(
            request, path, code, _("Uw zaakcode staat in uw tekst. Haal de code weg. Bewaar die alleen voor uzelf.")
        )
    if action == "send" and code:
        return _send(request, path, form, code)
    return _review_page(request, path, form, code or new_code(), is_renewed=action == "send")


def _code_of(request: HttpRequest) -> CaseCode | None:
    """The code that was shown on the review page; None when the page is too old or was tampered with."""
    try:
        return CaseCode(read_token("code", request.POST.get("sealed", ""))["code"])
    except BadTokenError:
        return None


def _refreshed(path: str, request: HttpRequest, *, bound: bool = True) -> IntakeForm:
    """The same answers with a start token that is good again when the old one was not."""
    data = request.POST.copy()
    try:
        read_token("started", data.get("started", ""))
    except BadTokenError:
        data["started"] = IntakeForm.new_start()
    if not bound:
        return FORMS[path](initial=data.dict())
    form = FORMS[path](request.POST)
    form.is_valid()
    form.data = data
    return form


def _form_page(
    request: HttpRequest, path: str, form: IntakeForm, code: CaseCode | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "sealed": _sealed(code) if code else ""}
    return render(request, "reporting_form/intake_form.html", _context(path, 1, **context), status=status)


def _call_page(request: HttpRequest, path: str, form: IntakeForm, code: CaseCode | None = None) -> HttpResponse:
    """How and when to call: only for somebody who chose that. The text comes along, hidden."""
    context = {"form": form, "sealed": _sealed(code) if code else ""}
    return render(request, "reporting_form/intake_call.html", _context(path, 1, **context))


def _review_page(
    request: HttpRequest, path: str, form: IntakeForm, code: CaseCode, *, is_renewed: bool = False, **extra
) -> HttpResponse:
    context = {"form": form, "case_code": code, "sealed": _sealed(code), "is_renewed": is_renewed, **extra}
    return render(request, "reporting_form/intake_review.html", _context(path, 2, **context))


def _send(request: HttpRequest, path: str, form: IntakeForm, code: CaseCode) -> HttpResponse:
    last = normalised(request.POST.get("last_four", ""))
    if last and last != code.last_four:
        return _review_page(request, path, form, code, last_four_is_wrong=True)
    visitor = visitor_key(request)
    if rate_limit.reached("meldpunt-send", visitor, SENDS):
        return _with_error(
            request, path, code, _("U hebt kort na elkaar veel verstuurd. Wacht tien minuten, of bel."), 429
        )
    try:
        receipt = services.submit(path=path, code=code, answers=form.answers(), today=timezone.localdate())
    except services.IntakeClosedError:
        return _closed(request, path)
    except DerivationBusyError:
        return _with_error(
            request, path, code, _("Het is even druk. Uw tekst is er nog. Verstuur hem nog een keer."), 503
        )
    except DatabaseError:
        # A full disk, a database that is away: the text must not be lost with it.
        return _with_error(
            request, path, code, _("Versturen lukt nu niet. Uw tekst is er nog. Probeer het straks, of bel."), 503
        )
    rate_limit.count("meldpunt-send", visitor, SEND_SECONDS)
    context = _context(path, 3, case_code=code, receipt=receipt, by_phone=form.cleaned_data["answer_by"] == "phone")
    response = render(request, "reporting_form/intake_done.html", context)
    response["Clear-Site-Data"] = LEAVE_NOTHING
    return response


def _with_error(request: HttpRequest, path: str, code: CaseCode, message: str, status: int = 200) -> HttpResponse:
    """The form again with everything that was typed and one sentence about the whole."""
    form = _refreshed(path, request)
    form.add_error(None, message)
    return _form_page(request, path, form, code, status)


def _closed(request: HttpRequest, path: str) -> HttpResponse:
    """Nobody would read it: say whom to call, and give back what was typed."""
    texts = [name for name in FORMS[path].story if isinstance(FORMS[path].base_fields[name], PlainText)]
    kept = "\n\n".join(filter(None, (request.POST.get(name, "") for name in texts)))
    return render(request, "reporting_form/intake_closed.html", _context(path, 1, kept=kept), status=503)


def _sealed(code: CaseCode) -> str:
    return make_token("code", {"code": code.characters}, seconds=conf.value("VAULT_REVIEW_SECONDS"))


def _context(path: str, step: int, **extra) -> dict:
    today = timezone.localdate()
    return {
        "path": path,
        "words": WORDS[path],
        "steps": STEPS,
        "step": step,
        "answer_due": answer_due(today),
        "code_until": retention_after(path, today),
        "trail": [(_("Meldpunt"), localised("/meldpunt/"))],
        "here": reverse(f"reporting_form:{path}"),
        **extra,
    }
