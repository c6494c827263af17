"""The mailbox of the demonstration: read what would have been mailed, on this machine only."""

import email
import email.policy
from email.message import EmailMessage

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from .models import DemoMail
from .rendering import body_of

LOOPBACK = {"127.0.0.1", "::1"}
LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
HEADERS = {"From": _("Van"), "To": _("Aan"), "Subject": _("Onderwerp")}
LETTER_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": [True],
}


def on_this_machine_only(request: HttpRequest) -> None:
    """404 outside the demonstration and for whoever is not at the machine itself, a proxy on it included."""
    is_local = request.META.get("REMOTE_ADDR") in LOOPBACK and "HTTP_X_FORWARDED_FOR" not in request.META
    host = request.get_host()
    name = host[: host.rindex("]") + 1] if host.startswith("[") else host.partition(":")[0]
    if not (settings.DEMO and is_local and name in LOOPBACK_HOSTS):
        raise Http404


@require_safe
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    on_this_machine_only(request)
    mails = DemoMail.objects.defer("raw")
    page = Paginator(mails, 50).get_page(request.GET.get("pagina"))
    return render(request, "mail/demo/mailbox.html", {"page": page})


@require_safe
@never_cache
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type] # its stub knows views without arguments only
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    on_this_machine_only(request)
    demo_mail = get_object_or_404(DemoMail, pk=pk)
    message = parsed(demo_mail)
    context = {
        "mail": demo_mail,
        "text": body_of(message, "plain"),
        "headers": [(label, message.get(name, "")) for name, label in HEADERS.items()],
        "attachments": [(number, part.get_filename()) for number, part in enumerate(message.iter_attachments())],
    }
    return render(request, "mail/demo/mail.html", context)


@require_safe
@never_cache
@xframe_options_sameorigin
@csp(LETTER_POLICY)  # type: ignore[arg-type] # as above
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The version with mark-up, for a frame that may do nothing: no script, no form, no link that opens."""
    on_this_machine_only(request)
    return HttpResponse(body_of(parsed(get_object_or_404(DemoMail, pk=pk)), "html"))


@require_safe
@never_cache
def attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A download, never shown in the page."""
    on_this_machine_only(request)
    parts = list(parsed(get_object_or_404(DemoMail, pk=pk)).iter_attachments())
    if number >= len(parts):
        raise Http404
    part = parts[number]
    response = HttpResponse(part.get_payload(decode=True), content_type=part.get_content_type())
    response.headers["Content-Disposition"] = part["Content-Disposition"]
    return response


def parsed(demo_mail: DemoMail) -> EmailMessage:
    return email.message_from_bytes(bytes(demo_mail.raw), policy=email.policy.default)
