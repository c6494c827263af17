"""The state of a dispatch, counted by the database; handed is not delivered is not read."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from portal.briefings.models import Acknowledgement, Delivery, Dispatch, Reply
from portal.organisations.models import Organisation

# States of an outgoing message, see portal.mail. A delivered mail was handed over before.
DELIVERED = ("delivered",)
HANDED = ("handed", *DELIVERED, "bounced")
FAILED = ("bounced", "suppressed", "expired", "cancelled")
WAITING = ("deferred", "uncertain")


@dataclass(frozen=True)
class Standing:
    """Live counts: contacts for the mail, organisations for the answers."""

    contacts: int
    handed: int
    delivered: int
    failed: int
    waiting: int
    organisations: int
    read: int
    shared: int
    support: int

    @property
    def silent(self) -> int:
        """Organisations that did not answer."""
        return self.organisations - self.read


def standing(dispatch: Dispatch) -> Standing:
    """Two queries, however many contacts there are."""
    mail = dispatch.deliveries.aggregate(
        contacts=Count("pk"),
        organisations=Count("organisation", distinct=True),
        handed=Count("pk", filter=Q(message__state__in=HANDED)),
        delivered=Count("pk", filter=Q(message__state__in=DELIVERED)),
        failed=Count("pk", filter=Q(message__state__in=FAILED)),
        waiting=Count("pk", filter=Q(message__state__in=WAITING)),
    )
    replies = dispatch.acknowledgements.aggregate(
        **{str(kind): Count("pk", filter=Q(kind=kind)) for kind in Reply},
    )
    return Standing(**mail, **replies)


def support_requests(dispatch: Dispatch) -> QuerySet[Acknowledgement]:
    """The newest first."""
    return dispatch.acknowledgements.filter(kind=Reply.SUPPORT).select_related("organisation").order_by("-at")


def recipients(dispatch: Dispatch, standing_filter: str = "") -> QuerySet[Delivery]:
    """Deliveries with organisation, contact and mail, for one of the filters of the live page."""
    found = dispatch.deliveries.select_related("organisation", "contact", "message")
    answered = dispatch.acknowledgements.values("organisation_id")
    by_filter = {
        "geen": found.exclude(organisation_id__in=answered),
        "mislukt": found.filter(message__state__in=FAILED),
        "wacht": found.filter(message__state__in=WAITING),
    }
    return by_filter.get(standing_filter, found).order_by("organisation__name", "organisation_id", "pk")


@dataclass(frozen=True)
class School:
    """One row of the live page: an organisation and its contacts, each with where its mail is."""

    organisation: Organisation
    deliveries: list[Delivery]


def schools(dispatch: Dispatch, standing_filter: str = "") -> list[School]:
    """The recipients by organisation, in order of name; one query."""
    found = groupby(recipients(dispatch, standing_filter), key=lambda delivery: delivery.organisation_id)
    rows = [list(deliveries) for _pk, deliveries in found]
    return [School(row[0].organisation, row) for row in rows]


def replies_by_organisation(dispatch: Dispatch) -> dict[int, Acknowledgement]:
    """The weightiest answer of each organisation: support before shared before read."""
    weight = {Reply.READ: 0, Reply.SHARED: 1, Reply.SUPPORT: 2}
    answers = sorted(dispatch.acknowledgements.all(), key=lambda answer: weight[Reply(answer.kind)])
    return {answer.organisation_id: answer for answer in answers}
