"""What signing in leaves behind, and for how long."""

import hashlib
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal.accounts import sessions
from portal.core import jobs, shared_cache
from tests.accounts.sign_in import second_factor_login
from tests.factories.accounts import staff_in

pytestmark = pytest.mark.django_db
UNKNOWN = "onbekend@scholen.wegwijs.example"


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def seconds_left() -> int:
    return round((Session.objects.get().expire_date - timezone.now()).total_seconds() / 60) * 60


def test_half_a_sign_in_is_kept_as_long_as_its_code(client):
    response = client.post("/accounts/login/code/", {"email": UNKNOWN})
    assert seconds_left() == 15 * 60
    assert response.cookies["wegwijs_session"]["max-age"] == ""


def test_a_session_of_somebody_lasts_a_working_day(client):
    second_factor_login(client, staff_in("editor"))
    assert seconds_left() == 12 * 60 * 60


def test_ended_sessions_leave_the_database(client):
    client.post("/accounts/login/code/", {"email": UNKNOWN})
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    sessions.forget_expired()
    assert Session.objects.count() == 0


def test_no_key_of_the_cache_can_be_traced_to_an_address(client):
    client.post("/accounts/login/", {"login": UNKNOWN, "password": "fout"})
    client.post("/accounts/login/code/", {"email": UNKNOWN})
    client.post(reverse("account_reset_password"), {"email": UNKNOWN})
    kept = cache_rows()
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in (UNKNOWN, f"testserver:{UNKNOWN}")]
    assert [word for word in (UNKNOWN, "login_failed", *hashes) if word in kept] == []
    assert kept.count(":1:") >= 3


def test_rows_of_the_cache_leave_when_they_expire():
    cache.set("blijft", 1, 600)
    cache.set("gaat", 1, 0)
    cache.set("ging", 1, -60)
    assert shared_cache.forget_expired() == 2
    assert (cache.get("blijft"), cache_rows().count(":1:")) == (1, 1)


def test_both_are_done_by_the_worker():
    names = {job.name for job in jobs.registered()}
    assert {"accounts.ended_sessions", "core.cache_rows"} - names == set()


def cache_rows() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        return str(cursor.fetchall())
