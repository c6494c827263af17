"""Verbs on accounts and roles."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page

from portal.accounts.roles import ROLES, Role


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
        missing += [name for name in role.permissions if name not in permissions]
    return sorted(set(missing))


def _sync_pages(group: Group, role: Role, using: str) -> None:
    """Page permissions on every home page (one per language), once the tree exists."""
    homes = Page.objects.using(using).filter(depth=2)
    rights = Permission.objects.using(using).filter(
        content_type__app_label="wagtailcore", codename__in=[f"{kind}_page" for kind in role.pages]
    )
    wanted = {(home.pk, right.pk) for home in homes for right in rights}
    existing = GroupPagePermission.objects.using(using).filter(group=group)
    held = {(held.page_id, held.permission_id): held for held in existing}
    for key in held.keys() - wanted:
        held[key].delete(using=using)
    for page_id, permission_id in wanted - held.keys():
        GroupPagePermission.objects.using(using).create(group=group, page_id=page_id, permission_id=permission_id)
