"""Reading the answer and writing back, with the case code. Only ever by POST."""

import base64
import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.core import rate_limit
from portal.core.addresses import localised
from portal.core.network import visitor_key
from reporting_form import conf
from reporting_form.forms import CodeForm, ReplyForm, readable
from reporting_form.models import Case
from reporting_form.permissions import intake_page
from reporting_form.queries import OpenCase, answer_dates, open_by_code
from reporting_form.services import thread as services
from reporting_form.vault.case_code import codes_in
from reporting_form.vault.derivation import DerivationBusyError
from reporting_form.vault.tokens import BadTokenError, make_token, read_token

TRIES, ALL_TRIES, WINDOW = 5, 50, 15 * 60


@require_http_methods(["GET", "HEAD", "POST"])
@intake_page
def follow_up(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _code_page(request, CodeForm())
    if "token" in request.POST:
        return _with_token(request)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, form)
    return _with_code(request, form)


def _with_code(request: HttpRequest, form: CodeForm) -> HttpResponse:
    visitor = visitor_key(request)
    if rate_limit.reached("case-code", visitor, TRIES):
        form.add_error("code", _("Te veel pogingen. Wacht een kwartier en probeer het dan nog een keer, of bel ons."))
        return _code_page(request, form, status=429)
    if rate_limit.reached("case-code", "everybody", ALL_TRIES):
        time.sleep(conf.value("MELDPUNT_BUSY_DELAY_SECONDS"))
    try:
        opened = open_by_code(form.cleaned_data["code"])
    except DerivationBusyError:
        form.add_error(None, _("Het is even druk. Probeer het over een minuut nog een keer."))
        return _code_page(request, form, status=503)
    if opened is None:
        rate_limit.count("case-code", visitor, WINDOW)
        rate_limit.count("case-code", "everybody", WINDOW)
        form.add_error("code", _("Met deze code vinden wij niets. Kijk of alle twintig tekens goed staan."))
        return _code_page(request, form)
    return _thread_page(request, opened, _unbound_reply(request))


def _unbound_reply(request: HttpRequest) -> ReplyForm:
    """An empty form, or the text that was being typed when the time ran out."""
    return ReplyForm(initial={"text": request.POST.get("text", "")})


def _with_token(request: HttpRequest) -> HttpResponse:
    opened = _opened_by_token(request.POST["token"])
    if opened is None:
        return _code_page(request, CodeForm(), is_expired=True)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _thread_page(request, opened, form)
    if any(code.locator == opened.case.locator for code in codes_in(form.cleaned_data["text"])):
        form.add_error("text", _("Uw zaakcode staat in uw tekst. Haal de code weg. Bewaar die alleen voor uzelf."))
        return _thread_page(request, opened, form)
    try:
        services.reply(opened, text=form.cleaned_data["text"], today=timezone.localdate())
    except services.ThreadClosedError:
        form.add_error(None, _("Deze zaak is gesloten. Stel een nieuwe vraag. Uw tekst staat er nog."))
        return _thread_page(request, opened, form)
    fresh = OpenCase(Case.objects.get(pk=opened.case.pk), opened.key)
    return _thread_page(request, fresh, ReplyForm(), is_sent=True)


def _opened_by_token(token: str) -> OpenCase | None:
    try:
        data = read_token("thread", token)
    except BadTokenError:
        return None
    case = Case.objects.filter(pk=data["case"]).first()
    return OpenCase(case, base64.b64decode(data["key"])) if case else None


def _code_page(request: HttpRequest, form: CodeForm, *, is_expired: bool = False, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "is_expired": is_expired,
        "kept": request.POST.get("text", ""),
        "trail": [(_("Meldpunt"), localised("/meldpunt/"))],
    }
    return render(request, "reporting_form/code.html", context, status=status)


def _thread_page(request: HttpRequest, opened: OpenCase, form: ReplyForm, *, is_sent: bool = False) -> HttpResponse:
    key = base64.b64encode(opened.key).decode()
    seconds = conf.value("VAULT_THREAD_SECONDS")
    answered_on, due_on = answer_dates(opened, opened.case.messages.all())
    context = {
        "case": opened.case,
        "answers": [row for row in readable(opened.case.path, opened.answers()) if row[2]],
        "messages": opened.thread(with_notes=False),
        "answered_on": answered_on,
        "due_on": due_on,
        "form": form,
        "is_sent": is_sent,
        "is_closed": opened.case.state == Case.State.CLOSED,
        "minutes": seconds // 60,
        "token": make_token("thread", {"case": str(opened.case.pk), "key": key}, seconds=seconds),
        "trail": [(_("Meldpunt"), localised("/meldpunt/"))],
    }
    return render(request, "reporting_form/thread.html", context)
