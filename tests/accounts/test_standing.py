"""What an administrator changes about somebody is on record, and ends what became stale."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import ROLES
from portal.accounts.services import sync_roles
from portal.audit.models import AuditEntry
from tests.accounts.sign_in import second_factor_login
from tests.factories.accounts import UserFactory, staff_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = staff_in("administrator")
    second_factor_login(client, user)
    return user


@pytest.fixture
def colleague():
    user = staff_in("editor", email="oud@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def group_of(role: str) -> Group:
    return Group.objects.get(name=ROLES[role].name)


def save(client, user, **changes):
    data = {"email": user.email, "is_active": "on", "groups": [group.pk for group in user.groups.all()], **changes}
    return client.post(
        reverse("wagtailusers_users:edit", args=[user.pk]), {name: value for name, value in data.items() if value}
    )


def rows():
    return list(AuditEntry.objects.order_by("pk").values_list("actor_label", "action", "object_id", "reason"))


def test_another_role_leaves_a_row_with_what_came_and_went(client, administrator, colleague):
    save(client, colleague, groups=[group_of("auditor").pk])
    assert rows() == [(administrator.email, "accounts.roles_changed", str(colleague.pk), "+auditor -editor")]


def test_saving_without_a_change_leaves_no_row(client, administrator, colleague):
    assert save(client, colleague).status_code == 302
    assert rows() == []


def test_a_new_account_leaves_a_row_and_its_roles_another(client, administrator):
    client.post(
        reverse("wagtailusers_users:add"), {"email": "nieuw@example.org", "groups": [group_of("translator").pk]}
    )
    new = str(User.objects.get(email="nieuw@example.org").pk)
    assert rows() == [
        (administrator.email, "accounts.create", new, ""),
        (administrator.email, "accounts.roles_changed", new, "+translator"),
    ]


def test_a_closed_account_is_on_record_and_loses_its_sessions(client, administrator, colleague):
    theirs = Client()
    second_factor_login(theirs, colleague)
    save(client, colleague, is_active="")
    assert rows() == [(administrator.email, "accounts.close", str(colleague.pk), "")]
    assert "_auth_user_id" not in theirs.session


def test_another_address_must_be_proven_and_ends_the_sessions(client, administrator, colleague):
    theirs = Client()
    second_factor_login(theirs, colleague)
    save(client, colleague, email="Nieuw@example.org")
    assert rows() == [(administrator.email, "accounts.change_email", str(colleague.pk), "")]
    assert list(EmailAddress.objects.filter(user=colleague).values_list("email", "verified", "primary")) == [
        ("nieuw@example.org", False, True)
    ]
    assert "_auth_user_id" not in theirs.session
    assert "_auth_user_id" in client.session
    assert User.objects.get(pk=colleague.pk).username == "nieuw@example.org"


def test_nobody_gives_themselves_a_role(client, administrator):
    save(client, administrator, groups=[group_of("administrator").pk, group_of("meldpunt-lead").pk])
    assert list(administrator.groups.values_list("name", flat=True)) == [ROLES["administrator"].name]
    assert rows() == []


def test_only_groups_of_the_table_can_be_given(client, administrator, colleague):
    other = Group.objects.create(name="Zelf bedacht")
    assert save(client, colleague, groups=[other.pk]).status_code == 200
    assert not other.user_set.exists()


@pytest.mark.parametrize(
    ("action", "data"),
    [("assign_role", {"role": "auditor"}), ("set_active_state", {"mark_as_active": "False"}), ("delete", {})],
)
def test_no_list_of_accounts_passes_by_the_form(client, administrator, colleague, action, data):
    if "role" in data:
        data = {"role": group_of(data["role"]).pk}
    address = reverse("wagtail_bulk_action", args=["accounts", "user", action]) + f"?id={colleague.pk}"
    client.post(address, data)
    colleague.refresh_from_db()
    assert colleague.is_active
    assert [group.name for group in colleague.groups.all()] == [ROLES["editor"].name]


def test_the_list_of_accounts_offers_no_boxes_to_tick(client, administrator, colleague):
    html = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert colleague.email in html
    assert "data-bulk-action-checkbox" not in html


def test_wagtails_own_groups_go_and_take_their_people_off_the_team(home):
    user = UserFactory()
    user.groups.add(Group.objects.get_or_create(name="Moderators")[0])
    assert User.objects.get(pk=user.pk).is_staff
    sync_roles()
    assert {group.name for group in Group.objects.all()} == {role.name for role in ROLES.values()}
    assert not User.objects.get(pk=user.pk).is_staff
