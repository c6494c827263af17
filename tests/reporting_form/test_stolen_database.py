"""Somebody takes the database as it lies there: no word of any report may be in it."""

import sqlite3
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reporting_form.models import Case
from reporting_form.services import team as services
from tests.accounts.sign_in import second_factor_login
from tests.factories.reporting_form import PASSPHRASE
from tests.reporting_form.pages import ask_advice, follow, form_on, send, shown_code

PLANTED = ["Zeldzaamwoord", "Kwispelstaart", "0612345678", "Bosbessenjam", "Notitiewoord", "Redenwoord", "Conceptwoord"]


@pytest.fixture
def play(client, team):
    """A whole case: asked, answered, replied, noted, a draft left behind, a number opened. Returns the code."""

    def _play() -> str:
        contact = {"answer_by": "phone", "phone": "0612345678"}
        review = ask_advice(client, question="Zeldzaamwoord in mijn vraag", **contact)
        send(client, review)
        case, desk = Case.objects.get(), team[0].desk
        staff = Client()
        second_factor_login(staff, team[0].user)
        staff.post(reverse("reporting_form_team:unlock"), {"passphrase": PASSPHRASE})
        address = reverse("reporting_form_team:answer", args=[case.pk])
        staff.post(address, {"text": "Kwispelstaart in ons antwoord", "kind": "answer"})
        staff.post(reverse("reporting_form_team:contact", args=[case.pk]), {"reason": "Redenwoord"})
        services.note(actor=desk, case=case, text="Notitiewoord", today=timezone.localdate())
        services.keep_draft(member=team[0].member, case=case, text="Conceptwoord")
        thread = follow(client, shown_code(review))
        client.post(reverse("reporting_form:follow_up"), {**form_on(thread), "text": "Bosbessenjam terug"})
        return shown_code(review)

    return _play


def database_bytes(tmp_path: Path) -> bytes:
    """Every byte that a thief would find: the file with its log on disk, or a full copy of the one in memory."""
    if connection.vendor != "sqlite":
        pytest.skip("the dump of PostgreSQL is searched by the end-to-end scenario")
    copy = tmp_path / "stolen.sqlite3"
    with sqlite3.connect(copy) as target:
        connection.connection.backup(target)
    target.close()
    name = Path(str(connection.settings_dict["NAME"]))
    files = [copy, name, name.with_name(name.name + "-wal")]
    return b"".join(path.read_bytes() for path in files if path.is_file())


@pytest.mark.django_db(transaction=True)
def test_no_planted_word_no_code_and_no_passphrase_lies_in_the_database(play, tmp_path):
    code = play()
    stolen = database_bytes(tmp_path)
    secrets = [*PLANTED, code, code.replace("-", ""), code.replace("-", "")[4:], PASSPHRASE]

    assert Case.objects.get().locator.encode() in stolen
    assert [word for word in secrets if word.encode() in stolen] == []


@pytest.mark.django_db(transaction=True)
def test_no_planted_word_reaches_a_log_when_something_breaks(play, client, caplog, monkeypatch):
    code = play()
    client.raise_request_exception = False
    monkeypatch.setattr("reporting_form.views.thread.open_by_code", lambda code: 1 / 0)

    assert follow(client, code).status_code == 500
    assert [word for word in [*PLANTED, code] if word in caplog.text] == []
