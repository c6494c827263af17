"""Sign people in for tests, with or without the second factor that staff must have."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings


def password_only_login(client, user) -> None:
    """A session as it is after the password and before the second factor."""
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record(client, user, [{"method": "password", "at": time.time(), "email": user.email}])


def second_factor_login(client, user) -> None:
    """A staff session with its second factor on record."""
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    steps = [{"method": "password", "at": time.time()}, {"method": "mfa", "at": time.time(), "type": "totp"}]
    record(client, user, steps)


def record(client, user, steps: list[dict]) -> None:
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = steps
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
