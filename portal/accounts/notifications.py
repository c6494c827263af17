"""Mail about signing in. The codes in it expire, and leave the outbox with the message."""

import hashlib
import hmac
import uuid
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from portal.mail import kinds
from portal.mail.links import absolute_url
from portal.mail.services import URGENT, enqueue

SUBJECTS = {
    "code": _("Uw code om in te loggen"),
    "confirm": _("Uw code om uw e-mailadres te bevestigen"),
    "reset": _("Uw code voor een nieuw wachtwoord"),
    "unknown": _("Inloggen met dit e-mailadres"),
    "exists": _("U heeft al een account"),
}

TEMPLATES = {
    "account/email/login_code": "code",
    "account/email/email_confirmation": "confirm",
    "account/email/email_confirmation_signup": "confirm",
    "account/email/password_reset_code": "reset",
    "account/email/unknown_account": "unknown",
    "account/email/account_already_exists": "exists",
}


def register_kinds() -> None:
    for name, subject in SUBJECTS.items():
        kinds.register(kinds.MailKind(name=f"sign-in.{name}", subject=subject, render=render, forget_params=True))


def enqueue_sign_in_mail(*, template: str, to: str, code: str) -> None:
    """Put one of allauth's mails in the outbox. KeyError for a mail that this portal does not send."""
    name = TEMPLATES[template]
    enqueue(
        kind=f"sign-in.{name}",
        to=to,
        locale=get_language() or settings.LANGUAGE_CODE,
        params={"code": code} if code else {},
        dedupe_key=f"sign-in.{name}:{_occasion(name, to)}",
        priority=URGENT,
        not_after=timezone.now() + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT),
    )


def _occasion(name: str, to: str) -> str:
    """A code goes out each time; a mail without one at most once a day to the same address."""
    if name not in ("unknown", "exists"):
        return uuid.uuid4().hex
    message = f"{timezone.localdate()}|{to.lower()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def render(message) -> kinds.RenderedMail:
    name = message.kind.removeprefix("sign-in.")
    with override(message.locale):
        subject = str(SUBJECTS[name])
        context = {
            "subject": subject,
            "code": message.params.get("code", ""),
            "url": absolute_url(reverse("account_request_login_code")),
        }
        return kinds.RenderedMail(
            subject=subject,
            text=render_to_string(f"accounts/mail/{name}.txt", context),
            html=render_to_string(f"accounts/mail/{name}.html", context),
        )
