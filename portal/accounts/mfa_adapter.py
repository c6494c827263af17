"""Second factors: their secrets encrypted, and staff never without one."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from nacl.secret import SecretBox

from portal.accounts.second_factor import SECOND_FACTORS


def _box() -> SecretBox:
    """Keyed by SECRET_KEY, which is not in the database; a new SECRET_KEY means new devices for everyone."""
    return SecretBox(hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"wegwijs-mfa").digest())


class MFAAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return base64.b64encode(_box().encrypt(text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(base64.b64decode(encrypted_text)).decode()

    def can_delete_authenticator(self, authenticator) -> bool:
        """Staff may replace a device, not give up the last one."""
        if not authenticator.user.is_staff or authenticator.type not in SECOND_FACTORS:
            return True
        others = type(authenticator).objects.filter(user=authenticator.user, type__in=SECOND_FACTORS)
        return others.exclude(pk=authenticator.pk).exists()
