"""Mail about memberships: fixed text and a link that asks for sign-in. No names of others."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.mail import kinds
from portal.mail.links import absolute_url
from portal.mail.services import enqueue
from portal.organisations.models import Membership

SUBJECTS = {
    "requested": _("Een collega vraagt toegang aan"),
    "confirmed": _("Uw lidmaatschap is bevestigd"),
}
PAGES = {"requested": "organisations:coordinate", "confirmed": "accounts:overview"}


def register_kinds() -> None:
    for name, subject in SUBJECTS.items():
        kinds.register(kinds.MailKind(name=f"membership.{name}", subject=subject, render=render))


def tell_coordinators(membership: Membership) -> None:
    coordinators = Membership.objects.confirmed().filter(organisation=membership.organisation, is_coordinator=True)
    for coordinator in coordinators.select_related("user"):
        _enqueue("requested", membership, coordinator.user.email)


def tell_member(membership: Membership) -> None:
    _enqueue("confirmed", membership, membership.user.email)


def _enqueue(name: str, membership: Membership, to: str) -> None:
    enqueue(
        kind=f"membership.{name}",
        to=to,
        ref=membership.pk,
        dedupe_key=f"membership.{name}:{membership.pk}:{to}",
    )


def render(message) -> kinds.RenderedMail:
    name = message.kind.removeprefix("membership.")
    membership = Membership.objects.select_related("organisation").get(pk=message.ref)
    with override(message.locale):
        subject = str(SUBJECTS[name])
        context = {
            "subject": subject,
            "organisation": membership.organisation,
            "url": absolute_url(reverse(PAGES[name])),
        }
        return kinds.RenderedMail(
            subject=subject,
            text=render_to_string(f"organisations/mail/{name}.txt", context),
            html=render_to_string(f"organisations/mail/{name}.html", context),
        )
