"""Sealed hidden fields: what a form must carry between two pages, because the server keeps nothing.

A token is encrypted and authenticated under a key that lies outside the database, serves one purpose,
and ends at a fixed moment.
"""

import base64
import binascii
import hashlib
import hmac
import json
import time
from typing import Any

from django.conf import settings
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from reporting_form import conf


class BadTokenError(Exception):
    """Forged, damaged, or made for something else."""


class ExpiredTokenError(BadTokenError):
    """Ours, but past its time. `data` still holds what it carried."""

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__("expired")
        self.data = data


def _box(purpose: str) -> Aead:
    material = f"sealed field|{purpose}|{settings.SECRET_KEY}".encode()
    return Aead(hmac.new(conf.pepper(), material, hashlib.sha256).digest())


def make_token(purpose: str, data: dict[str, Any], *, seconds: int) -> str:
    """A token for one purpose that lives for that many seconds."""
    body = json.dumps({"until": int(time.time()) + seconds, "data": data}).encode()
    return base64.urlsafe_b64encode(_box(purpose).encrypt(body, purpose.encode())).decode()


def read_token(purpose: str, token: str) -> dict[str, Any]:
    """What `make_token` was given. Raises BadTokenError, or ExpiredTokenError with the data."""
    try:
        raw = base64.b64decode(token.encode(), altchars=b"-_", validate=True)
        body = json.loads(_box(purpose).decrypt(raw, purpose.encode()))
    except (CryptoError, ValueError, binascii.Error) as error:
        raise BadTokenError from error
    if body["until"] < time.time():
        raise ExpiredTokenError(body["data"])
    return dict(body["data"])
