"""Verbs on memberships."""

from django.utils import timezone

from portal.accounts.models import User
from portal.organisations.models import Membership


def end_memberships_of(user: User) -> str | None:
    """End every current membership of someone who leaves."""
    ended = (
        Membership.objects.current()
        .filter(user=user)
        .update(state=Membership.State.ENDED, is_coordinator=False, decided_at=timezone.now())
    )
    return f"{ended} lidmaatschap(pen) beëindigd" if ended else None
