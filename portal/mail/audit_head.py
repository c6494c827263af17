"""The head of the audit chain, mailed to the auditors each day: proof kept outside the database."""

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit import chain

from . import kinds, rendering, services
from .kinds import MailKind, RenderedMail
from .models import OutgoingMessage

KIND = "audit.head"
SUBJECT = _("Stand van het auditlogboek")


def render(message: OutgoingMessage) -> RenderedMail:
    return rendering.from_templates(subject=str(SUBJECT), template="mail/audit_head", context=message.params)


def mail_head() -> int:
    """Write today's head to everyone who may read the audit log. Returns the number of auditors."""
    chain_head = chain.head()
    auditors = get_user_model().objects.with_perm(
        "audit.view_auditentry", include_superusers=False, backend="django.contrib.auth.backends.ModelBackend"
    )
    today = timezone.localdate().isoformat()
    for auditor in auditors:
        services.enqueue(
            kind=KIND,
            to=auditor.email,
            params={"head": str(chain_head), "sequence": chain_head.sequence, "day": today},
            dedupe_key=f"{KIND}:{today}:{auditor.pk}",
        )
    return len(auditors)


def register() -> None:
    kinds.register(MailKind(name=KIND, subject=SUBJECT, render=render))
