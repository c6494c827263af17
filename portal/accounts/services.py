"""Verbs on accounts and roles."""

from collections.abc import Iterable
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.accounts import leaving
from portal.accounts.models import User
from portal.accounts.roles import ROLES, Role
from portal.audit.services import record

UNCONFIRMED_FOR = timedelta(days=7)
# Groups that Wagtail makes by itself; nobody of the team has a task by these names.
STOCK_GROUPS = ("Moderators", "Editors")


def find_permissions(names: tuple[str, ...], *, using: str = "default") -> dict[str, Permission]:
    """The permissions that exist, by their `app.codename`."""
    wanted = set(names)
    found = (
        Permission.objects.using(using)
        .select_related("content_type")
        .filter(codename__in={name.split(".", 1)[1] for name in wanted})
    )
    by_name = {f"{permission.content_type.app_label}.{permission.codename}": permission for permission in found}
    return {name: permission for name, permission in by_name.items() if name in wanted}


@transaction.atomic
def sync_roles(*, using: str = "default") -> list[str]:
    """Write the table of roles to the groups. Returns the permissions that no app has declared yet."""
    missing: list[str] = []
    for role in ROLES.values():
        group, _ = Group.objects.using(using).get_or_create(name=role.name)
        permissions = find_permissions(role.permissions, using=using)
        group.permissions.set(permissions.values())
        _sync_pages(group, role, using)
        _sync_library(group, role, using)
        missing += [name for name in role.permissions if name not in permissions]
    _remove_stock_groups(using)
    return sorted(set(missing))


def _remove_stock_groups(using: str) -> None:
    """Whoever is in one leaves it first, so that being staff follows the roles that remain."""
    for group in Group.objects.using(using).filter(name__in=STOCK_GROUPS):
        for user in group.user_set.all():
            user.groups.remove(group)
        group.delete()


def _sync_pages(group: Group, role: Role, using: str) -> None:
    """Page permissions on every home page (one per language), once the tree exists."""
    rights = Permission.objects.using(using).filter(
        content_type__app_label="wagtailcore", codename__in=[f"{kind}_page" for kind in role.pages]
    )
    homes = Page.objects.using(using).filter(depth=2).values_list("pk", flat=True)
    _sync_rights(GroupPagePermission.objects.using(using), group, "page_id", homes, rights)


def _sync_library(group: Group, role: Role, using: str) -> None:
    """Permissions on all images and documents."""
    rights = Permission.objects.using(using).filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=role.library
    )
    roots = Collection.objects.using(using).filter(depth=1).values_list("pk", flat=True)
    _sync_rights(GroupCollectionPermission.objects.using(using), group, "collection_id", roots, rights)


def _sync_rights(rows: QuerySet, group: Group, place: str, places: Iterable[int], rights: Iterable[Permission]) -> None:
    """Make the group's rows exactly: each right at each place."""
    wanted = {(where, right.pk) for where in places for right in rights}
    held = {(getattr(row, place), row.permission_id): row.pk for row in rows.filter(group=group)}
    rows.filter(pk__in=[held[key] for key in held.keys() - wanted]).delete()
    for where, permission in wanted - held.keys():
        rows.create(group=group, permission_id=permission, **{place: where})


@transaction.atomic
def leave_staff(*, user: User, actor: User | None = None) -> list[str]:
    """End everything that someone could do here. Returns one line per part that ended.

    Higher apps add theirs (keys of the vault, assignments) through `portal.accounts.leaving`.
    """
    lines = leaving.run_all(user)
    user.groups.clear()
    user.user_permissions.clear()
    devices, _details = Authenticator.objects.filter(user=user).delete()
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    record(actor=actor, action="staff.leave", obj=user)
    return [*lines, f"{devices} apparaten en herstelcodes gewist", f"{end_sessions(user)} sessies beëindigd"]


def end_sessions(user: User) -> int:
    """Delete every session of this person. Sessions are opaque, so each unexpired one is opened."""
    theirs = [
        session.pk
        for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()
    return len(theirs)


def delete_unconfirmed_accounts() -> int:
    """Forget accounts whose address nobody confirmed within a week."""
    limit = timezone.now() - UNCONFIRMED_FOR
    confirmed = EmailAddress.objects.filter(verified=True).values("user")
    stale = User.objects.filter(is_staff=False, last_login=None, date_joined__lt=limit).exclude(pk__in=confirmed)
    return stale.delete()[1].get("accounts.User", 0)
