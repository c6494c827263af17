"""Install and start PostgreSQL, Redis and Chromium for the tests, as root on Debian; harmless when they run."""

import subprocess
import sys
import time

import environment
from environment import SetUpError

from test import POSTGRESQL, REDIS, answers  # isort: skip

ROLE = (
    "DO $$BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname='wegwijs') "
    "THEN CREATE ROLE wegwijs LOGIN CREATEDB PASSWORD 'wegwijs'; END IF; END$$"
)


def sh(command, check=True):
    done = subprocess.run(["sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if check and done.returncode:
        raise SetUpError("%s: %s" % (command.split()[0], environment.last_line(done.stdout)))
    return done.stdout.decode()


def wait_for(name, url):
    for _ in range(60):
        if answers(url):
            return
        time.sleep(0.5)
    raise SetUpError("%s does not answer after 30 seconds" % name)


def start_postgresql():
    if not answers(POSTGRESQL):
        cluster = sh("pg_lsclusters -h | awk '{print $1, $2; exit}'").split()
        if not cluster:
            raise SetUpError("there is no PostgreSQL cluster to start")
        sh("pg_ctlcluster %s %s start" % tuple(cluster))
    wait_for("PostgreSQL", POSTGRESQL)
    # What visitors type may not end up in the server's log (docs/operations.md).
    for setting in ("log_error_verbosity=terse", "log_min_error_statement=panic", "fsync=off"):
        name, value = setting.split("=")
        sh('su postgres -c "psql -q -c \\"ALTER SYSTEM SET %s=\'%s\'\\""' % (name, value))
    subprocess.run(["su", "postgres", "-c", "psql -q"], input=ROLE.encode(), check=True)
    subprocess.run(
        ["su", "postgres", "-c", "psql -q"], input=b"SELECT pg_reload_conf();", stdout=subprocess.DEVNULL, check=True
    )
    exists = sh('su postgres -c "psql -tAc \\"SELECT 1 FROM pg_database WHERE datname=\'wegwijs\'\\""').strip()
    if not exists:
        sh("su postgres -c 'createdb -O wegwijs wegwijs'")


def start_redis():
    if not answers(REDIS):
        sh("redis-server --port 6379 --bind 127.0.0.1 --save '' --appendonly no --daemonize yes")
    wait_for("Redis", REDIS)


def run():
    environment.install_system_packages(["demo", "test"])
    start_postgresql()
    start_redis()
    print("PostgreSQL and Redis answer; Chromium: %s" % sh("command -v chromium").strip())
    return 0


if __name__ == "__main__":
    sys.path.insert(0, environment.ROOT + "/scripts")
    environment.main(run)
