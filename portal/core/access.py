"""Who may see what: three levels, and one question that every query and view asks."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessLevel(models.TextChoices):
    PUBLIC = "public", _("Iedereen")
    PROFESSIONAL = "professional", _("Professionals die zijn ingelogd")


def levels_for(user) -> list[str]:
    """The access levels that this user may see; an anonymous visitor sees only `public`.

    A user model may offer `access_levels`; without it only public content is visible.
    """
    if user is None or isinstance(user, AnonymousUser):
        return [AccessLevel.PUBLIC.value]
    return list(getattr(user, "access_levels", [AccessLevel.PUBLIC.value]))
