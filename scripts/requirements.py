"""`make requirements`: compile pyproject.toml into pinned, hashed files without any index address."""

import subprocess
import sys

COMPILE = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--generate-hashes", "--universal"]
COMPILE += ["--python-version", "3.11", "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command"]
COMPILE += ["make requirements", "pyproject.toml"]

subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "uv"], check=True)
subprocess.run([*COMPILE, "-o", "requirements/base.txt"], check=True)
subprocess.run([*COMPILE, "--group", "dev", "-c", "requirements/base.txt", "-o", "requirements/dev.txt"], check=True)
