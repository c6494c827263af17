"""The statements on the outbox. Each is one commit, and each checks that the lease is still ours.

A claim raises `attempt`; a dispatcher that lost its lease carries an old number and changes nothing.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import prefetch_related_objects
from django.utils import timezone

from . import configuration
from .models import OutgoingMessage
from .receipts import ReceiptOracle
from .transports import Answer
from .workflow import WAITING, State

CLAIM = """
UPDATE mail_outgoingmessage SET state = 'claimed', lease = %s, attempt = attempt + 1
WHERE id IN (
  SELECT id FROM mail_outgoingmessage
  WHERE state IN ('pending', 'deferred') AND due_at <= %s AND not_after > %s
  ORDER BY priority DESC, id {lock} LIMIT %s
) RETURNING *
"""

# One commit closes the previous message and opens the next, so that a crash leaves one message in doubt, not two.
STEP = """
UPDATE mail_outgoingmessage SET
  state = CASE WHEN id = %(closing)s THEN %(state)s ELSE 'sending' END,
  lease = CASE WHEN id = %(closing)s THEN %(closing_lease)s ELSE %(opening_lease)s END,
  handed_at = CASE WHEN id = %(closing)s THEN %(handed_at)s ELSE handed_at END,
  due_at = CASE WHEN id = %(closing)s THEN %(due_at)s ELSE due_at END,
  reply_code = CASE WHEN id = %(closing)s THEN %(reply_code)s ELSE reply_code END,
  deferrals = CASE WHEN id = %(closing)s THEN %(deferrals)s ELSE deferrals END,
  params = CASE WHEN id = %(closing)s AND %(forget)s = 1 THEN '{}' ELSE params END
WHERE (id = %(closing)s AND attempt = %(closing_attempt)s AND state IN ('sending', 'claimed'))
   OR (id = %(opening)s AND attempt = %(opening_attempt)s AND state = 'claimed')
RETURNING id
"""


@dataclass(frozen=True)
class Closing:
    """How one message ended for now."""

    message: OutgoingMessage
    answer: Answer
    forget_params: bool = False


def claim(limit: int) -> list[OutgoingMessage]:
    """Take up to `limit` due messages, urgent ones first; no other dispatcher gets them while the lease lasts."""
    now = timezone.now()
    lock = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    values = [sql_time(now + configuration.CLAIM_LEASE), sql_time(now), sql_time(now), limit]
    messages = list(OutgoingMessage.objects.raw(CLAIM.format(lock=lock), values))
    messages.sort(key=lambda message: (-message.priority, message.pk))
    prefetch_related_objects(messages, "body")
    breathe()
    return messages


def step(closing: Closing | None, opening: OutgoingMessage | None) -> bool:
    """Close one message and open the next in one commit. False: the next is no longer ours; leave it."""
    if closing is None and opening is None:
        return False
    values = {**closing_values(closing), **opening_values(opening)}
    with connection.cursor() as cursor:
        cursor.execute(STEP, values)
        changed = {row[0] for row in cursor.fetchall()}
    breathe()
    return opening is not None and opening.pk in changed


def opening_values(message: OutgoingMessage | None) -> dict:
    return {
        "opening": message.pk if message else 0,
        "opening_attempt": message.attempt if message else 0,
        "opening_lease": sql_time(timezone.now() + configuration.SEND_LEASE),
    }


def closing_values(closing: Closing | None) -> dict:
    now = timezone.now()
    if closing is None:
        empty = ["state", "closing_lease", "handed_at", "due_at", "reply_code", "deferrals"]
        return {"closing": 0, "closing_attempt": 0, "forget": 0, **dict.fromkeys(empty)}
    message, answer = closing.message, closing.answer
    is_deferred, is_handed = answer.state == State.DEFERRED, answer.state == State.HANDED
    pauses = {State.DEFERRED: back_off(message.deferrals), State.PENDING: configuration.RELAY_PAUSE}
    return {
        "closing": message.pk,
        "closing_attempt": message.attempt,
        "state": answer.state.value,
        "closing_lease": sql_time(now) if answer.state == State.UNCERTAIN else None,
        "handed_at": sql_time(now) if is_handed else None,
        "due_at": sql_time(now + pauses[answer.state] if answer.state in pauses else message.due_at),
        "reply_code": answer.code,
        "deferrals": message.deferrals + is_deferred,
        "forget": int(closing.forget_params and answer.state in (State.HANDED, State.BOUNCED)),
    }


def back_off(deferrals: int) -> timedelta:
    """10 s, doubled at each refusal, at most 15 minutes."""
    return min(configuration.BACK_OFF_FIRST * 2 ** min(deferrals, 10), configuration.BACK_OFF_LAST)


def renew(messages: Sequence[OutgoingMessage]) -> None:
    """Keep the lease on messages that wait for their turn."""
    mine(messages).update(lease=timezone.now() + configuration.CLAIM_LEASE)
    breathe()


def release(messages: Sequence[OutgoingMessage], *, due_at: datetime | None = None) -> None:
    """Give back messages that were not handed over."""
    mine(messages).update(state=State.PENDING, lease=None, **({"due_at": due_at} if due_at else {}))
    breathe()


def mine(messages: Sequence[OutgoingMessage]):
    """Those of one claim that are still ours. Rows of one claim differ in attempt, so they are asked per number."""
    wanted = OutgoingMessage.objects.none()
    for attempt in {message.attempt for message in messages}:
        keys = [message.pk for message in messages if message.attempt == attempt]
        wanted = wanted | OutgoingMessage.objects.filter(pk__in=keys, attempt=attempt, state=State.CLAIMED)
    return wanted


def recover(oracle: ReceiptOracle) -> int:
    """Put right what dead dispatchers left behind and close what came too late. Returns how many rows changed."""
    now = timezone.now()
    leased = OutgoingMessage.objects.filter(lease__lte=now)
    changed = leased.filter(state=State.CLAIMED).update(state=State.PENDING, lease=None)
    changed += leased.filter(state=State.SENDING).update(state=State.UNCERTAIN)
    for message in leased.filter(state=State.UNCERTAIN):
        changed += settle(message, was_received=oracle.has(message.message_id))
    too_late = OutgoingMessage.objects.filter(state__in=WAITING, not_after__lte=now)
    changed += too_late.update(state=State.EXPIRED, params={})
    breathe()
    return changed


def settle(message: OutgoingMessage, *, was_received: bool) -> int:
    """An uncertain message is handed when there is a receipt; otherwise it goes again with the same Message-ID."""
    values = {"state": State.HANDED, "handed_at": timezone.now()} if was_received else {"state": State.PENDING}
    row = OutgoingMessage.objects.filter(pk=message.pk, state=State.UNCERTAIN, attempt=message.attempt)
    return row.update(lease=None, **values)


def sql_time(moment: datetime):
    """A moment as a raw parameter: PostgreSQL takes it as it is, SQLite wants its own text."""
    return connection.ops.adapt_datetimefield_value(moment)


def breathe() -> None:
    """SQLite has one writer; without a pause between commits the web processes would starve (measured)."""
    if connection.vendor == "sqlite":
        time.sleep(0.002)
