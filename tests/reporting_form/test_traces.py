import pytest
from django.urls import reverse

from reporting_form.vault.case_code import new_code
from tests.factories.reporting_form import make_case
from tests.reporting_form.pages import ask_advice, follow, send, soup_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def every_page(client, team):
    """Each page that a visitor meets, by name."""
    code = new_code()
    make_case(code=code)
    review = ask_advice(client)
    return {
        "form": client.get(reverse("reporting_form:advice")),
        "concern": client.get(reverse("reporting_form:concern")),
        "self": client.get(reverse("reporting_form:self")),
        "review": review,
        "done": send(client, review),
        "code": client.get(reverse("reporting_form:follow_up")),
        "thread": follow(client, str(code)),
        "wrong code": follow(client, str(new_code())),
    }


def test_no_page_sets_a_cookie_or_may_be_kept(client, every_page):
    assert client.cookies.output() == ""
    assert {(page["Cache-Control"], page["Referrer-Policy"]) for page in every_page.values()} == {
        ("no-store", "no-referrer")
    }


def test_only_the_last_page_clears_what_the_browser_kept(every_page):
    clearing = [name for name, page in every_page.items() if page.has_header("Clear-Site-Data")]

    assert clearing == ["done"]
    assert every_page["done"]["Clear-Site-Data"] == '"cache", "storage"'


def test_every_title_in_the_browsers_history_is_neutral(every_page):
    titles = {soup_of(page).title.text.split(" | ")[0].removeprefix("Fout: ") for page in every_page.values()}

    assert titles == {"Meldpunt"}


def test_every_form_asks_the_browser_to_remember_nothing(every_page):
    for page in every_page.values():
        forms = soup_of(page).main.find_all("form", method="post")
        assert {form["autocomplete"] for form in forms} <= {"off"}


def test_no_code_ever_stands_in_an_address(every_page):
    addresses = [link["href"] for page in every_page.values() for link in soup_of(page).find_all("a")]

    assert [address for address in addresses if "code=" in address or "token=" in address] == []


def test_a_demonstration_says_so_on_every_page_and_on_the_send_button(client, team, settings):
    settings.DEMO = True
    client.defaults["SERVER_NAME"] = "localhost"
    review = ask_advice(client)
    pages = [client.get(reverse("reporting_form:advice")), review, client.get(reverse("reporting_form:follow_up"))]

    assert [soup_of(page).main.find(class_="practice").b.text for page in pages] == [
        "Oefenomgeving. Hier leest niemand mee."
    ] * 3
    assert "niemand leest mee" in soup_of(review).find("button", value="send").text


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("localhost:8000", 200), ("127.0.0.1", 200), ("[::1]:8000", 200), ("testserver", 403)],
)
def test_a_demonstration_takes_no_worries_from_strangers(client, team, settings, host, status):
    settings.DEMO = True

    assert client.get(reverse("reporting_form:advice"), headers={"Host": host}).status_code == status


def test_outside_a_demonstration_every_allowed_host_may_ask(client, team):
    assert client.get(reverse("reporting_form:advice"), headers={"Host": "testserver"}).status_code == 200
