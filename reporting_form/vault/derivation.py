"""Argon2id, at most two at once on this host: one derivation holds up to 256 MiB."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager

from nacl import pwhash

from reporting_form import conf

SALT_BYTES = pwhash.argon2id.SALTBYTES
PAUSE_SECONDS = 0.02


class DerivationBusyError(Exception):
    """All slots stayed taken for the whole waiting time; the visitor may try again."""


@contextmanager
def derivation_slot() -> Iterator[None]:
    """Hold one of the host's slots (`flock`, so that it ends with the process). Raises DerivationBusyError."""
    deadline = time.monotonic() + conf.value("VAULT_DERIVATION_WAIT_SECONDS")
    paths = [conf.lock_directory() / f"derivation-{n}" for n in range(conf.value("VAULT_DERIVATION_SLOTS"))]
    while True:
        for path in paths:
            with path.open("w") as slot:
                if _taken(slot.fileno()):
                    yield
                    return
        if time.monotonic() > deadline:
            raise DerivationBusyError
        time.sleep(PAUSE_SECONDS)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def derive(secret: bytes, salt: bytes, *, memlimit: int, opslimit: int) -> bytes:
    """32 bytes from a secret that a person can hold (RFC 9106, Argon2id)."""
    with derivation_slot():
        return pwhash.argon2id.kdf(32, secret, salt, opslimit=opslimit, memlimit=memlimit)
