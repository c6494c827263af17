"""The page of the demonstration that shows every login. It answers to this machine only."""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

LOOPBACK_ADDRESSES = {"127.0.0.1", "::1"}
LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "[::1]"}


def loopback_only(view):
    """404 unless this is the demonstration and both the client and the host name are this machine."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        host = request.get_host()
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        is_local = request.META.get("REMOTE_ADDR") in LOOPBACK_ADDRESSES and name in LOOPBACK_HOSTS
        if not settings.DEMO or not is_local or "HTTP_X_FORWARDED_FOR" in request.META:
            raise Http404
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return guarded


@loopback_only
def demo_page(request):
    from portal.accounts.demo_accounts import demo_accounts

    return render(request, "accounts/demo.html", {"accounts": [shown(account) for account in demo_accounts()]})


def shown(account) -> dict:
    """What the page says of one login; the address in two parts, so that it breaks before the @."""
    from portal.accounts.demo_accounts import notes_for

    user, _at, domain = account.email.partition("@")
    return {
        "role": account.role,
        "user": user,
        "domain": domain,
        "password": account.password,
        "code": account.totp_code_now,
        "notes": [note for note in notes_for(account) if note],
        "places": account.places,
    }
