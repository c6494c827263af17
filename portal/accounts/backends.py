"""Passwords are for staff. Everyone else signs in with a code by mail."""

from allauth.account.auth_backends import AuthenticationBackend


class StaffPasswordBackend(AuthenticationBackend):
    def user_can_authenticate(self, user) -> bool:
        return super().user_can_authenticate(user)

    def authenticate(self, request, **credentials):
        """The staff member with this password, or None; never says which of the two was wrong."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_staff else None
