"""Handing a draft to a second person."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.services import audited_refusals, record
from portal.briefings.lint import Finding, examine
from portal.briefings.models import Briefing, BriefingVersion
from portal.briefings.rendering import MAX_MAIL_BYTES, build_version
from portal.briefings.workflow import State, check_transition


class SubmitRefusedError(ValidationError):
    """The draft misses something; `findings` say what and where."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__([finding.message for finding in findings])
        self.findings = findings


@audited_refusals("briefing.submit")
@transaction.atomic
def submit(*, briefing_pk: int, actor: User) -> BriefingVersion:
    """Freeze the draft as a version. The submitter counts as an author, whoever typed the text."""
    briefing = Briefing.objects.select_for_update(of=("self",)).select_related("scaffold").get(pk=briefing_pk)
    check_transition(briefing.state, State.SUBMITTED)
    if blocking := [finding for finding in examine(briefing) if finding.blocks]:
        raise SubmitRefusedError(blocking)
    version = build_version(briefing, number=briefing.versions.count() + 1)
    if len(version.html.encode()) > MAX_MAIL_BYTES:
        raise SubmitRefusedError([Finding("", _("De mail is te groot. Kort de teksten in."))])
    version.submitted_by = actor
    version.save()
    briefing.authors.add(actor)
    briefing.state = State.SUBMITTED
    briefing.save(update_fields=["state"])
    record(actor=actor, action="briefing.submit", obj=briefing, reference=version.sha256)
    return version
