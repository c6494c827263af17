"""Real processes on the test's own data: they are started, killed and asked through the database they share."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)


class SharedDatabase:
    """The database of the running test as other processes can open it.

    On PostgreSQL it is the test database itself. SQLite's lives in memory, so that a copy is written to a file: fill
    it before, read it through `rows()` afterwards. As a context manager it leaves no process behind.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen] = []
        if connection.vendor == "sqlite":
            self.url = f"sqlite:///{folder / 'shared.sqlite3'}"
            connection.ensure_connection()
            with sqlite3.connect(folder / "shared.sqlite3") as copy:
                connection.connection.backup(copy)
            copy.close()
        else:
            parts = connection.settings_dict
            host = f"{parts['HOST'] or 'localhost'}:{parts['PORT'] or 5432}"
            self.url = f"postgres://{parts['USER']}:{parts['PASSWORD']}@{host}/{parts['NAME']}"

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen:
        """Start `python <arguments>` on this database, with the test settings."""
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "portal.settings.test",
                "DATABASE_URL": self.url,
                **environment,
            },
        )
        self.processes.append(process)
        return process

    def __enter__(self) -> "SharedDatabase":
        return self

    def __exit__(self, *exception) -> None:
        for process in self.processes:
            process.kill()
            process.wait()

    def rows(self, query: str) -> list[tuple]:
        """The answer to a query, read over a connection of its own."""
        if self.url.startswith("sqlite"):
            with sqlite3.connect(self.folder / "shared.sqlite3", timeout=30) as database:
                found = database.execute(query).fetchall()
            database.close()
            return found
        with psycopg.connect(self.url.replace("postgres://", "postgresql://")) as database:
            return database.execute(query).fetchall()

    def run(self, statement: str) -> None:
        """Change something in it, as another process would."""
        if self.url.startswith("sqlite"):
            with sqlite3.connect(self.folder / "shared.sqlite3", timeout=30) as database:
                database.execute(statement)
            database.close()
            return
        with psycopg.connect(self.url.replace("postgres://", "postgresql://")) as database:
            database.execute(statement)
