"""Somebody takes all that lies there, database, files, caches, mail and log: no word of any report may be in it."""

import base64
import io
import logging
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.mail.transports import TestSink
from reporting_form.models import Case
from reporting_form.services import team as services
from tests.accounts.sign_in import second_factor_login
from tests.factories.reporting_form import PASSPHRASE
from tests.reporting_form.pages import ask_advice, follow, form_on, send, shown_code, text_of

PLANTED = ["Zeldzaamwoord", "Kwispelstaart", "0612345678", "Bosbessenjam", "Notitiewoord", "Redenwoord", "Conceptwoord"]


@pytest.fixture
def play(client, team):
    """A whole case: asked, answered, replied, noted, a draft left behind, a number opened. Returns the code."""

    def _play() -> str:
        contact = {"answer_by": "phone", "calling": "1", "phone": "0612345678"}
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
        answered = client.post(reverse("reporting_form:follow_up"), {**form_on(thread), "text": "Bosbessenjam terug"})
        assert "Kwispelstaart" in text_of(answered)
        assert "Bosbessenjam" in text_of(follow(client, shown_code(review)))
        return shown_code(review)

    return _play


@pytest.fixture
def log():
    """What the configured handler writes, with its filter and its form."""
    console = logging.getLogger("portal").handlers[0]
    written = io.StringIO()
    before = console.setStream(written)
    yield written
    console.setStream(before)


def database_bytes(tmp_path: Path) -> bytes:
    """Every byte that a thief would find: the file with its log on disk and a full copy, or PostgreSQL's own dump."""
    if connection.vendor == "postgresql":
        return postgresql_dump()
    copy = tmp_path / "stolen.sqlite3"
    with sqlite3.connect(copy) as target:
        connection.connection.backup(target)
    target.close()
    name = Path(str(connection.settings_dict["NAME"]))
    files = [copy, name, name.with_name(name.name + "-wal")]
    return b"".join(path.read_bytes() for path in files if path.is_file())


def postgresql_dump() -> bytes:
    where = connection.settings_dict
    command = ["pg_dump", "--host", where["HOST"], "--port", str(where["PORT"] or 5432), "--username", where["USER"]]
    secret = {**os.environ, "PGPASSWORD": where["PASSWORD"]}
    return subprocess.run([*command, where["NAME"]], env=secret, check=True, capture_output=True).stdout


def shared_cache_bytes() -> bytes:
    """The cache table; the dump shows its values in base64 only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM shared_cache")
        return b"".join(key.encode() + base64.b64decode(value) for key, value in cursor.fetchall())


def everything(tmp_path: Path) -> dict[str, bytes]:
    """All places where a word could have stayed behind."""
    files = [path for path in Path(settings.VAR_DIR).rglob("*") if path.is_file()]
    return {
        "database": database_bytes(tmp_path),
        "sessions": str([session.get_decoded() for session in Session.objects.all()]).encode(),
        "cache table": shared_cache_bytes(),
        "pages in memory": b"".join(caches["pages"]._cache.values()),
        "mail": str(TestSink.sent).encode(),
        "var and media": b"".join(bytes(path) + path.read_bytes() for path in files),
    }


def found(words: list[str], places: dict[str, bytes]) -> list[tuple[str, str]]:
    """Each word with the place that holds it, as it is or in hexadecimal, which is how a dump writes bytes."""
    return [
        (word, place)
        for place, content in places.items()
        for word in words
        if word.encode() in content or word.encode().hex().encode() in content
    ]


def secrets_of(code: str) -> list[str]:
    bare = code.replace("-", "")
    return [*PLANTED, code, bare, bare[4:], PASSPHRASE]


@pytest.mark.django_db(transaction=True)
def test_no_planted_word_no_code_and_no_passphrase_lies_anywhere(play, tmp_path, log):
    code = play()
    places = {**everything(tmp_path), "log": log.getvalue().encode()}

    assert Case.objects.get().locator.encode() in places["database"]
    assert found(secrets_of(code), places) == []


@pytest.mark.django_db(transaction=True)
def test_the_search_would_find_a_word_in_every_place(tmp_path, log, client):
    cache.set("a", "Conceptwoord")
    caches["pages"].set("a", "Conceptwoord")
    TestSink.sent.append("Conceptwoord")
    (Path(settings.VAR_DIR) / "media").mkdir(exist_ok=True)
    planted = Path(settings.VAR_DIR) / "media" / "note.txt"
    planted.write_text("Conceptwoord")
    session = client.session
    session["a"] = "Conceptwoord"
    session.save()
    Case.objects.create(
        locator="AAAA",
        path="advice",
        arrived_on=timezone.localdate(),
        retain_until=timezone.localdate(),
        verifier="Conceptwoord",
        reporter_public_key=b"",
        reporter_private_key=b"Conceptwoord",
    )
    logging.getLogger("portal").error("Conceptwoord")
    places = {**everything(tmp_path), "log": log.getvalue().encode()}
    planted.unlink()
    cache.clear()

    assert {place for _word, place in found(["Conceptwoord"], places)} == set(places)


@pytest.mark.django_db(transaction=True)
def test_no_planted_word_stays_behind_when_the_intake_breaks(client, team, tmp_path, log, monkeypatch):
    """The worst error: its own message holds what was typed, and it comes in the middle of the transaction."""

    def break_off(opened, answers):
        raise ValueError(str(answers))

    monkeypatch.setattr("reporting_form.services.intake.write_fields", break_off)
    client.raise_request_exception = False
    review = ask_advice(
        client, question="Zeldzaamwoord in mijn vraag", answer_by="phone", phone="0612345678", calling="1"
    )
    code = shown_code(review)

    assert send(client, review).status_code == 500
    assert "ValueError in reporting_form:advice" in log.getvalue()
    assert not Case.objects.exists()
    assert found(secrets_of(code), {**everything(tmp_path), "log": log.getvalue().encode()}) == []


@pytest.mark.django_db(transaction=True)
def test_no_planted_word_reaches_a_log_when_reading_breaks(play, client, log, monkeypatch):
    code = play()
    client.raise_request_exception = False
    monkeypatch.setattr("reporting_form.views.thread.open_by_code", lambda code: 1 / 0)

    assert follow(client, code).status_code == 500
    assert "ZeroDivisionError in reporting_form:" in log.getvalue()
    assert found(secrets_of(code), {"log": log.getvalue().encode()}) == []
