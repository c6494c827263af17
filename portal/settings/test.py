"""Tests: real parts, cheap key derivation, tasks run by the test itself."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403  (settings are a namespace)
from .base import DATABASES, env

VAR_DIR = Path(tempfile.mkdtemp(prefix="wegwijs-test-"))
MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
PAGE_CACHE_GENERATION_FILE = VAR_DIR / "cache-generation"

SECRET_KEY = "a-secret-key-that-is-only-ever-used-by-the-tests"
LINK_KEY = "a-link-key-that-is-only-ever-used-by-the-tests-too"
VAULT_PEPPER = "a-vault-pepper-that-is-only-ever-used-by-tests"
MAIL_TRANSPORT = env.str("MAIL_TRANSPORT", default="portal.mail.transports.TestSink")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
VAULT_MEMBER_MEMLIMIT = VAULT_CODE_MEMLIMIT = 8192
VAULT_MEMBER_OPSLIMIT = VAULT_CODE_OPSLIMIT = 1
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A real file, so that threads and processes meet as they do in production; durability is not what tests prove.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    # Nothing analyses the tables between two tests, so that PostgreSQL would compile small queries for seconds.
    DATABASES["default"]["OPTIONS"] = {**DATABASES["default"].get("OPTIONS", {}), "options": "-c jit=off"}
