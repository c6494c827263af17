"""The case code: four characters to find the case, sixteen (80 bits) to open it.

Salt = HMAC(pepper, locator), so one derivation serves every case with that locator, and an unknown code
costs exactly what a wrong one costs. The derivation yields two independent values: a verifier, of which
the database holds a hash, and the key around the reporter's private key.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from reporting_form import conf
from reporting_form.vault.derivation import SALT_BYTES, derive

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOCATOR_LENGTH = 4
LENGTH = 20
AMBIGUOUS = str.maketrans("OIL", "011")
# Twenty characters in groups of four, with or without hyphens or spaces; the look-ahead finds overlaps.
CANDIDATE = re.compile(r"(?<![0-9A-Z])(?=([0-9A-Z]{4}(?:[\s\-\u2010-\u2015]?[0-9A-Z]{4}){4})(?![0-9A-Z]))")


@dataclass(frozen=True)
class CaseCode:
    characters: str

    @property
    def locator(self) -> str:
        return self.characters[:LOCATOR_LENGTH]

    @property
    def secret(self) -> str:
        return self.characters[LOCATOR_LENGTH:]

    @property
    def last_four(self) -> str:
        return self.characters[-4:]

    @property
    def groups(self) -> list[str]:
        return [self.characters[start : start + 4] for start in range(0, LENGTH, 4)]

    def __str__(self) -> str:
        return "-".join(self.groups)


@dataclass(frozen=True)
class CodeKeys:
    """What a code yields: the verifier's hash as stored, and the key around the reporter's private key."""

    verifier: str
    key: bytes


def new_code() -> CaseCode:
    return CaseCode("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def normalised(text: str) -> str:
    """Upper case without separators; O is 0, I and L are 1 (Crockford)."""
    return re.sub(r"[\s\-\u2010-\u2015]", "", text).upper().translate(AMBIGUOUS)


def parse(text: str) -> CaseCode | None:
    """The code in what somebody typed, or None when it cannot be one."""
    characters = normalised(text)
    if len(characters) != LENGTH or not set(characters) <= set(ALPHABET):
        return None
    return CaseCode(characters)


def codes_in(text: str) -> list[CaseCode]:
    """Everything in a text that reads like a case code."""
    found = (parse(match.group(1)) for match in CANDIDATE.finditer(text.upper()))
    return [code for code in found if code is not None]


def derive_keys(code: CaseCode) -> CodeKeys:
    """One Argon2id derivation, whatever the code. Raises DerivationBusyError."""
    salt = hmac.new(conf.pepper(), f"locator|{code.locator}".encode(), hashlib.sha256).digest()[:SALT_BYTES]
    root = derive(
        code.secret.encode(),
        salt,
        memlimit=conf.value("VAULT_CODE_MEMLIMIT"),
        opslimit=conf.value("VAULT_CODE_OPSLIMIT"),
    )
    verifier = hmac.new(root, b"verifier", hashlib.sha256).digest()
    return CodeKeys(
        verifier=hashlib.sha256(verifier).hexdigest(), key=hmac.new(root, b"reporter key", hashlib.sha256).digest()
    )
