"""The mail settings and their defaults; docs/configuration.md describes them."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings

BATCH = 50
CLAIM_LEASE = timedelta(seconds=10)
# Longer than the worst answer of a relay (five commands, each at most SMTP_TIMEOUT): only then may anyone conclude
# that the dispatcher that was sending is gone.
SEND_LEASE = timedelta(seconds=60)
SMTP_TIMEOUT = 10
BACK_OFF_FIRST = timedelta(seconds=10)
BACK_OFF_LAST = timedelta(minutes=15)
# How long nobody asks a relay that is away.
RELAY_PAUSE = timedelta(seconds=5)
BODY_TERM = timedelta(days=14)


def mail_from() -> str:
    """The From header, as in "Wegwijs <wegwijs@example.org>"."""
    return settings.MAIL_FROM


def reply_to() -> str:
    return settings.MAIL_REPLY_TO


def envelope_sender() -> str:
    return parseaddr(mail_from())[1]


def mail_host() -> str:
    return envelope_sender().rpartition("@")[2] or "localhost"


def give_up_after() -> timedelta:
    """How long a message without a term of its own is tried."""
    return timedelta(hours=settings.MAIL_GIVE_UP_HOURS)


def rate_per_second() -> float:
    """Messages per second that one worker hands to the relay; 0 means no limit."""
    return float(settings.MAIL_RATE_PER_SECOND)
