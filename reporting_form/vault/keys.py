"""Key pairs of members and reporters, and how a case key is handed to each of them."""

import hashlib
import hmac
import json
import unicodedata
from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey

from reporting_form import conf
from reporting_form.vault.derivation import derive
from reporting_form.vault.envelope import CannotOpenError, Place, pad, seal, unpad, unseal

MINIMUM_WORDS = 6


@dataclass(frozen=True)
class MemberKeys:
    """A member's private halves: one opens case keys, one signs the roster."""

    private: PrivateKey
    signing: SigningKey

    @classmethod
    def generate(cls) -> "MemberKeys":
        return cls(PrivateKey.generate(), SigningKey.generate())

    @property
    def public_key(self) -> bytes:
        return bytes(self.private.public_key)

    @property
    def verify_key(self) -> bytes:
        return bytes(self.signing.verify_key)

    def dump(self) -> str:
        return json.dumps([bytes(self.private).hex(), bytes(self.signing).hex()])

    @classmethod
    def load(cls, text: str) -> "MemberKeys":
        private, signing = json.loads(text)
        return cls(PrivateKey(bytes.fromhex(private)), SigningKey(bytes.fromhex(signing)))


def normalised(passphrase: str) -> str:
    """The same words in another case or with other spaces are the same passphrase."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).casefold().replace("-", " ").split())


def passphrase_key(passphrase: str, salt: bytes) -> bytes:
    """The key that wraps a member's private halves: Argon2id of the passphrase and the server's pepper."""
    secret = hmac.new(conf.pepper(), normalised(passphrase).encode(), hashlib.sha256).digest()
    return derive(
        secret, salt, memlimit=conf.value("VAULT_MEMBER_MEMLIMIT"), opslimit=conf.value("VAULT_MEMBER_OPSLIMIT")
    )


def member_place(user_id: int) -> Place:
    return Place("member", "keys", str(user_id))


def wrap_member_keys(keys: MemberKeys, passphrase: str, salt: bytes, user_id: int) -> bytes:
    return seal(passphrase_key(passphrase, salt), keys.dump(), member_place(user_id))


def unwrap_member_keys(wrapped: bytes, passphrase: str, salt: bytes, user_id: int) -> MemberKeys:
    """The member's keys. Raises CannotOpenError for a wrong passphrase."""
    return MemberKeys.load(unseal(passphrase_key(passphrase, salt), wrapped, member_place(user_id)))


def seal_to(public_key: bytes | memoryview, secret: bytes) -> bytes:
    """A secret (a case key) that only the holder of the private half can open."""
    return bytes(SealedBox(PublicKey(bytes(public_key))).encrypt(secret))


def open_with(private: PrivateKey, sealed: bytes | memoryview) -> bytes:
    """The secret of `seal_to`. Raises CannotOpenError."""
    try:
        return bytes(SealedBox(private).decrypt(bytes(sealed)))
    except (CryptoError, ValueError) as error:
        raise CannotOpenError("wrap") from error


def seal_text_to(public_key: bytes, text: str) -> bytes:
    """A text for one reader, padded; used where the writer holds no key (a draft when the vault just locked)."""
    return seal_to(public_key, pad(text.encode()))


def open_text_with(private: PrivateKey, sealed: bytes | memoryview) -> str:
    return unpad(open_with(private, sealed)).decode()
