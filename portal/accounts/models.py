"""People who sign in: professionals and staff."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts import professionals
from portal.core.access import AccessLevel


class User(AbstractUser):
    """Signs in with an e-mail address; the username is only there because Wagtail expects one.

    `is_staff` follows the roles: it is set while the user is in a group (see `signals`).
    """

    email = models.EmailField(_("E-mailadres"), unique=True)
    display_name = models.CharField(_("Naam op het scherm"), max_length=80, blank=True)

    def __str__(self):
        return self.display_name or self.email

    def save(self, *args, **kwargs):
        self.email = self.email.strip().lower()
        self.username = self.username or self.email
        super().save(*args, **kwargs)

    @property
    def access_levels(self) -> list[str]:
        """Everyone sees public pages; confirmed members of an organisation and staff also the others."""
        if self.is_active and (self.is_staff or self.is_professional):
            return [AccessLevel.PUBLIC.value, AccessLevel.PROFESSIONAL.value]
        return [AccessLevel.PUBLIC.value]

    @property
    def is_professional(self) -> bool:
        """Whether a higher app vouches for this person: a confirmed membership of an active organisation."""
        if not hasattr(self, "_is_professional"):
            self._is_professional = professionals.vouched_for(self)
        return self._is_professional
