import threading

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction

from portal.audit.models import AuditEntry
from portal.audit.services import audited_refusals, record, seal
from tests.factories.accounts import UserFactory
from tests.factories.audit import AuditEntryFactory


@audited_refusals("note.close", obj="note")
def close_note(*, actor, note, refusal=None):
    """A service that writes first and refuses afterwards."""
    with transaction.atomic():
        record(actor=actor, action="note.close", obj=note)
        if refusal:
            raise refusal


@audited_refusals("folder.close")
def close_folder(*, actor, note):
    with transaction.atomic():
        close_note(actor=actor, note=note, refusal=PermissionDenied())


def rows() -> list[tuple]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", "actor_label", "object_type", "outcome"))


@pytest.mark.django_db
def test_a_row_names_who_did_what_to_which_object(django_assert_num_queries):
    user = UserFactory(email="lid@gemeente.wegwijs.example")
    with django_assert_num_queries(1):
        entry = record(actor=user, action="case.read", obj=user, reference="2026-3", reason="overdracht")
    entry.refresh_from_db()
    assert (entry.actor_id, entry.actor_label) == (user.pk, "lid@gemeente.wegwijs.example")
    assert (entry.object_type, entry.object_id) == ("accounts.user", str(user.pk))
    assert (entry.action, entry.reference, entry.reason) == ("case.read", "2026-3", "overdracht")
    assert (entry.outcome, entry.sequence, entry.hash) == ("ok", None, "")


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [None, AnonymousUser()])
def test_an_action_of_nobody_in_particular_has_no_actor(actor):
    entry = record(actor=actor, action="case.open")
    assert (entry.actor_id, entry.actor_label) == (None, "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("refusal", [PermissionDenied("geheim"), ValidationError("geheim")])
def test_a_refusal_survives_the_rollback_and_the_work_does_not(refusal):
    user = UserFactory(email="lid@gemeente.wegwijs.example")
    with pytest.raises(type(refusal)):
        close_note(actor=user, note=user, refusal=refusal)
    assert rows() == [("note.close", "lid@gemeente.wegwijs.example", "accounts.user", "refused")]
    assert AuditEntry.objects.get().reason == type(refusal).__name__


@pytest.mark.django_db(transaction=True)
def test_work_that_succeeds_leaves_its_own_row_only():
    user = UserFactory(email="lid@gemeente.wegwijs.example")
    close_note(actor=user, note=user)
    assert rows() == [("note.close", "lid@gemeente.wegwijs.example", "accounts.user", "ok")]


@pytest.mark.django_db(transaction=True)
def test_other_errors_are_not_refusals():
    with pytest.raises(LookupError):
        close_note(actor=None, note=None, refusal=LookupError())
    assert rows() == []


@pytest.mark.django_db(transaction=True)
def test_a_refusal_in_an_audited_service_is_written_once_by_the_outer_one():
    with pytest.raises(PermissionDenied):
        close_folder(actor=UserFactory(email="lid@gemeente.wegwijs.example"), note=None)
    assert rows() == [("folder.close", "lid@gemeente.wegwijs.example", "", "refused")]


@pytest.mark.django_db(transaction=True)
def test_an_audited_service_in_the_transaction_of_its_caller_is_a_programming_error():
    with transaction.atomic(), pytest.raises(RuntimeError, match="close_note"):
        close_note(actor=None, note=None)


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_make_one_chain():
    AuditEntryFactory.create_batch(40)
    counts = []
    if connection.vendor == "sqlite":
        # A database in memory has one connection's locks; the processes of test_worker seal on a file.
        counts = [seal(), seal()]
    else:
        threads = [threading.Thread(target=lambda: counts.append(seal_and_close())) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(counts) == 40
    assert list(AuditEntry.objects.order_by("sequence").values_list("sequence", flat=True)) == list(range(1, 41))


def seal_and_close() -> int:
    try:
        return seal()
    finally:
        connection.close()
