"""The SQLite database as the migrations leave it, kept between runs: migrating costs half a minute, a copy nothing.

Named after every file that shapes it, so that a changed migration or role makes a new one.
"""

import hashlib
import os
import shutil
import sqlite3
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal.accounts import roles

FOLDER = settings.BASE_DIR / "var" / "tests"


def fetch() -> bool:
    """Put a copy of the kept database where the tests look for theirs. False when nothing fitting was kept."""
    if connection.vendor != "sqlite" or not kept().is_file():
        return False
    shutil.copyfile(kept(), connection.settings_dict["TEST"]["NAME"])
    return True


def keep() -> None:
    """Keep the database that was just migrated and drop the older ones."""
    if connection.vendor != "sqlite":
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    own = kept().with_suffix(f".{os.getpid()}")
    target = sqlite3.connect(own)
    connection.ensure_connection()
    connection.connection.backup(target)
    target.close()
    for older in FOLDER.glob("migrated-*.sqlite3"):
        older.unlink(missing_ok=True)
    own.replace(kept())


def kept() -> Path:
    shaping = [Path(str(sys.modules[one.__module__].__file__)) for one in migrations()] + [Path(roles.__file__)]
    fingerprint = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(shaping)))
    return FOLDER / f"migrated-{fingerprint.hexdigest()[:16]}.sqlite3"


def migrations():
    return MigrationLoader(None, ignore_no_migrations=True).disk_migrations.values()
