"""Staff enter with a password and a second factor; a password alone opens nothing."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group
from django.urls import reverse

from portal.accounts.mfa_adapter import MFAAdapter
from portal.accounts.roles import ROLES, STAFF_ROLES
from tests.accounts.sign_in import password_only_login, second_factor_login
from tests.factories.accounts import UserFactory, staff_in

pytestmark = pytest.mark.django_db
PASSWORD = "vier woorden voor de proef"


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def staff_member(request):
    user = staff_in(getattr(request, "param", "editor"))
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def secret(staff_member):
    secret = generate_totp_secret()
    Authenticator.objects.create(
        user=staff_member, type=Authenticator.Type.TOTP, data={"secret": MFAAdapter().encrypt(secret)}
    )
    return secret


def post_password(client, user, url="/accounts/login/"):
    return client.post(url, {"login": user.email, "username": user.email, "password": PASSWORD, "next": "/beheer/"})


def test_a_password_and_a_code_open_the_editors_home(client, staff_member, secret):
    assert post_password(client, staff_member).url.startswith(reverse("mfa_authenticate"))
    assert client.get("/beheer/").status_code == 302
    response = client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert response.url == "/beheer/"
    assert client.get("/beheer/").status_code == 200


def test_a_wrong_code_opens_nothing(client, staff_member, secret):
    post_password(client, staff_member)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert client.get("/beheer/").url == "/accounts/login/?next=%2Fbeheer%2F"


def test_staff_without_a_device_set_one_up_and_are_in(client, staff_member):
    post_password(client, staff_member)
    response = client.get("/beheer/")
    assert response.url == reverse("mfa_activate_totp") + "?next=%2Fbeheer%2F"
    # allauth asks the password once more before it shows the secret.
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    stored = Authenticator.objects.get(user=staff_member, type="totp").data["secret"]
    assert secret not in stored
    assert MFAAdapter().decrypt(stored) == secret


@pytest.mark.django_db(transaction=True)
def test_after_the_set_up_the_session_has_its_second_factor(client):
    Group.objects.get_or_create(name=ROLES["editor"].name)
    from portal.accounts.services import sync_roles

    sync_roles()
    user = staff_in("editor")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    post_password(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code_for(client.session["mfa.totp.secret"])})
    assert client.get("/beheer/").status_code == 200


@pytest.mark.parametrize("staff_member", STAFF_ROLES, indirect=True)
@pytest.mark.parametrize(
    "door",
    [
        "/accounts/login/",
        "/beheer/login/",
        "/beheer/login/?next=/beheer/",
        "/_util/login/",
        "/beheer/password_reset/",
        "/beheer/password_reset/confirm/MQ/set-password/",
        "/beheer/",
        "/team/",
    ],
)
def test_no_door_opens_on_a_password(client, staff_member, secret, door):
    """Every role, every door, by direct POST: afterwards nobody is signed in."""
    response = post_password(client, staff_member, door)
    assert response.status_code == 302
    assert "_auth_user_id" not in client.session
    for address in ("/beheer/", "/team/", "/beheer/pages/", "/beheer/users/"):
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 302


@pytest.mark.parametrize("staff_member", STAFF_ROLES, indirect=True)
def test_a_session_that_some_other_way_opened_without_a_second_factor_is_refused(client, staff_member, secret):
    password_only_login(client, staff_member)
    again = reverse("mfa_reauthenticate")
    assert client.get("/beheer/").url == f"{again}?next=%2Fbeheer%2F"
    assert client.post("/team/trainingen/").url == f"{again}?next=%2Fteam%2Ftrainingen%2F"


def test_a_bare_session_without_any_record_is_refused(client, staff_member):
    client.force_login(staff_member)
    assert client.get("/beheer/").status_code == 302


def test_the_second_factor_of_one_person_does_not_count_for_another(client, staff_member):
    other = staff_in("editor")
    second_factor_login(client, other)
    session = client.session
    session["account_authentication_methods_user"] = str(staff_member.pk)
    session.save()
    assert client.get("/beheer/").status_code == 302


def test_a_thief_with_the_password_cannot_add_a_device_of_their_own(client, staff_member, secret):
    password_only_login(client, staff_member)
    for name in ("mfa_activate_totp", "mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes"):
        client.get(reverse(name))
        client.post(reverse(name), {"code": "123456", "password": PASSWORD})
    assert list(Authenticator.objects.filter(user=staff_member).values_list("type", flat=True)) == ["totp"]


def test_staff_between_password_and_second_factor_count_as_anonymous(client, staff_member, secret):
    password_only_login(client, staff_member)
    assert client.get("/accounts/").status_code == 302


def test_staff_keep_at_least_one_device(client, staff_member, secret):
    second_factor_login(client, staff_member)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=staff_member, type="totp").count() == 1


def test_staff_get_no_code_by_mail_instead_of_a_password(client, staff_member, secret):
    client.post(reverse("account_request_login_code"), {"email": staff_member.email})
    from portal.mail.models import OutgoingMessage

    message = OutgoingMessage.objects.get()
    assert (message.kind, message.params) == ("sign-in.unknown", {})


def test_an_idle_staff_session_ends(client, staff_member, secret, settings):
    second_factor_login(client, staff_member)
    session = client.session
    session["staff_seen"] = int(time.time()) - settings.STAFF_IDLE_SECONDS - 1
    session.save()
    assert client.get("/beheer/").url == "/accounts/login/?next=%2Fbeheer%2F"
    assert "_auth_user_id" not in client.session


def test_pings_of_an_open_editor_do_not_keep_a_session_alive(client, staff_member, secret):
    second_factor_login(client, staff_member)
    session = client.session
    session["staff_seen"] = seen = int(time.time()) - 600
    session.save()
    client.post("/beheer/editing-sessions/ping/1/")
    assert client.session["staff_seen"] == seen


def test_a_suspended_post_leaves_no_address_in_the_session(client, staff_member, secret):
    second_factor_login(client, staff_member)
    client.post(reverse("mfa_generate_recovery_codes"), REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Zeldzame browser")
    kept = str(dict(client.session))
    assert "203.0.113.77" not in kept
    assert "Zeldzame browser" not in kept


@pytest.mark.parametrize("path", ["/beheer/", "/team/meldpunt/", "/team/bestaat-niet/"])
@pytest.mark.parametrize("sign_in", [password_only_login, second_factor_login])
def test_someone_without_a_role_is_refused_at_every_door_of_the_team(client, path, sign_in):
    sign_in(client, UserFactory())
    assert client.get(path).status_code == 403


def test_staff_without_rights_in_the_editor_are_refused_and_not_sent_around(client):
    second_factor_login(client, staff_in("meldpunt-member"))
    assert [client.get(path).status_code for path in ("/beheer/", "/beheer/login/", "/beheer/pages/")] == [403] * 3
    assert client.get("/beheer/stijl/").status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_code_that_was_asked_for_does_not_stand_in_the_way_of_a_password(client, staff_member, secret, method):
    client.post("/accounts/login/code/", {"email": staff_member.email})
    if method == "get":
        assert client.get("/accounts/login/").status_code == 200
        assert "account_login" not in client.session
    assert post_password(client, staff_member).url.startswith(reverse("mfa_authenticate"))


def test_the_password_page_keeps_nobody_from_the_second_step(client, staff_member, secret):
    post_password(client, staff_member)
    assert client.get("/accounts/login/").url.startswith(reverse("mfa_authenticate"))


def test_the_password_page_does_not_tell_which_address_is_known(client, staff_member):
    answers = []
    for page in ("account_signup", "account_request_login_code"):
        for email in (staff_member.email, "niemand@example.org"):
            client.cookies.clear()
            client.post(reverse(page), {"email": email})
            answers.append((client.get("/accounts/login/").status_code, "account_login" in client.session))
    assert answers == [(200, False)] * 4


def test_a_session_gets_another_key_when_somebody_signs_in(client, staff_member, secret):
    client.post("/accounts/login/code/", {"email": staff_member.email})
    before = client.session.session_key
    post_password(client, staff_member)
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert client.session["_auth_user_id"] == str(staff_member.pk)
    assert client.session.session_key != before
    assert not client.session.exists(before)
