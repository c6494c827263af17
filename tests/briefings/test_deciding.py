"""Four eyes: nobody approves a text that they wrote, and only the text that was read is sent."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from portal.audit.models import AuditEntry
from portal.briefings import services
from portal.briefings.models import Approval, Briefing, Delivery
from portal.briefings.workflow import State
from portal.mail.models import OutgoingMessage
from tests.factories.accounts import UserFactory
from tests.factories.briefings import (
    APPROVE,
    approver,
    author,
    draft,
    edit,
    nothing_was_sent,
    sent,
    submitted,
    superuser,
)
from tests.factories.organisations import ContactPointFactory

pytestmark = pytest.mark.django_db


def approve(version, actor, sha256=None):
    return services.approve(version_pk=version.pk, sha256=sha256 or version.sha256, actor=actor)


def written_by_a_colleague(person):
    briefing = draft()
    edit(briefing, person)
    return services.submit(briefing_pk=briefing.pk, actor=author())


def started_and_rewritten_by_a_colleague(person):
    briefing = draft(by=person)
    other = author()
    edit(briefing, other)
    return services.submit(briefing_pk=briefing.pk, actor=other)


def only_submitted(person):
    return services.submit(briefing_pk=draft().pk, actor=person)


def submitted_and_sent_back_and_submitted_by_another(person):
    version = submitted(by=person)
    services.reject(version_pk=version.pk, sha256=version.sha256, actor=approver(), reason="Korter.")
    return services.submit(briefing_pk=version.briefing_id, actor=author())


def forgotten_by_the_list_of_authors(person):
    version = submitted(by=person)
    version.briefing.authors.clear()
    return version


PARTS_IN_WRITING = [
    lambda person: submitted(by=person),
    written_by_a_colleague,
    started_and_rewritten_by_a_colleague,
    only_submitted,
    submitted_and_sent_back_and_submitted_by_another,
    forgotten_by_the_list_of_authors,
]


@pytest.mark.parametrize("make_person", [approver, superuser])
@pytest.mark.parametrize("write", PARTS_IN_WRITING)
def test_nobody_who_had_a_part_in_the_writing_may_approve_it(write, make_person):
    person = make_person()
    version = write(person)
    Approval.objects.all().delete()

    with pytest.raises(services.SelfApprovalError):
        approve(version, person)

    assert nothing_was_sent()
    assert AuditEntry.objects.filter(action="briefing.approve", outcome="refused", actor_id=person.pk).count() == 1


@pytest.mark.parametrize("write", PARTS_IN_WRITING)
def test_nobody_who_had_a_part_in_the_writing_may_reject_it(write):
    person = approver()
    version = write(person)
    before = Approval.objects.count()

    with pytest.raises(services.SelfApprovalError):
        services.reject(version_pk=version.pk, sha256=version.sha256, actor=person, reason="Toch niet.")

    assert Approval.objects.count() == before


@pytest.mark.parametrize(
    "make_person",
    [UserFactory, author, lambda: approver(is_active=False), lambda: superuser(is_active=False)],
)
def test_only_an_active_person_with_the_right_may_approve(make_person):
    version = submitted()

    with pytest.raises(services.SelfApprovalError):
        approve(version, make_person())

    assert nothing_was_sent()


def test_an_edit_after_submitting_voids_the_version():
    version = submitted()
    edit(version.briefing, author())

    with pytest.raises(services.ApprovalVoidError):
        approve(version, approver())

    assert nothing_was_sent()
    assert Briefing.objects.get().state == State.DRAFT


def test_an_edit_that_changes_nothing_still_voids_the_version_and_adds_an_author():
    second = approver()
    version = submitted()
    edit(version.briefing, second)
    again = services.submit(briefing_pk=version.briefing_id, actor=author())

    with pytest.raises(services.SelfApprovalError):
        approve(again, second)
    with pytest.raises(services.ApprovalVoidError):
        approve(version, approver())

    assert nothing_was_sent()


@pytest.mark.parametrize("sha256", ["0" * 64, "", "é" * 64, "F" * 64])
def test_another_hash_approves_nothing(sha256):
    version = submitted()

    with pytest.raises(services.ApprovalVoidError):
        services.approve(version_pk=version.pk, sha256=sha256, actor=approver())

    assert nothing_was_sent()


@pytest.mark.parametrize("field", ["text", "html", "subject", "page"])
def test_a_version_that_was_changed_in_the_database_is_not_sent(field):
    version = submitted()
    changed = {"title": "Iets anders"} if field == "page" else "Iets anders"
    type(version).objects.filter(pk=version.pk).update(**{field: changed})

    with pytest.raises(services.ApprovalVoidError):
        approve(version, approver())

    assert nothing_was_sent()


def test_a_version_never_changes():
    version = submitted()
    version.text = "Iets anders"

    with pytest.raises(TypeError):
        version.save()


def test_approving_sends_one_mail_to_each_contact_point():
    school = ContactPointFactory(organisation__kind="po").organisation
    ContactPointFactory(organisation=school)
    ContactPointFactory(organisation__kind="police")
    ContactPointFactory(organisation__kind="po", organisation__active=False)

    version = sent(contacts=3)

    deliveries = list(version.dispatch.deliveries.select_related("message", "contact"))
    assert len(deliveries) == 5
    assert {delivery.message.to for delivery in deliveries} == {delivery.contact.email for delivery in deliveries}
    assert {delivery.message.priority for delivery in deliveries} == {9}
    assert OutgoingMessage.objects.filter(kind="briefing.sent").count() == 5
    assert version.briefing.state == State.SENT


def test_only_the_chosen_districts_get_the_mail():
    ContactPointFactory(organisation__kind="po", organisation__district="Zuid")

    version = sent(contacts=2, audience_districts=["Zuid"])

    assert list(version.dispatch.deliveries.values_list("organisation__district", flat=True)) == ["Zuid"]


def test_the_audience_is_frozen_at_the_approval():
    version = sent(contacts=2)
    ContactPointFactory(organisation__kind="po")

    assert version.dispatch.deliveries.count() == 2


def test_expanding_costs_the_same_number_of_queries_for_three_and_for_a_hundred(django_assert_num_queries):
    person = approver()
    person.has_perm(APPROVE)
    few = submitted(contacts=3)
    with django_assert_num_queries(18):
        approve(few, person)

    many = submitted(contacts=97)
    # SQLite takes only so many values at once: a hundred mails need a second INSERT.
    with django_assert_num_queries(19 if connection.vendor == "sqlite" else 18):
        approve(many, person)


def test_approving_twice_sends_once():
    version, person = submitted(contacts=3), approver()

    first = approve(version, person)
    again = approve(version, person)
    by_another = approve(version, approver())

    assert first == again == by_another
    assert (Approval.objects.count(), Delivery.objects.count(), OutgoingMessage.objects.count()) == (1, 3, 3)


def test_an_author_is_refused_also_after_the_briefing_was_sent():
    person = approver()
    version = sent(by=person)

    with pytest.raises(services.SelfApprovalError):
        approve(version, person)


def test_rejecting_needs_a_reason_and_returns_the_draft():
    version, person = submitted(), approver()

    with pytest.raises(ValidationError):
        services.reject(version_pk=version.pk, sha256=version.sha256, actor=person, reason="  ")
    services.reject(version_pk=version.pk, sha256=version.sha256, actor=person, reason="De bron ontbreekt.")

    assert Briefing.objects.get().state == State.DRAFT
    assert Approval.objects.get().reason == "De bron ontbreekt."
    with pytest.raises(services.ApprovalVoidError):
        approve(version, approver())


def test_every_step_leaves_an_audit_row():
    sent()

    actions = AuditEntry.objects.filter(action__startswith="briefing.").order_by("pk").values_list("action", flat=True)
    assert list(actions) == [
        "briefing.create",
        "briefing.edit",
        "briefing.submit",
        "briefing.approve",
        "briefing.send",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_approvers_at_the_same_moment_send_once():
    version, people, start = submitted(contacts=4), [approver(), approver()], Barrier(2)

    def press(person):
        try:
            start.wait(timeout=10)
            return approve(version, person).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        dispatches = set(pool.map(press, people))

    assert len(dispatches) == 1
    assert (Approval.objects.count(), Delivery.objects.count(), OutgoingMessage.objects.count()) == (1, 4, 4)
