"""Sign-in forms in our own words, that keep the two ways apart: a code for professionals, a password for staff."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User


class OurWords:
    """Our labels by the name of the field, and no placeholder that says the label again."""

    labels: dict[str, str | Promise] = {
        "login": _("E-mailadres"),
        "email": _("E-mailadres"),
        "password": _("Wachtwoord"),
        "oldpassword": _("Uw wachtwoord van nu"),
        "password1": _("Nieuw wachtwoord"),
        "password2": _("Nieuw wachtwoord, nog een keer"),
        "name": _("Naam van de sleutel"),
    }
    code_label: str | Promise = _("Code uit de mail")
    fields: dict[str, forms.Field]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.code_label if name == "code" else self.labels.get(name, field.label)


class PasswordLoginForm(OurWords, account.LoginForm):
    def _setup_password_field(self) -> None:
        """Keep the password. allauth drops it when sign-up asks none, and would mail staff a code instead."""


class RequestCodeForm(OurWords, account.RequestLoginCodeForm):
    def clean_email(self) -> str:
        """For staff the answer on the screen is the same; the mail tells them to use their password."""
        email = super().clean_email()
        user = getattr(self, "_user", None)
        if user is not None and user.is_staff:
            self._user = None
        return email


class ResetStaffPasswordForm(OurWords, account.ResetPasswordForm):
    users: list[User]

    def clean_email(self) -> str:
        email = super().clean_email()
        self.users = [user for user in self.users if user.is_staff]
        return email


class SignupForm(OurWords, account.SignupForm):
    pass


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    pass


class NewPasswordForm(OurWords, account.ResetPasswordKeyForm):
    pass


class PasswordAgainForm(OurWords, account.ReauthenticateForm):
    pass


class SignInCodeForm(OurWords, account.ConfirmLoginCodeForm):
    pass


class AddressCodeForm(OurWords, account.ConfirmEmailVerificationCodeForm):
    pass


class PasswordCodeForm(OurWords, account.ConfirmPasswordResetCodeForm):
    pass


class SecondStepForm(OurWords, mfa.AuthenticateForm):
    code_label = _("Code uit uw app")


class SecondStepAgainForm(OurWords, mfa.ReauthenticateForm):
    code_label = _("Code uit uw app")


class FirstDeviceForm(OurWords, ActivateTOTPForm):
    code_label = _("Code uit uw app")


class AddKeyForm(OurWords, AddWebAuthnForm):
    pass


class EditKeyForm(OurWords, EditWebAuthnForm):
    pass
