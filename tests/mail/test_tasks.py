from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.audit import chain
from portal.audit.services import seal
from portal.mail import audit_head, links
from portal.mail.dispatcher import run_once
from portal.mail.models import BulkBody, DemoMail, OutgoingMessage
from portal.mail.services import keep_body
from portal.mail.tasks import delete_old_bodies
from portal.mail.transports import TestSink
from portal.mail.workflow import CLOSED, TRANSITIONS, State
from tests.factories.accounts import UserFactory, staff_with
from tests.factories.audit import AuditEntryFactory
from tests.factories.mail import OutgoingMessageFactory


@pytest.mark.django_db
def test_auditors_and_nobody_else_get_the_head_once_a_day():
    staff_with("audit.view_auditentry", email="auditor@gemeente.wegwijs.example")
    UserFactory()
    UserFactory(is_superuser=True)
    AuditEntryFactory()
    seal()
    assert [audit_head.mail_head(), audit_head.mail_head()] == [1, 1]
    assert run_once() == 1
    [mail] = TestSink.sent
    assert (mail.to, mail.subject) == ("auditor@gemeente.wegwijs.example", "Stand van het auditlogboek")
    command = f"manage.py verify_audit --head {chain.head()}"
    assert [command in mail.text, command in mail.html] == [True, True]
    assert mail.html.startswith('<!doctype html>\n<html lang="nl" dir="ltr">')
    call_command("verify_audit", head=command.split()[-1], stdout=StringIO())


@pytest.mark.django_db
def test_bodies_go_after_fourteen_days_unless_a_message_still_needs_them():
    old = timezone.now() - timedelta(days=15)
    bodies = [keep_body(subject="S", text=word) for word in ("weg", "nodig", "nieuw")]
    BulkBody.objects.filter(pk__in=[bodies[0].pk, bodies[1].pk]).update(created_at=old)
    sent = OutgoingMessageFactory(body=bodies[0], state=State.HANDED)
    OutgoingMessageFactory(body=bodies[1])
    DemoMail.objects.create(message_id="<1@x>", to="a@example.org", subject="S", raw=b"", created_at=old)
    assert delete_old_bodies() == 2
    assert sorted(BulkBody.objects.values_list("text", flat=True)) == ["nieuw", "nodig"]
    assert OutgoingMessage.objects.get(pk=sent.pk).body is None


@pytest.mark.django_db
def test_the_same_body_is_kept_once():
    assert keep_body(subject="S", text="T", html="<p>T</p>") == keep_body(subject="S", text="T", html="<p>T</p>")
    assert keep_body(subject="S", text="T") != keep_body(subject="ST", text="")
    assert BulkBody.objects.count() == 3


@pytest.mark.django_db
def test_mail_status_prints_every_state():
    OutgoingMessageFactory.create_batch(2)
    out = StringIO()
    call_command("mail_status", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].split() == ["pending", "2"]
    assert [line.split()[0] for line in lines] == State.values


def test_a_token_fits_one_kind_row_and_generation(settings):
    token = links.make_token("training.cancel", 12, 1)
    assert len(token) == 22
    assert links.check_token(token, "training.cancel", 12, 1) is True
    others = [("training.other", 12, 1), ("training.cancel", 13, 1), ("training.cancel", 12, 2)]
    assert [links.check_token(token, *other) for other in others] == [False] * 3
    assert [links.check_token(bad, "training.cancel", 12, 1) for bad in ("", "é", token + "x")] == [False] * 3
    settings.LINK_KEY = "another-key"
    assert links.check_token(token, "training.cancel", 12, 1) is False


def test_absolute_addresses_start_with_the_address_of_the_portal(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://wegwijs.example/"
    assert links.absolute_url("/trainingen/") == "https://wegwijs.example/trainingen/"


def test_no_state_is_a_dead_end_before_the_message_is_closed():
    assert set(TRANSITIONS) == set(State)
    assert {state for state, following in TRANSITIONS.items() if not following} == set(CLOSED) - {State.HANDED}
    assert [State.HANDED in TRANSITIONS[State.SENDING], State.HANDED in TRANSITIONS[State.PENDING]] == [True, False]
