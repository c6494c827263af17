"""Tasks of django-tasks-db: run one, and put back those whose worker is gone."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker
from django_tasks_db.models import DBTaskResult

from .models import JobHeartbeat

# A task that took so many workers with it is not tried again.
MOST_ATTEMPTS = 5
GRACE = timedelta(minutes=1)


class TaskRunner(DatabaseWorker):
    """The package's own worker, one task at a time, that keeps no traceback: its last line may hold content."""

    def __init__(self, worker_id: str) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=worker_id,
            excluded_queue_names=[],
        )

    def run_one(self) -> bool:
        """Claim and run one task. False: none was waiting."""
        if not DBTaskResult.objects.ready().exists():
            return False
        self._run_tasks = 0
        self.run()
        return self._run_tasks > 0

    def run_task(self, db_task_result: DBTaskResult) -> None:
        db_task_result.set_failed = lambda error: fail_without_content(db_task_result, error)
        super().run_task(db_task_result)


def fail_without_content(result: DBTaskResult, error: BaseException | None = None) -> None:
    """Close a task as failed, with the class of the error only."""
    result.status = TaskResultStatus.FAILED
    result.finished_at = timezone.now()
    result.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}" if error else ""
    result.traceback = ""
    result.return_value = None
    result.save(update_fields=["status", "finished_at", "exception_class_path", "traceback", "return_value"])


def requeue_orphans() -> int:
    """Put back the running tasks whose worker has no pulse any more. Tasks are idempotent by house rule."""
    now = timezone.now()
    workers = JobHeartbeat.objects.filter(name__startswith="worker:")
    alive = {
        name.removeprefix("worker:") for name in workers.filter(lease_until__gt=now).values_list("name", flat=True)
    }
    orphans = [
        result
        for result in DBTaskResult.objects.running().filter(started_at__lt=now - GRACE)
        if not alive.intersection(result.worker_ids[-1:])
    ]
    for result in orphans:
        put_back(result)
    # Dead pulses go once another worker is here to notice; with no worker left they keep /health/ready red.
    workers.filter(lease_until__lt=now - GRACE).delete()
    return len(orphans)


def put_back(result: DBTaskResult) -> None:
    if len(result.worker_ids) >= MOST_ATTEMPTS:
        fail_without_content(result)
        return
    same = DBTaskResult.objects.running().filter(pk=result.pk, started_at=result.started_at)
    same.update(status=TaskResultStatus.READY, started_at=None)
