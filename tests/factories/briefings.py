"""Briefings as authors make them, and what is needed around them."""

from datetime import timedelta

import factory
from django.utils import timezone

from portal.briefings import services
from portal.briefings.models import Approval, Briefing, BriefingVersion, Delivery, Dispatch, Scaffold
from portal.briefings.services import DraftContent
from portal.briefings.structure import SLOTS
from portal.mail.models import OutgoingMessage
from tests.factories.accounts import UserFactory, staff_with
from tests.factories.organisations import ContactPointFactory

WRITE = "briefings.write_briefing"
APPROVE = "briefings.approve_briefing"


class ScaffoldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Scaffold

    event_type = factory.Sequence(lambda n: f"gebeurtenis-{n}")
    name = factory.Sequence(lambda n: f"Gebeurtenis {n}")
    summary = "Om te proberen."


def author(**fields):
    return staff_with(WRITE, **fields)


def approver(**fields):
    return staff_with(WRITE, APPROVE, **fields)


def superuser(**fields):
    return UserFactory(is_superuser=True, is_staff=True, **fields)


def complete_content(**changes) -> DraftContent:
    """A draft that may be submitted: everything is there, nothing blocks."""
    now = timezone.now()
    fields = {
        "title": "Aanhouding in de stad",
        "cleared_by": "Politie en woordvoerder",
        "cleared_at": now - timedelta(hours=1),
        "next_update_at": now + timedelta(hours=3),
        "bulletin_text": "Lees wat u in de klas kunt zeggen.",
        "bulletin_until": now + timedelta(days=1),
        "audience_kinds": ["po"],
        "texts": {slot.name: f"Tekst voor {slot.name}." for slot in SLOTS},
        "facts": [("De scholen zijn open.", "Burgemeester, 17.45 uur")],
    }
    return DraftContent(**{**fields, **changes})


def draft(*, by=None, contacts: int = 1, **changes) -> Briefing:
    """A complete draft for so many contact points, each of a primary school of its own."""
    by = by or author()
    ContactPointFactory.create_batch(contacts, organisation__kind="po")
    briefing = services.create_from_scaffold(scaffold=ScaffoldFactory(), title="Aanhouding in de stad", actor=by)
    content = complete_content(**changes)
    return services.save_draft(briefing_pk=briefing.pk, actor=by, content=content, revision=0)


def submitted(*, by=None, **changes) -> BriefingVersion:
    by = by or author()
    return services.submit(briefing_pk=draft(by=by, **changes).pk, actor=by)


def sent(*, by=None, approved_by=None, **changes) -> BriefingVersion:
    version = submitted(by=by, **changes)
    services.approve(version_pk=version.pk, sha256=version.sha256, actor=approved_by or approver())
    return BriefingVersion.objects.select_related("briefing", "dispatch").get(pk=version.pk)


def first_delivery(version: BriefingVersion) -> Delivery:
    return version.dispatch.deliveries.select_related("dispatch__version__briefing", "organisation").first()


def edit(briefing, by):
    briefing.refresh_from_db()
    services.save_draft(briefing_pk=briefing.pk, actor=by, content=complete_content(), revision=briefing.revision)


def nothing_was_sent() -> bool:
    return not (Dispatch.objects.exists() or OutgoingMessage.objects.exists() or Approval.objects.exists())
