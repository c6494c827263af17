"""Roles, leaving the team, and the accounts of the demonstration."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from portal.accounts import demo_accounts
from portal.accounts.demo import load as demo
from portal.accounts.models import User
from portal.accounts.roles import ROLES
from portal.accounts.services import find_permissions, sync_roles
from tests.accounts.sign_in import second_factor_login
from tests.factories.accounts import UserFactory, staff_in
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db


def test_every_permission_of_the_table_is_declared_by_an_app():
    named = {permission for role in ROLES.values() for permission in role.permissions}
    assert named - find_permissions(tuple(named)).keys() == set()


def test_an_administrator_reads_no_report_and_is_no_superuser():
    administrator = staff_in("administrator")
    assert not administrator.is_superuser
    held = {name.split(".")[0] for name in administrator.get_all_permissions()}
    assert held & {"reporting_form", "audit", "briefings", "trainings"} == set()


def test_writing_the_roles_removes_what_is_no_longer_in_the_table(home):
    group = Group.objects.get(name=ROLES["auditor"].name)
    group.permissions.set(find_permissions(("reporting_form.work_cases",)).values())
    sync_roles()
    names = {f"{right.content_type.app_label}.{right.codename}" for right in group.permissions.all()}
    assert names == {"audit.view_auditentry"}


def test_editors_publish_and_translators_only_edit(home):
    sync_roles()
    rights = {
        role: set(
            GroupPagePermission.objects.filter(group__name=ROLES[role].name, page=home).values_list(
                "permission__codename", flat=True
            )
        )
        for role in ("editor", "translator", "auditor")
    }
    assert rights == {
        "editor": {"add_page", "change_page", "publish_page"},
        "translator": {"change_page"},
        "auditor": set(),
    }


def test_someone_with_a_role_is_staff_and_without_is_not():
    user = UserFactory()
    group = Group.objects.get(name=ROLES["auditor"].name)
    group.user_set.add(user)
    assert User.objects.get(pk=user.pk).is_staff
    user.groups.remove(group)
    assert not User.objects.get(pk=user.pk).is_staff


def test_whoever_leaves_keeps_nothing(client):
    user = MembershipFactory(user=staff_in("meldpunt-member")).user
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    second_factor_login(client, user)
    bystander = Client()
    second_factor_login(bystander, staff_in("editor"))
    call_command("leave_staff", user.email)
    user = User.objects.get(pk=user.pk)
    assert (user.is_active, user.is_staff, user.has_usable_password()) == (False, False, False)
    assert (user.groups.count(), Authenticator.objects.filter(user=user).count()) == (0, 0)
    assert user.memberships.current().count() == 0
    assert "_auth_user_id" not in client.session
    assert "_auth_user_id" in bystander.session


def test_an_administrator_cannot_make_a_superuser(client):
    second_factor_login(client, staff_in("administrator"))
    client.post(reverse("wagtailusers_users:add"), {"email": "Nieuw@Example.org", "is_superuser": "on"})
    user = User.objects.get(email="nieuw@example.org")
    assert (user.is_superuser, user.username) == (False, "nieuw@example.org")


@pytest.fixture
def demo_page(settings):
    settings.DEMO = True
    from portal.accounts.demo_views import demo_page

    return demo_page


@pytest.mark.parametrize(
    ("address", "host", "forwarded"),
    [("203.0.113.7", "localhost", {}), ("127.0.0.1", "testserver", {}), ("127.0.0.1", "localhost", {"x": 1})],
)
def test_the_page_with_logins_answers_to_this_machine_only(rf, demo_page, address, host, forwarded):
    from django.http import Http404

    extra = {"HTTP_X_FORWARDED_FOR": "203.0.113.7"} if forwarded else {}
    with pytest.raises(Http404):
        demo_page(rf.get("/demo/", REMOTE_ADDR=address, HTTP_HOST=host, **extra))


def test_every_demo_account_signs_in_with_what_the_page_shows(client):
    demo.load()
    demo.load()
    shown = demo_accounts.demo_accounts()
    assert len(shown) == User.objects.count() == 12
    account = next(one for one in shown if one.email.startswith("redacteur@"))
    client.post("/accounts/login/", {"login": account.email, "password": account.password, "next": "/beheer/"})
    assert client.post(reverse("mfa_authenticate"), {"code": account.totp_code_now}).url == "/beheer/"
