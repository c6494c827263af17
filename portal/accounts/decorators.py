"""Guards for staff views."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from portal.accounts.second_factor import has_second_factor, next_step


def staff_required(permission: str):
    """Only a session with a second factor and this permission (`app.codename`) enters.

    Anonymous: to sign-in. Without a second factor: to its set-up. Without the permission: 403.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not has_second_factor(request):
                return next_step(request)
            if not request.user.has_perm(permission):
                raise PermissionDenied(permission)
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response

        guarded.permission_required = permission
        return guarded

    return decorate
