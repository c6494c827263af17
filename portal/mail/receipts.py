"""Receipt oracles: who can tell, after a crash, whether the relay has a message."""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class ReceiptOracle(Protocol):
    def has(self, message_id: str) -> bool:
        """True when the relay took the message with this Message-ID; False when it did not or nobody knows."""


class NoReceipts:
    """Nobody knows: the message goes out again with the same Message-ID."""

    def has(self, message_id: str) -> bool:
        return False


def configured() -> ReceiptOracle:
    return import_string(getattr(settings, "MAIL_RECEIPTS", "portal.mail.receipts.NoReceipts"))()
