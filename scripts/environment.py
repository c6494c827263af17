"""Make the project's own Python environment. Standard library only; runs on any Python 3 to say what is wrong."""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
OLDEST = (3, 11)


class SetUpError(Exception):
    """A reason why the set-up cannot go on, in one line for the person at the keyboard."""


def check_python():
    if sys.version_info < OLDEST:
        raise SetUpError(
            "Wegwijs needs Python 3.11 or newer; this is %d.%d. Install a newer python3 and run the command again."
            % sys.version_info[:2]
        )


def system_packages(part):
    """Rows (package, what is off without it) of scripts/system-packages.txt for one part."""
    with open(os.path.join(ROOT, "scripts", "system-packages.txt")) as lines:
        rows = [line.split(None, 2) for line in lines if line.strip() and not line.startswith("#")]
    return [(package, without.strip()) for package, needed_by, without in rows if needed_by == part]


def is_installed(package):
    query = subprocess.run(
        ["dpkg-query", "-W", "-f=${Status}", package], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    return b"install ok installed" in query.stdout


def install_system_packages(parts):
    """Install what is missing when we may (root on Debian); name what stays off otherwise."""
    if not shutil.which("dpkg-query"):
        return
    rows = [row for part in parts for row in system_packages(part)]
    missing = [(package, without) for package, without in rows if not is_installed(package)]
    if not missing:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"] + [package for package, _ in missing]
        for step in (["apt-get", "update", "-qq"], command):
            run_quietly(step, environment, 400)
    for package, without in missing:
        if not is_installed(package):
            print("  off: %s (Debian package %s is not installed)" % (without, package))


def name_what_is_off():
    """One line for each feature that this machine cannot offer, whatever its packages say."""
    try:
        ctypes.CDLL("libpango-1.0.so.0")
    except OSError:
        print("  off: PDF files, because the library Pango is missing; pages print instead")


def run_quietly(command, environment, seconds):
    try:
        subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        print("  %s took longer than %d seconds; going on without it" % (command[0], seconds))


def make_venv():
    if os.path.exists(PYTHON):
        return
    try:
        import ensurepip  # noqa: F401  (only to see whether it is there)
    except ImportError:
        raise SetUpError(
            "This Python has no ensurepip, so it cannot make an environment. On Debian: apt-get install python3-venv."
        ) from None
    made = subprocess.run(
        [sys.executable, "-m", "venv", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetUpError("The environment in .venv could not be made: %s" % last_line(made.stdout))


def last_line(output):
    lines = [line for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


def install_requirements(name):
    """Install requirements/<name>.txt unless exactly that file was installed before."""
    path = os.path.join(ROOT, "requirements", name + ".txt")
    stamp = os.path.join(VENV, "installed-" + name)
    with open(path, "rb") as content:
        wanted = hashlib.sha256(content.read()).hexdigest()
    if os.path.exists(stamp) and open(stamp).read() == wanted:
        return
    print("  installing the Python packages (about a minute the first time)")
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", path]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise SetUpError(explain_pip(done.stdout))
    with open(stamp, "w") as out:
        out.write(wanted)


def explain_pip(output):
    text = output.decode("utf-8", "replace")
    if "No matching distribution" in text or "connection" in text.lower() or "resolve" in text.lower():
        return (
            "The Python packages could not be fetched. Is there a network connection? "
            "Run the command again when there is."
        )
    return "The Python packages could not be installed: %s" % last_line(output)


def prepare(name, parts):
    """A ready environment with requirements/<name>.txt; raises SetUpError with one clear line."""
    check_python()
    install_system_packages(parts)
    name_what_is_off()
    make_venv()
    install_requirements(name)


def main(run):
    """Run a set-up function; a SetUpError becomes one line and exit code 1."""
    try:
        sys.exit(run())
    except SetUpError as problem:
        print("Wegwijs: %s" % problem, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main(lambda: prepare(sys.argv[1] if len(sys.argv) > 1 else "base", ["demo"]))
