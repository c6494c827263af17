"""`make test`: the whole suite on SQLite, then on PostgreSQL; says at the end what could not run and why."""

import os
import shutil
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import environment
from environment import PYTHON, ROOT, SetUpError

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgres://wegwijs:wegwijs@127.0.0.1:5432/wegwijs")
REDIS = os.environ.get("TEST_CACHE_URL", "redis://127.0.0.1:6379/9")
IN_CI = os.environ.get("CI") == "true"


def answers(url):
    address = urlsplit(url)
    try:
        socket.create_connection((address.hostname, address.port), timeout=2).close()
    except OSError:
        return False
    return True


def missing_services():
    """What this machine lacks, as (service, what is not run without it)."""
    missing = []
    if not answers(POSTGRESQL):
        missing.append(("PostgreSQL (nothing answers at the test address)", "the suite on PostgreSQL"))
    if not answers(REDIS):
        missing.append(("Redis (nothing answers at the test address)", "the tests with a shared Redis"))
    if not shutil.which("chromium"):
        missing.append(("Chromium", "the journeys in a browser"))
    return missing


def pytest(name, variables, *arguments):
    """Run pytest once; returns (ok, minutes)."""
    print("\n=== %s ===" % name)
    sys.stdout.flush()
    started = time.monotonic()
    workers = ["-n", os.environ.get("TEST_PROCESSES", "2"), "--dist", "loadgroup"]
    command = [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider"] + workers + list(arguments)
    done = subprocess.run(command, env=variables, cwd=ROOT, check=False)
    return done.returncode == 0, (time.monotonic() - started) / 60


def run():
    environment.prepare("dev", ["demo"])
    missing = missing_services()
    if IN_CI and missing:
        raise SetUpError("CI needs every service; missing: %s" % ", ".join(service for service, _ in missing))
    absent = [service.split()[0] for service, _ in missing]
    base = dict(os.environ, DJANGO_SETTINGS_MODULE="portal.settings.test")
    base.pop("DATABASE_URL", None)
    base.pop("CACHE_URL", None)
    # Without the address the tests that need Redis are skipped, with that as their reason.
    base["TEST_CACHE_URL"] = "" if "Redis" in absent else REDIS
    selection = sys.argv[1:]
    runs = {}
    if "PostgreSQL" not in absent:
        variables = dict(base, DATABASE_URL=POSTGRESQL)
        runs["on PostgreSQL"] = pytest("PostgreSQL", variables, "-m", "not e2e", *selection)
    runs["on SQLite"] = pytest("SQLite", base, *(["-m", "not e2e"] if "Chromium" in absent else []), *selection)
    print()
    for service, without in missing:
        print("NOT RUN: %s, because there is no %s" % (without, service))
    for name, (ok, minutes) in runs.items():
        print("%-16s %s in %.1f minutes" % (name, "passed" if ok else "FAILED", minutes))
    return 0 if all(ok for ok, _ in runs.values()) else 1


if __name__ == "__main__":
    environment.main(run)
