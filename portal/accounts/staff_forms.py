"""Wagtail's account forms, reduced to what an administrator decides: who, and which roles."""

from typing import Any

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm


class StaffFormMixin:
    """Someone new chooses a password with a code by mail. Superusers are made on the server only."""

    cleaned_data: dict[str, Any]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "username"):
            self.fields[name].required = False
        self.fields["username"].widget = forms.HiddenInput()
        self.fields["username"].disabled = True
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
            self.fields["is_superuser"].widget = forms.HiddenInput()

    def clean_email(self) -> str:
        return self.cleaned_data["email"].strip().lower()


class StaffCreationForm(StaffFormMixin, UserCreationForm):
    pass


class StaffEditForm(StaffFormMixin, UserEditForm):
    pass
