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
    from portal.accounts.demo_accounts import demo_accounts, notes_for

    accounts = [(account, notes_for(account)) for account in demo_accounts()]
    return render(request, "accounts/demo.html", {"accounts": accounts})
