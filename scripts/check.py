"""`make check`: format, lint, types, import ranks, templates, migrations, messages, dependency audit."""

import os
import subprocess
import sys
import time

import environment
from environment import PYTHON, ROOT

BIN = os.path.dirname(PYTHON)
TEMPLATES = ["portal", "knowledgebase", "reporting_form", "trainings"]
CHECKS = [
    ("format", ["ruff", "format", "--check", "--quiet", "."]),
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("types", ["mypy"]),
    ("import ranks", ["lint-imports", "--no-cache"]),
    ("templates", ["djlint", "--lint", "--quiet"] + TEMPLATES),
    ("system", ["python", "manage.py", "check", "--fail-level", "WARNING"]),
    ("migrations", ["python", "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("messages", ["python", "manage.py", "update_messages", "--check"]),
]


def one(name, command, variables):
    started = time.monotonic()
    path = os.path.join(BIN, command[0])
    done = subprocess.run(
        [path] + command[1:], env=variables, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    print("%-14s %s (%.0f s)" % (name, "ok" if done.returncode == 0 else "FAILED", time.monotonic() - started))
    if done.returncode:
        print(done.stdout.decode("utf-8", "replace"))
    sys.stdout.flush()
    return done.returncode == 0


def audit(variables):
    """Known vulnerabilities in the pinned packages; NOT RUN when the advisory service cannot be reached."""
    command = [
        os.path.join(BIN, "pip-audit"),
        "--strict",
        "--disable-pip",
        "--progress-spinner",
        "off",
        "--timeout",
        "10",
    ]
    command += ["-r", os.path.join("requirements", "base.txt")]
    try:
        done = subprocess.run(
            command, env=variables, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False
        )
        output = done.stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        output = "ConnectionError: time-out"
        done = None
    if done is not None and done.returncode == 0:
        print("audit          ok")
        return True
    if "Connection" in output or "ServiceError" in output or "Dependency not found on PyPI" in output:
        print("audit          NOT RUN (the advisory service does not answer for our packages)")
        return True
    print("audit          FAILED\n%s" % output)
    return False


def run():
    environment.prepare("dev", ["demo"])
    variables = dict(os.environ, DJANGO_SETTINGS_MODULE="portal.settings.test")
    results = [one(name, command, variables) for name, command in CHECKS]
    return 0 if all([*results, audit(variables)]) else 1


if __name__ == "__main__":
    environment.main(run)
