import factory
from django.contrib.auth.models import Group, Permission

from portal.accounts.models import User
from portal.accounts.roles import ROLES


class UserFactory(factory.django.DjangoModelFactory):
    """Someone who signs in with a code by mail; no roles, no organisation."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"persoon{n}@scholen.wegwijs.example")
    password = factory.django.Password(None)


def staff_with(*permissions: str, **fields) -> User:
    """A staff member with exactly these permissions (`app.codename`), through a group as in production."""
    user = UserFactory(**fields)
    group, _ = Group.objects.get_or_create(name="Test: " + ", ".join(permissions))
    group.permissions.set([find_permission(name) for name in permissions])
    user.groups.add(group)
    return user


def staff_in(role: str, **fields) -> User:
    """A staff member with the role of that slug (see portal.accounts.roles)."""
    user = UserFactory(**fields)
    user.groups.add(Group.objects.get(name=ROLES[role].name))
    return user


def find_permission(name: str) -> Permission:
    app_label, codename = name.split(".", 1)
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
