"""Put mail in the outbox. Sending is the dispatcher's work."""

import hashlib
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from . import configuration
from .models import BulkBody, OutgoingMessage
from .workflow import WAITING, State

URGENT, NORMAL, LOW = 9, 5, 1


def enqueue(
    *,
    kind: str,
    to: str,
    locale: str = "nl",
    params: dict[str, Any] | None = None,
    ref: int | None = None,
    dedupe_key: str,
    priority: int = NORMAL,
    not_after: datetime | None = None,
    body: BulkBody | None = None,
) -> OutgoingMessage:
    """Write one message in the running transaction; a rollback of the fact takes the mail with it.

    The same `dedupe_key` again returns the row that is there and sends nothing more.
    """
    message = new_message(
        kind=kind,
        to=to,
        locale=locale,
        params=params,
        ref=ref,
        dedupe_key=dedupe_key,
        priority=priority,
        not_after=not_after,
        body=body,
    )
    enqueue_many([message])
    return OutgoingMessage.objects.get(dedupe_key=dedupe_key)


def new_message(
    *, dedupe_key: str, params: dict[str, Any] | None = None, not_after: datetime | None = None, **fields: Any
) -> OutgoingMessage:
    """An unsaved message, for `enqueue_many`."""
    return OutgoingMessage(
        dedupe_key=dedupe_key,
        message_id=message_id_for(dedupe_key),
        params=params or {},
        not_after=not_after or timezone.now() + configuration.give_up_after(),
        **fields,
    )


def enqueue_many(messages: Iterable[OutgoingMessage]) -> None:
    """Write messages in one statement per thousand; those whose dedupe key is known already are left out."""
    OutgoingMessage.objects.bulk_create(messages, batch_size=1000, ignore_conflicts=True)


def keep_body(*, subject: str, text: str, html: str = "") -> BulkBody:
    """The stored body with exactly this text; made when it is new."""
    digest = hashlib.sha256("\x00".join([subject, text, html]).encode()).hexdigest()
    BulkBody.objects.bulk_create(
        [BulkBody(sha256=digest, subject=subject, text=text, html=html)], ignore_conflicts=True
    )
    return BulkBody.objects.get(sha256=digest)


def cancel(*, dedupe_key: str) -> bool:
    """Withdraw a message that nobody has taken up yet. False: it is too late, or there is none."""
    waiting = OutgoingMessage.objects.filter(dedupe_key=dedupe_key, state__in=WAITING)
    return waiting.update(state=State.CANCELLED, params={}) == 1


def message_id_for(dedupe_key: str) -> str:
    """The same Message-ID for the same key, always: a relay or mailbox may use it to drop a second copy."""
    return f"<{uuid.uuid5(uuid.NAMESPACE_URL, dedupe_key)}@{configuration.mail_host()}>"
