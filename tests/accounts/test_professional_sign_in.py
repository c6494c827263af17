"""Professionals sign in with a code by mail; nobody learns who has an account."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from portal.accounts.models import User
from portal.core.access import AccessLevel
from portal.mail.dispatcher import run_once
from portal.mail.models import OutgoingMessage
from portal.mail.transports import TestSink
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
ASK = "/accounts/login/code/"


@pytest.fixture
def professional():
    user = UserFactory(email="docent@scholen.wegwijs.example")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_a_mailed_code_opens_the_account_page(client, professional):
    assert client.post(ASK, {"email": professional.email}).url == reverse("account_confirm_login_code")
    code = OutgoingMessage.objects.get().params["code"]
    response = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert response.url == reverse("accounts:overview")
    assert client.get(response.url).status_code == 200


def test_a_code_works_once(client, professional):
    client.post(ASK, {"email": professional.email})
    code = OutgoingMessage.objects.get().params["code"]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    client.logout()
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert "_auth_user_id" not in client.session


def test_the_code_leaves_the_outbox_with_the_mail(client, professional):
    client.post(ASK, {"email": professional.email})
    message = OutgoingMessage.objects.get()
    code = message.params["code"]
    run_once()
    message.refresh_from_db()
    assert message.params == {}
    assert len(TestSink.sent) == 1
    assert code in str(TestSink.sent[0])


def test_the_screen_is_the_same_for_a_known_and_an_unknown_address(client, professional):
    answers = []
    for email in (professional.email, "niemand@scholen.wegwijs.example"):
        client.logout()
        client.cookies.clear()
        first = client.post(ASK, {"email": email})
        second = client.get(first.url)
        answers.append((first.status_code, first.url, second.status_code, second.content.decode().replace(email, "")))
    known, unknown = (without_tokens(answer) for answer in answers)
    assert known == unknown


def without_tokens(answer):
    *rest, html = answer
    return (*rest, [line for line in html.splitlines() if "csrf" not in line])


def test_a_new_account_is_confirmed_by_a_code_and_opens_nothing_yet(client):
    client.post(reverse("account_signup"), {"email": "nieuw@scholen.wegwijs.example"})
    code = OutgoingMessage.objects.get().params["code"]
    client.post(reverse("account_email_verification_sent"), {"code": code})
    user = User.objects.get(email="nieuw@scholen.wegwijs.example")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.access_levels == [AccessLevel.PUBLIC]
    assert not user.has_usable_password()


def test_pages_that_ask_a_code_are_titled_in_our_own_words(client, professional):
    client.post(reverse("account_signup"), {"email": "nieuw@scholen.wegwijs.example"})
    pages = [client.get(reverse("account_email_verification_sent"))]
    client.cookies.clear()
    client.post(ASK, {"email": professional.email})
    pages.append(client.get(reverse("account_confirm_login_code")))
    for page in pages:
        assert "<title>Vul de code uit uw mail in | Wegwijs" in page.content.decode()
        assert "<h1>Vul de code uit uw mail in</h1>" in page.content.decode()


def test_signing_up_twice_shows_the_same_screen_and_mails_only_the_owner(client, professional):
    known = client.post(reverse("account_signup"), {"email": professional.email})
    client.cookies.clear()
    new = client.post(reverse("account_signup"), {"email": "ander@scholen.wegwijs.example"})
    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert list(OutgoingMessage.objects.order_by("pk").values_list("kind", flat=True)) == [
        "sign-in.exists",
        "sign-in.confirm",
    ]


def test_a_professional_cannot_sign_in_with_a_password(client, professional):
    professional.set_password("een wachtwoord dat werkt")
    professional.save()
    client.post("/accounts/login/", {"login": professional.email, "password": "een wachtwoord dat werkt"})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/accounts/password/set/", "/accounts/email/"])
def test_pages_that_professionals_do_not_need_are_closed(client, professional, path):
    client.force_login(professional)
    assert client.get(path).url == "/accounts/login/"
    assert client.post(path, {"password1": "x", "email": "y@example.org"}).url == "/accounts/login/"


def test_no_address_or_browser_of_a_visitor_is_stored_while_signing_in(client, professional):
    here = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Zeldzame browser"}
    client.post(ASK, {"email": professional.email}, **here)
    client.post("/accounts/login/", {"login": professional.email, "password": "fout"}, **here)
    client.post(reverse("account_signup"), {"email": "nieuw@scholen.wegwijs.example"}, **here)
    assert planted_words_in_database("203.0.113", "Zeldzame browser") == []
    assert planted_words_in_sessions("203.0.113", "Zeldzame browser") == []


def planted_words_in_database(*words):
    """Tables with a row that holds one of the words, the cache table and its keys included."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = str(cursor.fetchall())
            found += [(table, word) for word in words if word in rows]
    return found


def planted_words_in_sessions(*words):
    from django.contrib.sessions.models import Session

    opened = str([session.get_decoded() for session in Session.objects.all()])
    return [word for word in words if word in opened]


def test_too_many_requests_for_one_address_are_refused(client, professional):
    for _ in range(4):
        client.post(ASK, {"email": professional.email})
        client.cookies.clear()
    assert OutgoingMessage.objects.count() == 3


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()
