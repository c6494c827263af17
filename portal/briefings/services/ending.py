"""Closing a briefing when the event has passed, or withdrawing it when it should not have been sent."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.services import record
from portal.briefings.models import Briefing
from portal.briefings.workflow import State, check_transition
from portal.core.page_cache import publish_changed


@transaction.atomic
def close(*, briefing_pk: int, actor: User) -> Briefing:
    """Take the briefing off the banner; its page stays readable. Closing twice changes nothing."""
    briefing = Briefing.objects.select_for_update().get(pk=briefing_pk)
    if briefing.state != State.CLOSED:
        _end(briefing, State.CLOSED)
        record(actor=actor, action="briefing.close", obj=briefing)
    return briefing


@transaction.atomic
def withdraw(*, briefing_pk: int, actor: User, reason: str) -> Briefing:
    """Take the text off the site; the page then says that the briefing was withdrawn."""
    if not reason.strip():
        raise ValidationError(_("Schrijf op waarom u het bericht intrekt."))
    briefing = Briefing.objects.select_for_update().get(pk=briefing_pk)
    if briefing.state != State.WITHDRAWN:
        briefing.withdrawal_reason = reason.strip()
        _end(briefing, State.WITHDRAWN)
        record(actor=actor, action="briefing.withdraw", obj=briefing)
    return briefing


def _end(briefing: Briefing, state: State) -> None:
    check_transition(briefing.state, state)
    briefing.state = state
    briefing.ended_at = timezone.now()
    briefing.save(update_fields=["state", "ended_at", "withdrawal_reason"])
    publish_changed()
