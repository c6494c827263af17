"""`make demo`: one command from a fresh clone to a running portal. Standard library only."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import environment
from environment import PYTHON, ROOT, SetUpError

VAR = os.environ.get("VAR_DIR", os.path.join(ROOT, "var"))
MANAGE = [PYTHON, os.path.join(ROOT, "manage.py")]
RESTARTS = 5
TEN_MINUTES = 600


def chosen_port():
    value = os.environ.get("PORT", "8000")
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise SetUpError("PORT must be a number from 1 to 65535, not %r." % value)
    return int(value)


def check_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SetUpError("Port %d is taken. Choose another one: PORT=8001 make demo" % port) from None


def fingerprint():
    """Changes when the code, the migrations or the demo data change; then the data is prepared again."""
    digest = hashlib.sha256()
    for folder in ("portal", "knowledgebase", "reporting_form", "trainings", "static", "requirements"):
        for path, folders, files in os.walk(os.path.join(ROOT, folder)):
            folders.sort()
            for name in sorted(files):
                if name.endswith((".pyc", ".mo")):
                    continue
                found = os.stat(os.path.join(path, name))
                digest.update(("%s/%s %d %d\n" % (path, name, found.st_size, found.st_mtime_ns)).encode())
    return digest.hexdigest()


def prepare_data(variables):
    stamp = os.path.join(VAR, "prepared")
    wanted = fingerprint()
    if os.path.exists(stamp) and open(stamp).read() == wanted:
        return
    print("  preparing the database and the demonstration (about half a minute)")
    if subprocess.run(MANAGE + ["prepare_demo"], env=variables, cwd=ROOT, check=False).returncode:
        raise SetUpError("Preparing the demonstration failed; the lines above say why.")
    with open(stamp, "w") as out:
        out.write(wanted)


def start(command, variables):
    return subprocess.Popen(command, env=variables, cwd=ROOT, stdin=subprocess.DEVNULL)


def web_command(port):
    settings = os.path.join(ROOT, "deploy", "gunicorn.py")
    bind = "127.0.0.1:%d" % port
    return [PYTHON, "-m", "gunicorn", "portal.wsgi", "--config", settings, "--bind", bind, "--workers", "2"]


def wait_until_answered(port, web):
    for _ in range(300):
        if web.poll() is not None:
            raise SetUpError("The web server stopped; the lines above say why.")
        try:
            urllib.request.urlopen("http://127.0.0.1:%d/health/live" % port, timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SetUpError("The web server did not answer within 30 seconds.")


def welcome(port):
    address = "http://localhost:%d" % port
    print("\nWegwijs is open:            %s/" % address)
    print("Logins, codes, mailbox:     %s/demo/" % address)
    print("Nothing leaves this machine. Stop with Ctrl+C; your data stays in var/.\n")
    sys.stdout.flush()


def watch(processes, variables):
    """Keep web and worker running until one of them cannot be kept, or until we are told to stop."""
    stopped = []
    while True:
        time.sleep(1)
        for name, (command, process) in list(processes.items()):
            if process.poll() is None:
                continue
            stopped = [moment for moment in stopped if time.monotonic() - moment < TEN_MINUTES] + [time.monotonic()]
            if len(stopped) > RESTARTS:
                raise SetUpError("The %s keeps stopping; the lines above say why." % name)
            print("  the %s stopped; starting it again" % name)
            processes[name] = (command, start(command, variables))


def stop(processes):
    for _, process in processes.values():
        if process.poll() is None:
            process.terminate()
    for _, process in processes.values():
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def run():
    environment.check_python()
    os.umask(0o077)
    port = chosen_port()
    check_port(port)
    environment.prepare("base", ["demo"])
    variables = dict(os.environ, DJANGO_SETTINGS_MODULE="portal.settings.demo", BASE_URL="http://localhost:%d" % port)
    prepare_data(variables)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    commands = {"web server": web_command(port), "worker": MANAGE + ["worker"]}
    processes = {name: (command, start(command, variables)) for name, command in commands.items()}
    try:
        wait_until_answered(port, processes["web server"][1])
        welcome(port)
        watch(processes, variables)
    except KeyboardInterrupt:
        print("\nStopped.")
    finally:
        stop(processes)
    return 0


if __name__ == "__main__":
    environment.main(run)
