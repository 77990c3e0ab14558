from datetime import timedelta

import pytest

from visioon.kernel import clock
from visioon.kernel.cities.models import City
from visioon.kernel.guards import request_id
from visioon.kernel.jobs import queue, work
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.queue import Lease, LostLease
from visioon.kernel.jobs.tests.sample_tasks import fail, found_city, say_request_id
from visioon.kernel.jobs.worker import PERIODIC, put_periodic, register_worker

pytestmark = pytest.mark.django_db


def test_job_runs_and_keeps_its_result() -> None:
    result = found_city.enqueue("jobtown")
    assert work.run_all(register_worker()) == 1
    assert Job.objects.get(pk=result.id).state == "done"
    assert City.objects.filter(slug="jobtown").count() == 1


def test_result_can_be_asked_for() -> None:
    result = say_request_id.enqueue()
    work.run_all(register_worker())
    assert str(say_request_id.get_result(result.id).status) == "SUCCESSFUL"


def test_request_id_follows_into_the_job() -> None:
    with request_id.following("request-12345"):
        result = say_request_id.enqueue()
    work.run_all(register_worker())
    assert Job.objects.get(pk=result.id).result == "request-12345"


def test_failed_job_waits_longer_each_time_and_gives_up() -> None:
    result = fail.enqueue()
    worker, delays = register_worker(), []
    for _ in range(queue.MAX_ATTEMPTS):
        before = clock.now()
        work.run_next(worker)
        job = Job.objects.get(pk=result.id)
        delays.append((job.run_after - before).total_seconds())
        Job.objects.filter(pk=job.pk).update(run_after=before)
    assert job.state == "failed"
    assert "as asked" in job.error
    assert delays[:4] == pytest.approx([5, 20, 80, 320], abs=5)


def test_reclaimed_job_runs_once_and_the_stale_worker_changes_nothing() -> None:
    found_city.enqueue("once")
    first, second = register_worker(), register_worker()
    stale = queue.claim(first)
    assert stale is not None
    Job.objects.filter(pk=stale.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    assert queue.reclaim() == 1
    assert work.run_next(second)
    with queue.holding(Lease(stale.pk, stale.fence)), pytest.raises(LostLease), queue.effect():
        City.objects.create(slug="twice")
    assert list(City.objects.values_list("slug", flat=True)) == ["once"]


def test_beating_worker_keeps_its_job() -> None:
    found_city.enqueue("beating")
    worker = register_worker()
    job = queue.claim(worker)
    assert job is not None
    Job.objects.filter(pk=job.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    queue.beat(worker)
    assert queue.reclaim() == 0


def test_job_of_a_worker_that_always_dies_fails_in_the_end() -> None:
    found_city.enqueue("never")
    for _ in range(queue.MAX_ATTEMPTS):
        job = queue.claim(register_worker())
        assert job is not None
        Job.objects.filter(pk=job.pk).update(lease_until=clock.now() - timedelta(seconds=1))
        queue.reclaim()
    assert Job.objects.get().state == "failed"


def test_unique_job_waits_once() -> None:
    one = queue.put("x.y", [], {}, unique_key="k")
    other = queue.put("x.y", [], {}, unique_key="k")
    assert one.pk == other.pk


def test_periodic_tasks_are_put_once_a_slot() -> None:
    put_periodic()
    put_periodic()
    assert Job.objects.count() == len(PERIODIC)


def test_row_that_names_no_task_is_refused() -> None:
    queue.put("os.system", ["true"], {})
    work.run_next(register_worker())
    assert "is not a task" in Job.objects.get().error


def test_later_job_is_not_ready() -> None:
    queue.put("x.y", [], {}, run_after=clock.now() + timedelta(hours=1))
    assert queue.claim(register_worker()) is None


def test_failed_job_gives_way_to_its_twin_that_waits() -> None:
    queue.put("os.system", ["true"], {}, unique_key="k")
    claimed = queue.claim(register_worker())
    assert claimed is not None
    twin = queue.put("os.system", ["true"], {}, unique_key="k")
    queue.fail(Lease(claimed.pk, claimed.fence), "as asked", again_after=timedelta(seconds=5))
    assert Job.objects.get(pk=claimed.pk).state == "failed"
    assert Job.objects.get(pk=twin.pk).state == "ready"


def test_worker_that_could_not_finish_lets_go_of_its_job() -> None:
    found_city.enqueue("again")
    worker = register_worker()
    stale = queue.claim(worker)
    assert stale is not None
    queue.beat(worker)
    assert queue.let_go(worker) == 1
    assert work.run_next(worker)
    with queue.holding(Lease(stale.pk, stale.fence)), pytest.raises(LostLease), queue.effect():
        City.objects.create(slug="twice")
    assert list(City.objects.values_list("slug", flat=True)) == ["again"]
