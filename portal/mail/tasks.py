"""What the worker does for mail."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from portal.core.jobs import ContinuousJob, PeriodicJob, register, register_continuous

from . import audit_head, configuration
from .dispatcher import Dispatcher
from .models import BulkBody, DemoMail, OutgoingMessage
from .workflow import CLOSED


def start_dispatcher(is_stopping: Callable[[], bool]) -> Callable[[], bool]:
    """A dispatcher for this thread; each step recovers now and then and sends one claim."""
    return Dispatcher(is_stopping=is_stopping).step


def delete_old_bodies() -> int:
    """Delete bodies of bulk mail and demonstration mail after fourteen days; the rows that count stay."""
    before = timezone.now() - configuration.BODY_TERM
    open_messages = OutgoingMessage.objects.exclude(state__in=CLOSED).exclude(body=None)
    bodies = BulkBody.objects.filter(created_at__lt=before).exclude(pk__in=open_messages.values("body"))
    mails = DemoMail.objects.filter(created_at__lt=before)
    return bodies.delete()[1].get("mail.BulkBody", 0) + mails.delete()[0]


def register_jobs() -> None:
    register_continuous(ContinuousJob(name="mail.dispatcher", start=start_dispatcher))
    register(PeriodicJob(name="mail.audit_head", interval=timedelta(days=1), run=audit_head.mail_head))
    register(PeriodicJob(name="mail.delete_old_bodies", interval=timedelta(days=1), run=delete_old_bodies))
