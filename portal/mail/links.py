"""Links in mails: an HMAC of a key that stands outside the database. Nothing is stored; a new generation revokes."""

import base64
import hashlib
import hmac

from django.conf import settings
from django.utils.crypto import constant_time_compare


def make_token(kind: str, pk: int, generation: int = 0) -> str:
    """A token of 22 characters that is valid for this kind, row and generation only."""
    message = f"{kind}|{pk}|{generation}".encode()
    digest = hmac.new(settings.LINK_KEY.encode(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def check_token(token: str, kind: str, pk: int, generation: int = 0) -> bool:
    return constant_time_compare(token, make_token(kind, pk, generation))


def absolute_url(path: str) -> str:
    """The full address of a path of this portal, for use in a mail."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
