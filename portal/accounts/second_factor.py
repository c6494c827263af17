"""Whether this session was opened with a second factor, and where to send who lacks one."""

from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpResponseRedirect
from django.urls import reverse

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(request) -> bool:
    """Whether the session's own record of sign-in steps, bound to this user, holds a second factor."""
    if not request.user.is_authenticated:
        return False
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def has_device(user) -> bool:
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


def next_step(request) -> HttpResponseRedirect:
    """To sign-in, to the set-up page, or to the second step, and back to this address afterwards."""
    if not request.user.is_authenticated:
        name = "account_login"
    elif has_device(request.user):
        name = "mfa_reauthenticate"
    else:
        name = "mfa_activate_totp"
    back = request.get_full_path() if request.method == "GET" else request.path
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': back})}")
