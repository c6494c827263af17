"""Addresses become keyed daily numbers; limits count without knowing who."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from portal.core import rate_limit
from portal.core.models import RateCount
from portal.core.network import client_address, prefix_of, visitor_key


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("nonsense", "unknown"),
        ("", "unknown"),
    ],
)
def test_an_address_is_cut_to_its_network(address, prefix):
    assert prefix_of(address) == prefix


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "198.51.100.1", "203.0.113.9"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "203.0.113.9"),
    ],
)
def test_only_trusted_proxies_may_name_the_client(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded, REMOTE_ADDR="203.0.113.9")
    assert client_address(request) == expected


def test_a_visitor_key_holds_no_address_and_is_shared_by_a_network():
    one = visitor_key(RequestFactory().get("/", REMOTE_ADDR="203.0.113.9"))
    neighbour = visitor_key(RequestFactory().get("/", REMOTE_ADDR="203.0.113.200"))
    stranger = visitor_key(RequestFactory().get("/", REMOTE_ADDR="198.51.100.9"))
    assert one == neighbour
    assert one != stranger
    assert "203" not in one or len(one) == 32


def test_the_key_of_tomorrow_is_another_one(time_machine_day):
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9")
    assert time_machine_day(1, visitor_key, request) != time_machine_day(2, visitor_key, request)


@pytest.mark.django_db
def test_a_limit_is_reached_after_that_many_events_and_not_before():
    counts = [rate_limit.count("try", "someone", 60) for _ in range(3)]
    assert counts == [1, 2, 3]
    assert rate_limit.reached("try", "someone", 3)
    assert not rate_limit.reached("try", "someone", 4)
    assert not rate_limit.reached("try", "another", 1)


@pytest.mark.django_db
def test_a_window_ends_and_its_row_is_forgotten():
    rate_limit.count("try", "someone", 60)
    RateCount.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert not rate_limit.reached("try", "someone", 1)
    assert rate_limit.count("try", "someone", 60) == 1
    RateCount.objects.update(until=timezone.now() - timedelta(seconds=1))
    rate_limit.forget_ended_windows()
    assert RateCount.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_events_at_the_same_moment_are_all_counted():
    def one():
        try:
            rate_limit.count("try", "crowd", 60)
        finally:
            connection.close()

    threads = [Thread(target=one) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert RateCount.objects.get().count == 12


@pytest.fixture
def time_machine_day(monkeypatch):
    """Calls a function as if today were that day of January."""
    import datetime

    from portal.core import network

    def on(day, function, *arguments):
        monkeypatch.setattr(network.timezone, "localdate", lambda: datetime.date(2027, 1, day))
        return function(*arguments)

    return on
