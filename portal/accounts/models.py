"""People who sign in: professionals and staff."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Signs in with an e-mail address; the username is only there because Wagtail expects one."""

    email = models.EmailField(_("E-mailadres"), unique=True)
    display_name = models.CharField(_("Naam op het scherm"), max_length=80, blank=True)

    objects = UserManager()

    def __str__(self):
        return self.display_name or self.email
