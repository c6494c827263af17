"""What an administrator decides about somebody: the log of a change, and the end of what it makes stale."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction

from portal.accounts.models import User
from portal.accounts.roles import ROLES
from portal.accounts.services import end_sessions
from portal.audit.services import record

SLUGS = {role.name: slug for slug, role in ROLES.items()}


@dataclass(frozen=True)
class Standing:
    """Somebody's roles (by slug), address, and whether the account is open."""

    roles: frozenset[str]
    email: str
    is_active: bool


def of(pk: int) -> Standing:
    """As the database has it; a form may already have changed the object."""
    user = User.objects.get(pk=pk)
    names = user.groups.values_list("name", flat=True)
    return Standing(frozenset(SLUGS.get(name, name) for name in names), user.email, user.is_active)


@transaction.atomic
def record_new(*, actor: User, user: User) -> None:
    record(actor=actor, action="accounts.create", obj=user)
    _record_roles(actor, user, frozenset(), of(user.pk).roles)


@transaction.atomic
def settle(*, actor: User, user: User, before: Standing) -> None:
    """After a change: a row per kind of change. A new address or a closed account also ends the sessions."""
    now = of(user.pk)
    _record_roles(actor, user, before.roles, now.roles)
    if now.is_active != before.is_active:
        record(actor=actor, action="accounts.open" if now.is_active else "accounts.close", obj=user)
    if now.email != before.email:
        record(actor=actor, action="accounts.change_email", obj=user)
        _prove_anew(user, before.email)
    if now.email != before.email or not now.is_active:
        end_sessions(user)


def _record_roles(actor: User, user: User, before: frozenset[str], now: frozenset[str]) -> None:
    changes = [*(f"+{slug}" for slug in sorted(now - before)), *(f"-{slug}" for slug in sorted(before - now))]
    if changes:
        record(actor=actor, action="accounts.roles_changed", obj=user, reason=" ".join(changes))


def _prove_anew(user: User, old: str) -> None:
    """The new address counts only after a code that is mailed to it; the old one opens nothing any more."""
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    if user.username == old:
        user.username = user.email
        user.save(update_fields=["username"])
