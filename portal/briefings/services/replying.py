"""What a school answers with the buttons in its mail."""

from django.db import transaction

from portal.briefings.models import Acknowledgement, Delivery, Reply
from portal.core.sanitise import clean_text


@transaction.atomic
def record_reply(
    *, delivery: Delivery, kind: Reply, support_kinds: list[str] | None = None, note: str = ""
) -> Acknowledgement:
    """Store the answer of the organisation once; asking support again adds to the first request.

    Sharing a briefing with the team, or asking support, also counts as having read it.
    """
    answers, organisation = delivery.dispatch.acknowledgements, delivery.organisation
    answers.get_or_create(organisation=organisation, kind=Reply.READ)
    answer, _created = answers.select_for_update().get_or_create(
        dispatch=delivery.dispatch, organisation=organisation, kind=kind
    )
    if kind == Reply.SUPPORT:
        answer.support_kinds = sorted({*answer.support_kinds, *(support_kinds or [])})
        answer.note = clean_text(note).strip() or answer.note
        answer.save(update_fields=["support_kinds", "note"])
    return answer
