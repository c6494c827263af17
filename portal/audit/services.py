"""Write audit rows: successes inside the transaction of the fact, refusals after its rollback."""

import functools
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models, transaction
from django.utils import timezone

from . import chain
from .models import AuditEntry, Outcome

P = ParamSpec("P")
R = TypeVar("R")

REFUSALS = (PermissionDenied, ValidationError)
_inside_audited_service: ContextVar[bool] = ContextVar("inside_audited_service", default=False)


def record(
    *,
    actor: Any = None,
    action: str,
    obj: models.Model | None = None,
    reference: str = "",
    reason: str = "",
    outcome: str = Outcome.OK,
) -> AuditEntry:
    """Add one row in the running transaction. No content and no personal data of reporters goes in here."""
    return AuditEntry.objects.create(
        actor_id=getattr(actor, "pk", None),
        actor_label=getattr(actor, "email", "") or "",
        action=action,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None and obj.pk is not None else "",
        reference=reference,
        reason=reason,
        outcome=outcome,
    )


def audited_refusals(action: str, *, obj: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate a service so that its refusal (PermissionDenied, ValidationError) leaves a refused row.

    The service opens its own transaction; the row is written after its rollback, in a transaction of its own on the
    same connection (a second connection would wait for the first on SQLite). Inside another audited service the outer
    one writes the row. The actor comes from the keyword `actor`; `obj` names the keyword that holds the object.
    """

    def decorate(service: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(service)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            if _inside_audited_service.get():
                return service(*args, **kwargs)
            _refuse_to_run_in_a_transaction(service.__qualname__)
            token = _inside_audited_service.set(True)
            try:
                return service(*args, **kwargs)
            except REFUSALS as refusal:
                subject = kwargs.get(obj)
                with transaction.atomic():
                    record(
                        actor=kwargs.get("actor"),
                        action=action,
                        obj=subject if isinstance(subject, models.Model) else None,
                        reason=type(refusal).__name__,
                        outcome=Outcome.REFUSED,
                    )
                raise
            finally:
                _inside_audited_service.reset(token)

        return wrapper

    return decorate


def seal() -> int:
    """Chain every unsealed row. Safe to run in several places at once: they take turns. Returns how many it sealed."""
    total = 0
    while sealed := chain.seal_batch():
        total += sealed
    return total


def prune(*, months: int) -> int:
    """Drop the sealed rows of whole months, keeping this month and the `months` before it. Returns how many.

    A checkpoint takes their place in the chain, and a row in the log says that it happened.
    """
    this_month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    with transaction.atomic():
        dropped = chain.drop_before(this_month - relativedelta(months=months))
        if dropped:
            record(action="audit.prune", reason=f"{dropped} rows up to {chain.start().sequence}")
    return dropped


def _refuse_to_run_in_a_transaction(name: str) -> None:
    """The caller's rollback would take the refused row with it. Django's own test transaction does not count."""
    own = [block for block in connection.atomic_blocks if not getattr(block, "_from_testcase", False)]
    if own:
        raise RuntimeError(f"{name} writes refusals and must not be called inside a transaction")
