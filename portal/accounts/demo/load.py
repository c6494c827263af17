"""One account per role, ready to sign in."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.models import Group

from portal.accounts.demo_accounts import BY_CODE, address_of, password_for, totp_secret_for
from portal.accounts.models import User
from portal.accounts.roles import ROLES
from portal.accounts.services import sync_roles


def load(verbosity: int = 1) -> None:
    """Make what is missing; an account that exists keeps its password and device."""
    sync_roles()
    for role in ROLES.values():
        for slug in role.demo:
            give_role(make_account(slug), role.name, slug)
    for slug in BY_CODE:
        make_account(slug)


def make_account(slug: str) -> User:
    user, is_new = User.objects.get_or_create(
        email=address_of(slug),
        defaults={"username": address_of(slug), "display_name": slug.replace("-", " ").capitalize()},
    )
    if is_new:
        user.set_unusable_password()
        user.save()
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


def give_role(user: User, role: str, slug: str) -> None:
    user.groups.add(Group.objects.get(name=role))
    user.refresh_from_db()
    if not user.has_usable_password():
        user.set_password(password_for(slug))
        user.save()
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": encrypt(totp_secret_for(slug))}}
    )
