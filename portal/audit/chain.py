"""The chain: each sealed row holds the hash of the one before it."""

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Min

from . import triggers
from .models import AuditCheckpoint, AuditEntry

BATCH = 500
LATE = timedelta(minutes=1)
# Any number, the same in every process: one sealer at a time on PostgreSQL. SQLite has one writer anyway.
LOCK = 7_304_115

SEAL = "UPDATE audit_auditentry SET sequence = %s, previous_hash = %s, hash = %s WHERE id = %s AND sequence IS NULL"


@dataclass(frozen=True)
class Head:
    """The last link: what the next row points at."""

    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """A head as it is written in the mail to the auditors. ValueError: it is not one."""
        sequence, _, value = text.partition(":")
        return cls(int(sequence), value)


def head() -> Head:
    """The newest sealed row, or the newest checkpoint when every sealed row was dropped; sequence 0: none."""
    last = AuditEntry.objects.sealed().order_by("-sequence").first()
    if last is not None:
        return Head(last.sequence, last.hash)
    return start()


def start() -> Head:
    """What the oldest row that is left points at."""
    checkpoint = AuditCheckpoint.objects.order_by("-last_sequence").first()
    return Head(checkpoint.last_sequence, checkpoint.last_hash) if checkpoint else Head(0, "")


def seal_batch() -> int:
    """Seal the oldest unsealed rows in one transaction, under the chain's lock. Returns how many."""
    if not AuditEntry.objects.unsealed().exists():
        return 0
    with transaction.atomic():
        take_lock()
        link = head()
        seals = []
        for entry in AuditEntry.objects.unsealed().order_by("id")[:BATCH]:
            following = Head(link.sequence + 1, digest(entry, link.sequence + 1, link.hash))
            seals.append((following.sequence, link.hash, following.hash, entry.pk))
            link = following
        with connection.cursor() as cursor:
            cursor.executemany(SEAL, seals)
    if connection.vendor == "sqlite":
        time.sleep(0.002)
    return len(seals)


def drop_before(moment: datetime) -> int:
    """Replace the sealed rows before the first one of `moment` or later by a checkpoint. Needs a transaction."""
    take_lock()
    first_kept = AuditEntry.objects.sealed().filter(at__gte=moment).aggregate(first=Min("sequence"))["first"]
    old = AuditEntry.objects.sealed()
    if first_kept is not None:
        old = old.filter(sequence__lt=first_kept)
    last = old.order_by("-sequence").first()
    if last is None:
        return 0
    before = AuditCheckpoint.objects.order_by("-last_sequence").first()
    checkpoint = AuditCheckpoint(
        last_sequence=last.sequence,
        last_hash=last.hash,
        dropped=old.count(),
        previous_hash=before.hash if before else "",
    )
    checkpoint.hash = checkpoint_digest(checkpoint)
    checkpoint.save(force_insert=True)
    return old.delete()[0]


def take_lock() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def digest(entry: AuditEntry, sequence: int, previous_hash: str) -> str:
    """SHA-256 over the facts of the row, its place and the hash before it."""
    facts = [
        sequence,
        previous_hash,
        entry.pk,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor_label,
        entry.action,
        entry.object_type,
        entry.object_id,
        entry.reference,
        entry.reason,
        entry.outcome,
    ]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def checkpoint_digest(checkpoint: AuditCheckpoint) -> str:
    facts = [checkpoint.previous_hash, checkpoint.last_sequence, checkpoint.last_hash, checkpoint.dropped]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def faults(*, expected_head: Head | None = None) -> Iterator[str]:
    """One plain line per thing that is wrong with the log; nothing when it is whole."""
    yield from (f"trigger {name} is missing" for name in triggers.missing(connection))
    yield from _checkpoint_faults()
    yield from _row_faults(expected_head)
    late = AuditEntry.objects.unsealed_for(LATE).count()
    if late:
        yield f"{late} rows wait for the sealer for more than a minute"


def _checkpoint_faults() -> Iterator[str]:
    previous = ""
    for checkpoint in AuditCheckpoint.objects.order_by("last_sequence"):
        if checkpoint.previous_hash != previous or checkpoint.hash != checkpoint_digest(checkpoint):
            yield f"checkpoint {checkpoint.last_sequence} was changed"
        previous = checkpoint.hash


def _row_faults(expected_head: Head | None) -> Iterator[str]:
    link = start()
    is_head_seen = expected_head is None or expected_head.sequence <= link.sequence
    for entry in AuditEntry.objects.sealed().order_by("sequence").iterator(chunk_size=1000):
        if entry.sequence != link.sequence + 1:
            yield f"row {link.sequence + 1} is missing before row {entry.sequence}"
        elif entry.previous_hash != link.hash:
            yield f"row {entry.sequence} does not follow the row before it"
        if entry.hash != digest(entry, entry.sequence, entry.previous_hash):
            yield f"row {entry.sequence} was changed"
        link = Head(entry.sequence, entry.hash)
        is_head_seen = is_head_seen or link == expected_head
    if not is_head_seen:
        yield f"the head {expected_head} is not in the log: its end was cut off or rewritten"
