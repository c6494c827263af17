"""The cache that all processes share: keys that name nobody, and rows that leave when they expire."""

import hashlib
import hmac
from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection


def opaque_key(key: str, prefix: str, version: int) -> str:
    """The KEY_FUNCTION of the shared cache: an HMAC, because allauth counts by a bare hash of an e-mail address."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"cache|{prefix}|{version}|{key}".encode(), hashlib.sha256)
    return f"{prefix}:{version}:{digest.hexdigest()}"


def forget_expired() -> int:
    """Delete expired rows of the cache table, which Django leaves until somebody asks for them; a periodic job."""
    if not isinstance(caches["default"], DatabaseCache):
        return 0
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    now = connection.ops.adapt_datetimefield_value(datetime.now(tz=UTC))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608  (the name is our own setting)
        return cursor.rowcount
