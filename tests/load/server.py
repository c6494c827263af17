"""A demonstration on loopback for the benchmarks: prepared in a temporary folder, stopped at the end."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.demo import ROOT, free_port, wait_until_answered


@contextmanager
def running_demo(*, web_processes: int = 2, **variables: str) -> Iterator[str]:
    """The address of a fresh demonstration with so many web processes and one worker."""
    with tempfile.TemporaryDirectory(prefix="wegwijs-bench-") as var:
        port = free_port()
        url = f"http://localhost:{port}"
        environment = {**os.environ, "VAR_DIR": var, "DJANGO_SETTINGS_MODULE": "portal.settings.demo", "BASE_URL": url}
        environment.update(variables)
        manage = [sys.executable, str(ROOT / "manage.py")]
        subprocess.run([*manage, "prepare_demo"], env=environment, cwd=ROOT, check=True)
        gunicorn = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", str(ROOT / "deploy/gunicorn.py")]
        gunicorn += ["--bind", f"127.0.0.1:{port}", "--workers", str(web_processes)]
        with (Path(var) / "output.log").open("wb") as output:
            options = {"env": environment, "cwd": ROOT, "stdout": output, "stderr": subprocess.STDOUT}
            processes = [subprocess.Popen(gunicorn, **options), subprocess.Popen([*manage, "worker"], **options)]
            try:
                wait_until_answered(url, processes[0])
                yield url
            finally:
                for process in processes:
                    process.terminate()
                for process in processes:
                    process.wait(timeout=30)
