"""What must end when someone leaves the team. Apps that rank higher register their part."""

from collections.abc import Callable

_parts: list[Callable] = []


def register(part: Callable) -> None:
    """Add `part(user) -> str | None`, from an app's `ready()`: it runs inside the transaction of the leaving

    and may return one line for the report (such as "3 sleutels ingetrokken").
    """
    if part not in _parts:
        _parts.append(part)


def run_all(user) -> list[str]:
    return [line for part in _parts if (line := part(user))]
