"""The buttons in the mail: a link shows, only a button records."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.briefings import services
from portal.briefings.models import Acknowledgement, Delivery, Reply
from portal.briefings.notifications import confirm_path
from portal.briefings.templatetags.briefings import call_back
from portal.mail import dispatcher
from portal.mail.transports import TestSink
from tests.factories.briefings import first_delivery, sent
from tests.factories.organisations import ContactPointFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery() -> Delivery:
    return first_delivery(sent())


@pytest.fixture
def url(delivery) -> str:
    return confirm_path(delivery)


def kinds() -> list[str]:
    return list(Acknowledgement.objects.order_by("pk").values_list("kind", flat=True))


def test_each_school_gets_the_approved_mail_with_its_own_links():
    TestSink.sent.clear()
    version = sent(contacts=3)

    dispatcher.run_once()

    links = [set(re.findall(r"http\S+/briefings/b/\S+(?=\?keuze=gelezen)", mail.text)) for mail in TestSink.sent]
    assert [len(found) for found in links] == [1, 1, 1]
    assert len(set.union(*links)) == 3
    for mail in TestSink.sent:
        assert mail.subject == version.subject
        assert "BEVESTIGLINK" not in mail.text + mail.html
        assert mail.html.count("?keuze=") == 6
        assert re.findall(r"<(?:img|script|link|iframe)", mail.html) == []
        assert len(mail.html.encode()) <= 100_000


def test_the_plain_text_holds_everything_that_the_html_holds():
    version = sent()

    words = set(
        re.findall(r"[a-z]+", re.sub(r"<style>.*?</style>|<[^>]+>|&#?\w+;", " ", version.html, flags=re.S).lower())
    )
    assert words - set(re.findall(r"[a-z]+", version.text.lower())) == set()


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("query", ["", "?keuze=gelezen", "?keuze=steun", "?kind=read", "?keuze=%00&keuze=gelezen"])
def test_opening_the_link_records_nothing(client, url, method, query):
    response = getattr(client, method)(url + query)

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response.cookies == {}
    assert kinds() == []


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_record_nothing(client, url, method):
    assert getattr(client, method)(url).status_code == 405
    assert kinds() == []


def test_pressing_read_once_or_twice_is_one_acknowledgement(client, url):
    for _press in range(2):
        response = client.post(url, {"kind": "read"})
        assert (response.status_code, response.url) == (302, url)

    assert kinds() == ["read"]
    assert "8.15 uur: zeg dit" in client.get(url).content.decode()


def test_sharing_counts_as_read(client, url):
    client.post(url, {"kind": "shared"})

    assert kinds() == ["read", "shared"]


def test_two_contacts_of_one_school_answer_for_the_school(client):
    school = ContactPointFactory(organisation__kind="po").organisation
    ContactPointFactory(organisation=school)
    version = sent(contacts=0)

    for delivery in Delivery.objects.select_related("dispatch__version__briefing"):
        client.post(confirm_path(delivery), {"kind": "read"})

    assert version.dispatch.deliveries.count() == 2
    assert kinds() == ["read"]


def test_asking_support_keeps_what_was_chosen_before(client, url):
    client.post(url, {"kind": "support", "support_kinds": ["pupil"], "note": "Een leerling kent iemand."})
    client.post(url, {"kind": "support", "support_kinds": ["press", "pupil"], "note": ""})

    request = Acknowledgement.objects.get(kind=Reply.SUPPORT)
    assert request.support_kinds == ["press", "pupil"]
    assert request.note == "Een leerling kent iemand."
    assert "Wij bellen u" in client.get(url).content.decode()


def test_support_may_be_asked_without_saying_for_what(client, url):
    assert client.post(url, {"kind": "support"}).status_code == 302
    assert kinds() == ["read", "support"]


def forged(url: str) -> list[str]:
    start, token = url.rstrip("/").rsplit("/", 1)
    number, signature = token.split(".")
    other = f"{int(number) + 1}.{signature}"
    tokens = [
        other,
        f"{number}.{signature[:-1]}",
        f"{number}.",
        signature,
        f"{number}.{'é' * 22}",
        f"{number}.{number}",
    ]
    tokens += [f"-{token}", f"{'9' * 40}.{signature}", f"²{token}", f"0x1.{signature}", f" {token}", "%00", "."]
    return [f"{start}/{forgery}/" for forgery in tokens]


def test_a_forged_link_records_nothing_and_explains(client, delivery, url):
    for forgery in forged(url):
        shown, pressed = client.get(forgery), client.post(forgery, {"kind": "read"})
        assert (shown.status_code, pressed.status_code) == (404, 404)
        assert "Deze link werkt niet" in pressed.content.decode()

    assert kinds() == []


def shown_buttons(client, url, query="") -> list[tuple[str, bool]]:
    """The answers in the order of the page, each with whether its button is the filled one."""
    main = client.get(url + query).content.decode().split("<main")[1]
    found = re.findall(r'<button type="submit" class="btn([^"]*)" name="kind" value="(\w+)"', main)
    return [(kind, "plain" not in style) for style, kind in found]


@pytest.mark.parametrize(
    ("query", "first"),
    [("", "read"), ("?keuze=gelezen", "read"), ("?keuze=gedeeld", "shared"), ("?keuze=steun", "support")],
)
def test_the_button_of_the_mail_comes_first_and_is_the_only_filled_one(client, url, query, first):
    shown = shown_buttons(client, url, query)

    assert shown[0] == (first, True)
    assert [kind for kind, is_filled in shown if is_filled] == [first]
    assert {kind for kind, _is_filled in shown} == {"read", "shared", "support"}
    assert kinds() == []


@pytest.mark.parametrize(
    ("asked", "promise"),
    [
        ("2026-11-22 21:59", "zondag 22 november vóór 22.00 uur, of maandag 23 november vóór 7.30 uur"),
        ("2026-11-22 22:00", "maandag 23 november vóór 7.30 uur"),
        ("2026-11-23 01:00", "maandag 23 november vóór 7.30 uur"),
    ],
)
def test_the_promise_to_call_counts_from_the_moment_of_the_request(asked, promise, monkeypatch):
    moment = timezone.make_aware(datetime.fromisoformat(asked))
    far_away = timezone.localdate(moment) + timedelta(days=9)
    monkeypatch.setattr(timezone, "localdate", lambda *_: far_away)

    assert call_back(moment) == promise


def test_the_request_of_today_is_promised_in_words_with_the_dates(monkeypatch):
    moment = timezone.make_aware(datetime(2026, 11, 22, 19, 30))
    monkeypatch.setattr(timezone, "localdate", lambda *_: moment.date())

    assert call_back(moment) == (
        "vandaag (zondag 22 november) vóór 22.00 uur, of morgen (maandag 23 november) vóór 7.30 uur"
    )


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://elders.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_a_button_on_another_site_records_nothing(client, url, headers):
    assert client.post(url, {"kind": "read"}, headers=headers).status_code == 403
    assert kinds() == []


def test_a_mail_program_that_hides_its_origin_may_answer(client, url):
    assert client.post(url, {"kind": "read"}, headers={"Origin": "null"}).status_code == 302


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": ""},
        {"kind": "delete"},
        {"kind": "read\x00"},
        {"kind": "support", "support_kinds": ["alles"]},
        {"kind": "support", "note": "x" * 501},
    ],
)
def test_a_bad_answer_is_explained_and_records_nothing(client, url, data):
    response = client.post(url, data)

    assert response.status_code == 400
    assert 'class="errors"' in response.content.decode()
    assert kinds() == []


def test_a_note_that_is_too_long_is_kept_on_the_page(client, url):
    note = "Wij willen graag dat u ons belt. " * 20

    page = client.post(url, {"kind": "support", "support_kinds": ["team"], "note": note}).content.decode()

    assert note.strip() in page
    assert re.search(r'value="team"[^>]*checked', page)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Dank u 🙂", "Dank u 🙂"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("een \u202eomgekeerd\u202c woord", "een omgekeerd woord"),
        ("tab\tbel\x07nul\x00", "tab\tbelnul"),
        ("مرحبا", "مرحبا"),
    ],
)
def test_any_text_is_stored_as_text_and_shown_as_text(client, url, typed, kept):
    assert client.post(url, {"kind": "support", "note": typed}).status_code == 302
    assert Acknowledgement.objects.get(kind="support").note == kept


def test_an_answer_after_withdrawal_is_still_recorded(client, delivery, url):
    briefing = delivery.dispatch.version.briefing
    services.withdraw(briefing_pk=briefing.pk, actor=None, reason="Onjuist.")

    assert client.post(url, {"kind": "support"}).status_code == 302
    assert kinds() == ["read", "support"]


def test_the_link_stands_in_dutch_whatever_language_is_active(delivery):
    assert confirm_path(delivery).startswith(reverse("briefings:index"))


def test_the_confirmation_page_costs_a_fixed_number_of_queries(client, url, django_assert_num_queries):
    client.get(url)
    with django_assert_num_queries(6):
        client.get(url)
