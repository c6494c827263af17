"""An unlocked vault: the private keys lie in the session, under a key that only a cookie holds.

The database has the sealed keys without the cookie, the browser has the cookie without the sealed keys.
Fifteen idle minutes, the lock button and signing out end it.
"""

import base64
import binascii
import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from reporting_form import conf
from reporting_form.vault.envelope import KEY_BYTES, CannotOpenError, Place, new_key, seal, unseal
from reporting_form.vault.keys import MemberKeys

SESSION_KEY = "vault"
COOKIE_PATH = "/team/"


def cookie_name() -> str:
    return "__Secure-wegwijs_vault" if settings.SESSION_COOKIE_SECURE else "wegwijs_vault"


def _place(request: HttpRequest) -> Place:
    return Place("session", "keys", str(request.user.pk))


def unlock(request: HttpRequest, response: HttpResponse, keys: MemberKeys) -> None:
    """Keep the keys for this session; the response carries the only copy of the cookie key."""
    key = new_key()
    sealed = seal(key, keys.dump(), _place(request))
    request.session[SESSION_KEY] = {"sealed": base64.b64encode(sealed).decode(), "used": time.time()}
    response.set_cookie(
        cookie_name(),
        base64.urlsafe_b64encode(key).decode(),
        path=COOKIE_PATH,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )


def unlocked_keys(request: HttpRequest) -> MemberKeys | None:
    """The keys, or None when the vault is locked. Counts as use."""
    kept = request.session.get(SESSION_KEY)
    if kept is None:
        return None
    if time.time() - kept["used"] > conf.value("VAULT_IDLE_SECONDS"):
        del request.session[SESSION_KEY]
        return None
    try:
        keys = _opened(request, kept["sealed"])
    except (CannotOpenError, ValueError, binascii.Error):
        return None
    request.session[SESSION_KEY] = {**kept, "used": time.time()}
    return keys


def _opened(request: HttpRequest, sealed: str) -> MemberKeys:
    key = base64.urlsafe_b64decode(request.COOKIES.get(cookie_name(), ""))
    if len(key) != KEY_BYTES:
        raise CannotOpenError("cookie")
    return MemberKeys.load(unseal(key, base64.b64decode(sealed), _place(request)))


def minutes_left(request: HttpRequest) -> int:
    """Whole minutes until the vault locks itself; 0 when it is locked."""
    kept = request.session.get(SESSION_KEY)
    if kept is None:
        return 0
    return max(0, round((conf.value("VAULT_IDLE_SECONDS") - (time.time() - kept["used"])) / 60))


def lock(request: HttpRequest, response: HttpResponse) -> None:
    """Forget both halves."""
    request.session.pop(SESSION_KEY, None)
    response.delete_cookie(cookie_name(), path=COOKIE_PATH, samesite="Strict")
