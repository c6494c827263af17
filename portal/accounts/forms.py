"""Sign-in forms that keep the two ways apart: a code for professionals, a password for staff."""

from allauth.account.forms import LoginForm, RequestLoginCodeForm, ResetPasswordForm

from portal.accounts.models import User


class PasswordLoginForm(LoginForm):
    def _setup_password_field(self) -> None:
        """Keep the password. allauth drops it when sign-up asks none, and would mail staff a code instead."""


class RequestCodeForm(RequestLoginCodeForm):
    def clean_email(self) -> str:
        """For staff the answer on the screen is the same; the mail tells them to use their password."""
        email = super().clean_email()
        user = getattr(self, "_user", None)
        if user is not None and user.is_staff:
            self._user = None
        return email


class ResetStaffPasswordForm(ResetPasswordForm):
    users: list[User]

    def clean_email(self) -> str:
        email = super().clean_email()
        self.users = [user for user in self.users if user.is_staff]
        return email
