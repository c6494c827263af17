"""Sessions in the database; one in which nobody is signed in yet ends when the code does."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore


class SessionStore(DatabaseSessionStore):
    """Half a sign-in holds a typed address and a code: it stays no longer than that code works."""

    def get_session_cookie_age(self) -> int:
        return settings.SESSION_COOKIE_AGE if SESSION_KEY in self else settings.ANONYMOUS_SESSION_SECONDS


def forget_expired() -> None:
    """Delete the sessions that are over; a periodic job."""
    SessionStore.clear_expired()
