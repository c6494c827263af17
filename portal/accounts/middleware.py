"""No staff door opens on a password alone, whichever way the session was opened."""

import re
import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY, clear_login
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from portal.accounts.roles import CMS
from portal.accounts.second_factor import has_device, has_second_factor, next_step

EDITORS_PREFIX = "/beheer/"
STAFF_PREFIXES = (EDITORS_PREFIX, "/team/")
STYLE_PAGE = "style"
EDITOR_PING = re.compile(r"^/beheer/editing-sessions/")

# What a staff member may reach between the password and the second factor.
BETWEEN_STEPS = {
    "account_logout",
    "account_reauthenticate",
    "account_inactive",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
SET_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"}


class StaffSecondFactorMiddleware:
    """Refuses staff addresses to a session without a second factor; elsewhere it counts as anonymous."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_staff_address(request.path_info):
            end_idle_session(request)
            refuse_outsiders(request)
            if not has_second_factor(request):
                return next_step(request)
        response = self.get_response(request)
        forget_suspended_request(request)
        return response

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name
        if name == "account_login":
            drop_pending_code(request)
        if is_editors_address(request.path_info) and name != STYLE_PAGE and not request.user.has_perm(CMS):
            raise PermissionDenied(CMS)
        if is_half_signed_in(request) and not may_go_between_steps(request):
            request.user = AnonymousUser()


def end_idle_session(request) -> None:
    """Sign out whoever did nothing for STAFF_IDLE_SECONDS. An open editor's own pings are no sign of life."""
    if not request.user.is_authenticated:
        return
    now = int(time.time())
    seen = request.session.get("staff_seen", now)
    if now - seen > settings.STAFF_IDLE_SECONDS:
        logout(request)
    elif not EDITOR_PING.search(request.path_info) and (now - seen >= 60 or "staff_seen" not in request.session):
        request.session["staff_seen"] = now


def is_staff_address(path: str) -> bool:
    return path.startswith(STAFF_PREFIXES) or f"{path}/" in STAFF_PREFIXES


def is_editors_address(path: str) -> bool:
    return f"{path}/".startswith(EDITORS_PREFIX)


def refuse_outsiders(request) -> None:
    """403 for who signed in but is not of the team: no second factor would open the door."""
    if request.user.is_authenticated and not request.user.is_staff:
        raise PermissionDenied("not of the team")


def drop_pending_code(request) -> None:
    """Whoever comes to the password page chose the password: a code that was asked for before stands in its way.

    allauth would send them to the page of that code, which for staff never comes. What began with the right
    password goes on; everything else ends, the same for known and unknown addresses.
    """
    proven = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    if LOGIN_SESSION_KEY in request.session and not any(step.get("method") == "password" for step in proven):
        clear_login(request)


def is_half_signed_in(request) -> bool:
    return request.user.is_authenticated and request.user.is_staff and not has_second_factor(request)


def may_go_between_steps(request) -> bool:
    """A device may be added with a password only while there is none: the first time."""
    name = request.resolver_match.view_name
    return name in BETWEEN_STEPS or (name in SET_UP and not has_device(request.user))


def forget_suspended_request(request) -> None:
    """allauth keeps a POST that needs re-authentication in the session, with address and user agent.

    Dropping it costs one more press of the button.
    """
    if not request.session.modified:
        return
    state = request.session.get("account_reauthentication_state")
    if state and "request" in state:
        del request.session["account_reauthentication_state"]
