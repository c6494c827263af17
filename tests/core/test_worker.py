import signal
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.audit.services import record
from portal.core import jobs, leases, worker
from portal.core.jobs import ContinuousJob, PeriodicJob
from portal.core.models import JobHeartbeat
from portal.core.worker_tasks import MOST_ATTEMPTS, requeue_orphans
from tests.core import work
from tests.core.processes import SharedDatabase
from tests.factories.audit import AuditEntryFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORK_FOLDER", str(tmp_path))
    return tmp_path


@pytest.fixture
def own_jobs(monkeypatch):
    """Only the jobs that a test registers exist."""
    monkeypatch.setattr(jobs, "_jobs", {})
    monkeypatch.setattr(jobs, "_continuous", {})


def wait_for(condition, seconds: float = 120) -> None:
    """Poll until something happened in another process."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def count_turns(job: PeriodicJob, *holders: str) -> list[bool]:
    return [leases.run_if_due(job, holder=holder) for holder in holders]


@pytest.mark.django_db
def test_a_job_runs_once_per_interval_whoever_asks():
    runs = []
    job = PeriodicJob("test.count", HOUR, lambda: runs.append(1))
    assert count_turns(job, "a", "b", "a") == [True, False, False]
    JobHeartbeat.objects.update(last_start=timezone.now() - HOUR)
    assert count_turns(job, "b", "a") == [True, False]
    assert len(runs) == 2


@pytest.mark.django_db
def test_a_job_that_is_running_elsewhere_is_left_alone_until_its_lease_ends():
    job = PeriodicJob("test.count", timedelta(0), lambda: None)
    assert leases.take_turn(job, holder="a") is True
    assert leases.take_turn(job, holder="b") is False
    JobHeartbeat.objects.update(lease_until=timezone.now())
    assert leases.take_turn(job, holder="b") is True
    leases.finish_turn(job, holder="a")
    assert JobHeartbeat.objects.get().last_success is None


@pytest.mark.django_db
def test_two_workers_that_read_the_same_row_get_one_turn():
    job = PeriodicJob("test.count", HOUR, lambda: None)
    state = leases.find_or_create(job.name, HOUR)
    assert leases.take_turn(job, holder="a") is True
    unchanged = JobHeartbeat.objects.filter(name=job.name, last_start=state.last_start, lease_until=state.lease_until)
    assert unchanged.count() == 0


@pytest.mark.django_db
def test_a_failing_job_leaves_the_class_of_its_error_and_the_others_run(own_jobs, caplog):
    runs = []

    def fail():
        raise ValueError("de naam van een melder")

    jobs.register(PeriodicJob("a.fails", HOUR, fail))
    jobs.register(PeriodicJob("b.works", HOUR, lambda: runs.append(1)))
    worker.Worker().run_once()
    beat = JobHeartbeat.objects.get(name="a.fails")
    assert (beat.last_error, beat.last_success, beat.lease_until) == ("ValueError", None, None)
    assert runs == [1]
    assert "ValueError" in caplog.text
    assert "melder" not in caplog.text


@pytest.mark.django_db
def test_a_job_for_every_worker_runs_in_each_of_them(own_jobs):
    runs = []
    jobs.register(PeriodicJob("test.everywhere", HOUR, lambda: runs.append(1), everywhere=True))
    first, second = worker.Worker(), worker.Worker()
    for each in (first, second, first):
        each.run_due_jobs()
    assert len(runs) == 2


@pytest.mark.django_db
def test_the_worker_seals_the_audit_log_and_shows_its_pulse():
    AuditEntryFactory()
    call_command("worker", "--once")
    assert record(action="test.after").pk
    beat = JobHeartbeat.objects.get(name="audit.seal")
    assert (beat.last_error, beat.lease_until) == ("", None)
    assert beat.last_success >= beat.last_start
    assert JobHeartbeat.objects.filter(name__startswith="worker:").count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_waiting_tasks_once(folder):
    work.leave_a_line.enqueue("een")
    work.leave_a_line.enqueue("twee")
    call_command("worker", "--once")
    call_command("worker", "--once")
    assert sorted(work.lines("task")) == ["een", "twee"]


@pytest.mark.django_db(transaction=True)
def test_a_failed_task_keeps_the_class_of_its_error_and_nothing_of_its_words():
    work.fail_with.enqueue("de naam van een melder")
    call_command("worker", "--once")
    result = DBTaskResult.objects.get()
    assert (result.status, result.exception_class_path, result.traceback) == ("FAILED", "builtins.ValueError", "")


@pytest.mark.django_db
def test_a_task_goes_back_when_its_worker_has_no_pulse_any_more():
    work.leave_a_line.enqueue("een")
    work.leave_a_line.enqueue("twee")
    dead, alive = DBTaskResult.objects.order_by("enqueued_at")
    dead.claim("dead")
    alive.claim("alive")
    DBTaskResult.objects.update(started_at=timezone.now() - HOUR)
    leases.beat("worker:alive", holder="alive", interval=worker.PULSE)
    leases.beat("worker:dead", holder="dead", interval=worker.PULSE)
    JobHeartbeat.objects.filter(name="worker:dead").update(lease_until=timezone.now() - HOUR)
    assert requeue_orphans() == 1
    dead.refresh_from_db()
    alive.refresh_from_db()
    assert (dead.status, alive.status) == ("READY", "RUNNING")
    assert list(JobHeartbeat.objects.values_list("name", flat=True)) == ["worker:alive"]


@pytest.mark.django_db
def test_a_task_that_kills_every_worker_is_given_up():
    work.leave_a_line.enqueue("een")
    result = DBTaskResult.objects.get()
    result.claim("dead")
    DBTaskResult.objects.update(started_at=timezone.now() - HOUR, worker_ids=["dead"] * MOST_ATTEMPTS)
    requeue_orphans()
    result.refresh_from_db()
    assert result.status == "FAILED"


@pytest.mark.django_db(transaction=True)
def test_a_loop_outlives_a_database_that_is_away(own_jobs, caplog):
    running = worker.Worker()
    turns = []

    def step():
        turns.append(1)
        if len(turns) < 3:
            raise OperationalError("server closed the connection")
        running.stop()
        return False

    running._loop("test", step, 0.001)
    assert len(turns) == 3
    assert caplog.messages == ["test: OperationalError"] * 2


@pytest.mark.django_db
def test_one_worker_runs_a_loop_that_must_be_alone():
    beat = {"name": "test.loop", "interval": worker.PULSE, "is_exclusive": True}
    assert [leases.beat(**beat, holder=holder) for holder in ("a", "b", "a")] == [True, False, True]
    leases.let_go("test.loop", holder="a")
    assert leases.beat(**beat, holder="b") is True


@pytest.mark.django_db
def test_two_jobs_of_one_name_are_a_programming_error(own_jobs):
    job = ContinuousJob("test.loop", start=lambda is_stopping: lambda: False)
    jobs.register_continuous(job)
    jobs.register_continuous(job)
    with pytest.raises(ValueError, match=r"test\.loop"):
        jobs.register_continuous(ContinuousJob("test.loop", start=print))


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_work_and_stop_when_they_are_told(folder):
    AuditEntryFactory.create_batch(20)
    for n in range(6):
        work.leave_a_line.enqueue(str(n))
    pulses = "SELECT COUNT(*) FROM core_jobheartbeat WHERE name LIKE 'worker:%'"
    unsealed = "SELECT COUNT(*) FROM audit_auditentry WHERE sequence IS NULL"
    with SharedDatabase(folder) as database:
        processes = [database.start("-m", "tests.core.worker_process") for _ in range(2)]
        wait_for(lambda: database.rows(pulses) == [(2,)])
        wait_for(lambda: len(work.lines("task")) == 6 and len(work.lines("job")) == 1)
        wait_for(lambda: database.rows(unsealed) == [(0,)])
        for process in processes:
            process.send_signal(signal.SIGTERM)
        assert [process.wait(timeout=60) for process in processes] == [0, 0]
        assert (sorted(work.lines("task")), len(work.lines("job"))) == (list("012345"), 1)
        assert database.rows(pulses) == [(0,)]
        assert database.rows("SELECT MAX(sequence), COUNT(*) FROM audit_auditentry") == [(20, 20)]


@pytest.mark.django_db(transaction=True)
def test_a_task_of_a_killed_worker_is_finished_by_another(folder):
    work.take_long.enqueue("lang")
    status = f"SELECT status FROM {DBTaskResult._meta.db_table}"
    with SharedDatabase(folder) as database:
        first = database.start("-m", "tests.core.worker_process")
        wait_for(lambda: work.lines("long") == ["lang"])
        first.kill()
        first.wait()
        # The clock of the repeat job is put back, so that the test does not take half a minute.
        database.run("UPDATE core_jobheartbeat SET last_start = NULL, lease_until = NULL WHERE name = 'tasks.requeue'")
        time.sleep(2.5)
        second = database.start("-m", "tests.core.worker_process")
        wait_for(lambda: database.rows(status) == [("SUCCESSFUL",)])
        second.terminate()
        assert second.wait(timeout=60) == 0
    assert work.lines("long") == ["lang", "lang"]
