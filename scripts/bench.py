"""`make bench`: every benchmark under tests/load, printed as tables; figures, no verdicts."""

import os
import subprocess
import sys

import environment
from environment import PYTHON, ROOT


def run():
    environment.prepare("dev", ["demo"])
    folder = os.path.join(ROOT, "tests", "load")
    chosen = sys.argv[1:] or sorted(name[:-3] for name in os.listdir(folder) if name.startswith("bench_"))
    for name in chosen:
        print("\n=== %s ===" % name)
        sys.stdout.flush()
        subprocess.run([PYTHON, "-m", "tests.load.%s" % name], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    environment.main(run)
