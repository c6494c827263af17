"""The signed list of those who may read: intake seals to nobody else.

Whoever can write to the database could add a row for himself. Therefore the public keys stand in a list
that two members of the list before it have signed. The first list is signed by two of its own members
and anchored with a key that lies outside the database.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from reporting_form import conf

SIGNATURES_NEEDED = 2


@dataclass(frozen=True)
class Reader:
    """One member in the list: the row's key, the key to seal to, and the key that checks signatures."""

    member: int
    public_key: bytes
    verify_key: bytes


@dataclass(frozen=True)
class SignedList:
    """A list as stored: its exact bytes, the anchor (first list only) and signatures by member."""

    body: bytes
    anchor: str
    signatures: Mapping[int, bytes]


@dataclass(frozen=True)
class ReaderList:
    number: int
    previous: str
    readers: tuple[Reader, ...]
    recovery_key: bytes | None = None

    def encode(self) -> bytes:
        """Canonical bytes; these are signed and stored."""
        members = [[reader.member, reader.public_key.hex(), reader.verify_key.hex()] for reader in self.readers]
        recovery = self.recovery_key.hex() if self.recovery_key else None
        content = {"number": self.number, "previous": self.previous, "members": members, "recovery": recovery}
        return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def decode(cls, body: bytes) -> "ReaderList":
        """Raises ValueError, KeyError or TypeError on bytes that are no list."""
        content = json.loads(body)
        readers = (Reader(pk, bytes.fromhex(public), bytes.fromhex(key)) for pk, public, key in content["members"])
        recovery = bytes.fromhex(content["recovery"]) if content["recovery"] else None
        return cls(content["number"], content["previous"], tuple(readers), recovery)


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def anchor(body: bytes) -> str:
    """The mark of the first list, which only the server's own key can make."""
    return hmac.new(conf.pepper(), b"first roster|" + body, hashlib.sha256).hexdigest()


def sign(body: bytes, key: SigningKey) -> bytes:
    return bytes(key.sign(body).signature)


def signed_by_enough(signed: SignedList, signers: Sequence[Reader]) -> bool:
    """Whether two different members of `signers` signed exactly these bytes."""
    keys = {reader.member: reader.verify_key for reader in signers}
    good = {
        keys[pk] for pk, signature in signed.signatures.items() if pk in keys and _good(keys[pk], signed, signature)
    }
    return len(good) >= SIGNATURES_NEEDED


def _good(verify_key: bytes, signed: SignedList, signature: bytes) -> bool:
    try:
        VerifyKey(verify_key).verify(signed.body, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def newest_valid(lists: Sequence[SignedList]) -> ReaderList | None:
    """The last list of an unbroken chain, oldest first; what follows a bad list does not count."""
    valid: ReaderList | None = None
    before = b""
    for signed in lists:
        candidate = _accepted(signed, valid, before)
        if candidate is None:
            break
        valid, before = candidate, signed.body
    return valid


def _accepted(signed: SignedList, valid: ReaderList | None, before: bytes) -> ReaderList | None:
    try:
        candidate = ReaderList.decode(signed.body)
    except (ValueError, KeyError, TypeError):
        return None
    if valid is None:
        trusted = candidate.number == 1 and hmac.compare_digest(signed.anchor, anchor(signed.body))
        signers = candidate.readers
    else:
        trusted = candidate.number == valid.number + 1 and candidate.previous == digest(before)
        signers = valid.readers
    return candidate if trusted and signed_by_enough(signed, signers) else None
