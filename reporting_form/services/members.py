"""Joining the meldpunt and signing the list of readers."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from nacl.utils import random as random_bytes

from portal.accounts.models import User
from portal.audit.services import record
from reporting_form.models import Member, Roster, RosterSignature
from reporting_form.vault.derivation import SALT_BYTES
from reporting_form.vault.keys import MINIMUM_WORDS, MemberKeys, normalised, unwrap_member_keys, wrap_member_keys
from reporting_form.vault.roster import Reader, ReaderList, anchor, digest, sign


class PassphraseTooShortError(ValueError):
    """A vault passphrase has at least six words."""


def join(*, user: User, passphrase: str, today: date) -> tuple[Member, MemberKeys]:
    """Make a member with new keys. Nothing is sealed to this member before two others sign the list."""
    if len(normalised(passphrase).split()) < MINIMUM_WORDS:
        raise PassphraseTooShortError
    keys, salt = MemberKeys.generate(), random_bytes(SALT_BYTES)
    wrapped = wrap_member_keys(keys, passphrase, salt, user.pk)
    with transaction.atomic():
        member = Member.objects.create(
            user=user,
            joined_on=today,
            public_key=keys.public_key,
            verify_key=keys.verify_key,
            salt=salt,
            wrapped_keys=wrapped,
        )
        record(actor=user, action="meldpunt.join", obj=member)
    return member, keys


def unlock_keys(*, member: Member, passphrase: str) -> MemberKeys:
    """The member's keys. Raises CannotOpenError for a wrong passphrase, DerivationBusyError."""
    return unwrap_member_keys(bytes(member.wrapped_keys), passphrase, bytes(member.salt), member.user_id)


def propose_roster(*, members: Sequence[Member], recovery_key: bytes | None = None) -> Roster:
    """Write the next list; it counts once two members of the list before it have signed.

    The first list carries the server's anchor and is signed by two of its own members.
    """
    before = Roster.objects.order_by("-number").first()
    readers = tuple(Reader(m.pk, bytes(m.public_key), bytes(m.verify_key)) for m in members)
    number = before.number + 1 if before else 1
    body = ReaderList(number, digest(bytes(before.body)) if before else "", readers, recovery_key).encode()
    return Roster.objects.create(number=number, body=body, anchor="" if before else anchor(body))


def sign_roster(*, roster: Roster, member: Member, keys: MemberKeys) -> None:
    """Add an unlocked member's signature to exactly the stored bytes."""
    with transaction.atomic():
        RosterSignature.objects.create(roster=roster, member=member, signature=sign(bytes(roster.body), keys.signing))
        record(actor=member.user, action="meldpunt.sign_roster", obj=roster)


def leave(user: User) -> str | None:
    """End a membership: no new case is sealed to this person, and every key to an old one is gone.

    Runs inside the transaction of `portal.accounts.services.leave_staff`.
    """
    member = Member.objects.filter(user=user).first()
    if member is None:
        return None
    member.is_active = False
    member.save(update_fields=["is_active"])
    member.cases.update(assignee=None)
    member.drafts.all().delete()
    wraps, _rows = member.wraps.all().delete()
    return f"{wraps} sleutels van zaken ingetrokken"
