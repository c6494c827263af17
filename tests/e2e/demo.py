"""The demonstration as a newcomer starts it: real web processes, a real worker, a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Demo:
    """A running demonstration: its address, the folder that holds all it stores, its environment."""

    url: str
    var: Path
    log: Path
    environment: dict[str, str]

    def manage(self, *arguments: str, code: str = "") -> None:
        """Run a management command in a process of its own, beside the web processes and the worker."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        subprocess.run(command, env=self.environment, cwd=ROOT, input=code.encode(), check=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_answered(url: str, web: subprocess.Popen) -> None:
    for _attempt in range(300):
        if web.poll() is not None:
            raise RuntimeError("the web server stopped")
        try:
            urllib.request.urlopen(f"{url}/health/live", timeout=2).close()  # noqa: S310  our own loopback address
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server did not answer within 30 seconds")


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration with two web processes and a worker on loopback, stopped at the end."""
    var = tmp_path_factory.mktemp("demo")
    log = var / "output.log"
    port = free_port()
    url = f"http://localhost:{port}"
    environment = {**os.environ, "VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "portal.settings.demo", "BASE_URL": url}
    for name in ("DATABASE_URL", "CACHE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        environment.pop(name, None)
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "prepare_demo"], env=environment, cwd=ROOT, check=True)
    gunicorn = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", str(ROOT / "deploy/gunicorn.py")]
    gunicorn += ["--bind", f"127.0.0.1:{port}", "--workers", "2"]
    with log.open("wb") as output:
        options = {"env": environment, "cwd": ROOT, "stdout": output, "stderr": subprocess.STDOUT}
        web = subprocess.Popen(gunicorn, **options)
        worker = subprocess.Popen([*manage, "worker"], **options)
        try:
            wait_until_answered(url, web)
            yield Demo(url=url, var=var, log=log, environment=environment)
        finally:
            for process in (web, worker):
                process.terminate()
            for process in (web, worker):
                process.wait(timeout=30)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium instead of a downloaded one."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync"]
    return {**browser_type_launch_args, "executable_path": chromium, "args": quiet}
