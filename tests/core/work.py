"""Jobs and tasks for the tests of the worker."""

import os
import time
from pathlib import Path

from django_tasks import task


@task()
def leave_a_line(word: str) -> None:
    add_line("task", word)


@task()
def fail_with(secret: str) -> None:
    raise ValueError(secret)


@task()
def take_long(word: str) -> None:
    """Takes a minute the first time, no time when it is run again."""
    add_line("long", word)
    if lines("long").count(word) == 1:
        time.sleep(60)


def add_line(name: str, word: str) -> None:
    with folder().joinpath(name).open("a") as file:
        file.write(word + "\n")


def lines(name: str) -> list[str]:
    path = folder() / name
    return path.read_text().splitlines() if path.exists() else []


def folder() -> Path:
    return Path(os.environ["WORK_FOLDER"])
