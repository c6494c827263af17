"""One sealed field: XChaCha20-Poly1305, bound to its place, padded so that its length says little.

Layout: one version byte, 24 bytes nonce, ciphertext with tag. The associated data names model, field,
case and version, so that a row moved to another field or another case no longer opens.
"""

from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.secret import Aead
from nacl.utils import random as random_bytes

VERSION = 1
STEP = 1024
KEY_BYTES = Aead.KEY_SIZE
NONCE_BYTES = Aead.NONCE_SIZE
END_OF_TEXT = b"\x80"


class CannotOpenError(Exception):
    """Wrong key, changed bytes, or a row that was moved from another place."""


@dataclass(frozen=True)
class Place:
    """Where a sealed value belongs."""

    model: str
    field: str
    case: str

    def associated_data(self, version: int) -> bytes:
        return f"{self.model}|{self.field}|{self.case}|{version}".encode()


def new_key() -> bytes:
    return random_bytes(KEY_BYTES)


def pad(data: bytes) -> bytes:
    """Fill to whole steps of 1 KiB (ISO/IEC 7816-4: one marking byte, then zeros)."""
    padded = data + END_OF_TEXT
    return padded + b"\x00" * (-len(padded) % STEP)


def unpad(padded: bytes) -> bytes:
    data, mark, rest = padded.rpartition(END_OF_TEXT)
    if not mark or rest.strip(b"\x00"):
        raise CannotOpenError("padding")
    return data


def seal(key: bytes, text: str, place: Place, *, nonce: bytes | None = None) -> bytes:
    """The text as bytes that only the key opens, and only at this place. `nonce` is for test vectors."""
    nonce = nonce or random_bytes(NONCE_BYTES)
    sealed = Aead(key).encrypt(pad(text.encode()), place.associated_data(VERSION), nonce)
    return bytes([VERSION]) + bytes(sealed)


def unseal(key: bytes, sealed: bytes | memoryview, place: Place) -> str:
    """The text of `seal`. Raises CannotOpenError."""
    data = bytes(sealed)
    if not data or data[0] != VERSION:
        raise CannotOpenError("version")
    try:
        return unpad(Aead(key).decrypt(data[1:], place.associated_data(VERSION))).decode()
    except (CryptoError, ValueError) as error:
        raise CannotOpenError("sealed value") from error
