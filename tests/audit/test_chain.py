from datetime import timedelta
from io import StringIO

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from portal.audit import chain, triggers
from portal.audit.models import AuditCheckpoint, AuditEntry
from portal.audit.services import seal
from tests.factories.audit import AuditEntryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed():
    """Five sealed rows."""
    entries = AuditEntryFactory.create_batch(5)
    seal()
    for entry in entries:
        entry.refresh_from_db()
    return entries


@pytest.fixture
def tampering():
    """Someone who owns the database takes the triggers away, and puts them back afterwards."""

    def run(statement: str) -> None:
        triggers.remove(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement)
        triggers.install(connection)

    return run


def verify(**options) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_audit", stdout=out, stderr=err, **options)
    except CommandError as error:
        return str(error), err.getvalue().strip()
    return out.getvalue().strip(), err.getvalue().strip()


def test_each_sealed_row_points_at_the_one_before(sealed):
    assert [entry.sequence for entry in sealed] == [1, 2, 3, 4, 5]
    assert [entry.previous_hash for entry in sealed] == ["", *(entry.hash for entry in sealed[:-1])]
    assert len({entry.hash for entry in sealed}) == 5


def test_sealing_goes_on_where_it_ended_and_takes_more_than_one_batch(sealed, monkeypatch):
    monkeypatch.setattr(chain, "BATCH", 2)
    AuditEntryFactory.create_batch(5)
    assert [seal(), seal()] == [5, 0]
    assert list(chain.faults()) == []
    assert chain.head().sequence == 10


@pytest.mark.parametrize(("count", "queries"), [(1, 8), (100, 8)])
def test_a_hundred_rows_are_sealed_in_as_many_queries_as_one(count, queries, django_assert_num_queries):
    AuditEntryFactory.create_batch(count)
    extra = 1 if connection.vendor == "postgresql" else 0
    with django_assert_num_queries(queries + extra):
        seal()


def test_an_empty_log_is_whole():
    assert verify() == ("The audit log is whole up to 0:.", "")


def test_a_whole_log_is_called_whole_with_its_head(sealed):
    assert verify() == (f"The audit log is whole up to 5:{sealed[4].hash}.", "")
    assert verify(head=f"3:{sealed[2].hash}") == verify()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit_auditentry SET reason = 'anders' WHERE sequence = 3", "row 3 was changed"),
        ("UPDATE audit_auditentry SET actor_id = NULL WHERE sequence = 5", "row 5 was changed"),
        ("DELETE FROM audit_auditentry WHERE sequence = 2", "row 2 is missing before row 3"),
        ("DELETE FROM audit_auditentry WHERE sequence = 1", "row 1 is missing before row 2"),
    ],
)
def test_tampering_is_found_and_the_row_is_named(sealed, tampering, statement, fault):
    tampering(statement)
    assert verify() == ("The audit log is not whole: 1 faults.", fault)


def test_a_row_that_was_rewritten_with_a_right_hash_breaks_the_link_to_the_next(sealed, tampering):
    third = sealed[2]
    third.reason = "anders"
    new_hash = chain.digest(third, 3, third.previous_hash)
    tampering(f"UPDATE audit_auditentry SET reason = 'anders', hash = '{new_hash}' WHERE sequence = 3")
    assert verify()[1] == "row 4 does not follow the row before it"


def test_an_end_that_was_cut_off_is_found_with_the_mailed_head(sealed, tampering):
    tampering("DELETE FROM audit_auditentry WHERE sequence = 5")
    assert verify()[1] == ""
    head = f"5:{sealed[4].hash}"
    assert verify(head=head)[1] == f"the head {head} is not in the log: its end was cut off or rewritten"


def test_rows_that_the_sealer_left_are_reported_after_a_minute():
    AuditEntryFactory(at=timezone.now() - timedelta(seconds=50))
    assert verify()[1] == ""
    AuditEntryFactory(at=timezone.now() - timedelta(seconds=70))
    assert verify()[1] == "1 rows wait for the sealer for more than a minute"


def test_a_missing_trigger_is_reported(sealed):
    triggers.remove(connection)
    assert "trigger audit_entry_update is missing" in verify()[1].splitlines()


@pytest.mark.parametrize("is_sealed", [True, False])
@pytest.mark.parametrize(
    "statement",
    [
        *(f"UPDATE audit_auditentry SET {column} = '9'" for column in triggers.FACTS if column != "at"),
        "UPDATE audit_auditentry SET at = '2020-01-01 00:00:00+00:00'",
        "DELETE FROM audit_auditentry",
    ],
)
def test_the_database_refuses_to_change_or_delete_a_row(is_sealed, statement):
    AuditEntryFactory()
    if is_sealed:
        seal()
    before = list(AuditEntry.objects.values())
    with pytest.raises(DatabaseError, match="audit rows"), transaction.atomic():
        connection.cursor().execute(statement)
    assert list(AuditEntry.objects.values()) == before


def test_the_database_refuses_to_seal_a_row_twice(sealed):
    with pytest.raises(DatabaseError, match="audit rows"), transaction.atomic():
        AuditEntry.objects.filter(sequence=5).update(hash="0" * 64)


def test_a_checkpoint_can_be_neither_changed_nor_deleted():
    AuditCheckpoint.objects.create(last_sequence=1, last_hash="a", dropped=1, hash="b")
    for statement in ("UPDATE audit_auditcheckpoint SET dropped = 2", "DELETE FROM audit_auditcheckpoint"):
        with pytest.raises(DatabaseError, match="audit"), transaction.atomic():
            connection.cursor().execute(statement)


def test_pruning_drops_whole_months_and_the_chain_stays_provable():
    now = timezone.localtime().replace(day=1)
    for months_ago in (4, 3, 2, 1, 0):
        AuditEntryFactory(at=now - relativedelta(months=months_ago))
    seal()
    head = str(chain.head())
    call_command("prune_audit", months=2, stdout=StringIO())
    assert list(AuditEntry.objects.sealed().order_by("sequence").values_list("sequence", flat=True)) == [3, 4, 5]
    assert list(AuditEntry.objects.unsealed().values_list("action", "reason")) == [("audit.prune", "2 rows up to 2")]
    seal()
    assert verify(head=head)[1] == ""


def test_pruning_everything_and_going_on_keeps_one_chain():
    AuditEntryFactory.create_batch(2, at=timezone.now() - timedelta(days=400))
    seal()
    call_command("prune_audit", months=2, stdout=StringIO())
    AuditEntryFactory()
    seal()
    assert list(AuditEntry.objects.order_by("sequence").values_list("sequence", flat=True)) == [3, 4]
    assert verify()[1] == ""


def test_a_log_that_is_not_whole_is_not_pruned(sealed, tampering):
    tampering("UPDATE audit_auditentry SET reason = 'anders' WHERE sequence = 1")
    with pytest.raises(CommandError, match="Nothing was dropped"):
        call_command("prune_audit", months=1)
    assert AuditEntry.objects.count() == 5


def test_a_changed_checkpoint_is_found(tampering):
    AuditEntryFactory(at=timezone.now() - timedelta(days=400))
    seal()
    call_command("prune_audit", months=2, stdout=StringIO())
    tampering("UPDATE audit_auditcheckpoint SET dropped = 12")
    assert verify()[1] == "checkpoint 1 was changed"
