"""Wagtail's account forms, reduced to what an administrator decides: who, and which roles."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from wagtail.users.forms import UserCreationForm, UserEditForm

from portal.accounts.roles import ROLES


class StaffFormMixin:
    """Someone new chooses a password with a code by mail. Superusers are made on the server only.

    Only groups of the table of roles are offered, and nobody decides about their own.
    """

    cleaned_data: dict[str, Any]

    def __init__(self, *args, **kwargs):
        own = kwargs.get("editing_self", False)
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = Group.objects.filter(name__in=[role.name for role in ROLES.values()])
        self.fields["groups"].disabled = own
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
