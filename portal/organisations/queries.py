"""Questions about memberships that need more than one table."""

from django.db.models import QuerySet

from portal.accounts.models import User
from portal.organisations.models import Membership
from portal.organisations.services import DECIDE


def memberships_to_decide(user: User) -> QuerySet[Membership] | None:
    """The current memberships that this person decides about, requests first; None for who decides nothing."""
    if user.has_perm(DECIDE):
        found = Membership.objects.current()
    elif Membership.objects.confirmed().filter(user=user, is_coordinator=True).exists():
        found = Membership.objects.current().coordinated_by(user)
    else:
        return None
    found = found.exclude(user=user).select_related("user", "organisation")
    return found.order_by("-state", "organisation__name", "user__email")
