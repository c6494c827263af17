"""The accounts of the demonstration: one per role, with what their owner would know.

Passwords and secrets follow from SECRET_KEY, so that each demonstration has its own and none stands in the code.
"""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.roles import ROLES
from portal.accounts.workplaces import Workplace, workplaces_of_role

DOMAIN = "demo.wegwijs.example"
BY_CODE_NAMES = {"professional": "Professional", "coordinator": "Coördinator van een organisatie"}
BY_CODE = tuple(BY_CODE_NAMES)
OWN_PAGE = Workplace("", "/accounts/", gettext_lazy("Uw account"), "")


@dataclass(frozen=True)
class DemoAccount:
    """A login of the demonstration. Without a password the account signs in with a mailed code."""

    role: str
    email: str
    password: str
    totp_code_now: str
    note: str
    places: tuple[Workplace, ...]


_notes: list[Callable[[DemoAccount], str]] = []


def register_note(note: Callable[[DemoAccount], str]) -> None:
    """Add `note(account) -> str`, such as a vault passphrase; empty when there is nothing to say."""
    if note not in _notes:
        _notes.append(note)


def notes_for(account: DemoAccount) -> list[str]:
    return [account.note, *(text for note in _notes if (text := note(account)))]


def address_of(slug: str) -> str:
    return f"{slug}@{DOMAIN}"


def password_for(slug: str) -> str:
    return "demo-" + _derive("password", slug)[:12].lower()


def totp_secret_for(slug: str) -> str:
    return _derive("totp", slug)


def _derive(purpose: str, slug: str) -> str:
    message = f"demo|{purpose}|{slug}".encode()
    return base64.b32encode(hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha1).digest()).decode()


def totp_code_now(slug: str) -> str:
    """The six digits that an authenticator app shows at this moment."""
    return format_hotp_value(hotp_value(totp_secret_for(slug), int(time.time()) // 30))


def demo_accounts() -> list[DemoAccount]:
    """Every login, staff first. Works only on settings of the demonstration or of tests."""
    staff = [
        DemoAccount(
            role.name,
            address_of(slug),
            password_for(slug),
            totp_code_now(slug),
            "",
            tuple(workplaces_of_role(role.slug)),
        )
        for role in ROLES.values()
        for slug in role.demo
    ]
    hint = _("Vraag een code aan. De code komt in het Postvak.")
    by_code = [DemoAccount(BY_CODE_NAMES[slug], address_of(slug), "", "", hint, (OWN_PAGE,)) for slug in BY_CODE]
    return staff + by_code
