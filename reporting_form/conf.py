"""Costs, lifetimes and limits of the meldpunt; every value can be overruled by a Django setting."""

from pathlib import Path
from typing import Any

from django.conf import settings

MIB = 1024 * 1024
DEFAULTS: dict[str, Any] = {
    "VAULT_MEMBER_MEMLIMIT": 256 * MIB,
    "VAULT_MEMBER_OPSLIMIT": 3,
    "VAULT_CODE_MEMLIMIT": 64 * MIB,
    "VAULT_CODE_OPSLIMIT": 3,
    "VAULT_DERIVATION_SLOTS": 2,
    "VAULT_DERIVATION_WAIT_SECONDS": 30,
    "VAULT_IDLE_SECONDS": 15 * 60,
    "VAULT_THREAD_SECONDS": 15 * 60,
    "VAULT_REVIEW_SECONDS": 2 * 60 * 60,
    "MELDPUNT_MINIMUM_SECONDS": 3,
    "MELDPUNT_BUSY_DELAY_SECONDS": 2,
    "MELDPUNT_ANSWER_WORKING_DAYS": 2,
    "MELDPUNT_ADVICE_DAYS": 30,
    "MELDPUNT_CLOSED_CONCERN_DAYS": 90,
    "MELDPUNT_DEMO_ANY_HOST": False,
}


def value(name: str) -> Any:
    """The setting of that name, or its default above."""
    return getattr(settings, name, DEFAULTS[name])


def pepper() -> bytes:
    """The server-side secret that lies outside the database."""
    return str(settings.VAULT_PEPPER).encode()


def lock_directory() -> Path:
    """Where the derivation slots of this host lie."""
    directory = Path(settings.VAR_DIR) / "locks"
    directory.mkdir(parents=True, exist_ok=True)
    return directory
