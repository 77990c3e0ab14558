"""A worker that is killed at any moment: every job's effect happens exactly once."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.database import address
from tests.faults.tasks import slow_city
from visioon.kernel.accounts.actions import system
from visioon.kernel.cities.models import City
from visioon.kernel.jobs.models import Job
from visioon.kernel.ledger.models import Act

ROOT = Path(__file__).parents[2]
JOBS, KILLS, PATIENCE_SECONDS = 12, 5, 60


@contextmanager
def worker(**variables: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A real worker on the test database. variables: what it finds in its environment besides."""
    environment = {
        **os.environ,
        **variables,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "VISIOON_DATABASE": address(),
        "VISIOON_TESTING": "1",
        "VISIOON_WORKER_LEASE_SECONDS": "2",
    }
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "visioon", "worker"],
        env=environment,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(what: str, condition: object, seconds: int = PATIENCE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, f"{what} did not happen"
        time.sleep(0.02)


def done() -> int:
    return Job.objects.filter(state=Job.State.DONE).exclude(task__contains="seal_all").count()


@pytest.mark.django_db(transaction=True)
def test_worker_killed_midway_leaves_every_effect_exactly_once() -> None:
    system()
    slugs = [f"city-{number}" for number in range(JOBS)]
    for slug in slugs:
        slow_city.enqueue(slug)
    for kill in range(KILLS):
        with worker() as process:
            before = done()
            wait_until("a job", lambda before=before: done() > before)
            # Another moment each time: while it computes, while it writes, between two jobs.
            time.sleep(0.06 * kill)
            os.kill(process.pid, signal.SIGKILL)
    with worker():
        wait_until("the rest", lambda: done() == JOBS)
    founded = Act.objects.filter(verb="city.founded").values_list("object_id", flat=True)
    assert sorted(City.objects.filter(slug__in=slugs).values_list("slug", flat=True)) == sorted(slugs)
    assert set(Counter(founded).values()) == {1}
    assert len(founded) == JOBS
