"""The lease queue: put, claim, beat, finish, reclaim. Every change of a running job is fenced."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from visioon.kernel import clock
from visioon.kernel.guards import request_id
from visioon.kernel.jobs.models import Job, Worker

MAX_ATTEMPTS = 5


class LostLease(RuntimeError):
    """Another worker has this job now; whatever this one still wanted to change is rolled back."""


@dataclass(frozen=True)
class Lease:
    job: UUID
    fence: int


_held: ContextVar[Lease | None] = ContextVar("lease", default=None)


def put(
    task: str,
    args: list[Any],
    kwargs: dict[str, Any],
    *,
    queue: str = "default",
    priority: int = 0,
    run_after: datetime | None = None,
    unique_key: str | None = None,
) -> Job:
    """Add a job; with a unique key the one that waits already is returned instead of a second."""
    at = clock.now()
    job = Job(
        task=task,
        args=args,
        kwargs=kwargs,
        queue=queue,
        priority=priority,
        unique_key=unique_key,
        run_after=run_after or at,
        created_at=at,
        request_id=request_id.current(),
    )
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        waiting = Job.objects.filter(unique_key=unique_key, state=Job.State.READY).first()
        if waiting is None:
            raise
        return waiting
    return job


@transaction.atomic
def claim(worker: UUID) -> Job | None:
    """The next ready job, leased to this worker, or None."""
    ready = Job.objects.filter(state=Job.State.READY, run_after__lte=clock.now()).order_by(
        "-priority", "run_after", "id"
    )
    if connection.features.has_select_for_update_skip_locked:
        ready = ready.select_for_update(skip_locked=True)
    job = ready.first()
    if job is None:
        return None
    at = clock.now()
    job.state, job.worker, job.fence, job.attempts = Job.State.RUNNING, worker, job.fence + 1, job.attempts + 1
    job.lease_until, job.started_at = at + timedelta(seconds=settings.WORKER_LEASE_SECONDS), at
    job.save()
    return job


def beat(worker: UUID) -> None:
    """Prolong the leases of a living worker."""
    at = clock.now()
    Worker.objects.filter(pk=worker).update(beat_at=at)
    Job.objects.filter(worker=worker, state=Job.State.RUNNING).update(
        lease_until=at + timedelta(seconds=settings.WORKER_LEASE_SECONDS)
    )


def reclaim() -> int:
    """Return jobs whose lease has run out; those tried too often fail, with a reason. Gives how many moved."""
    return _return(Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=clock.now()))


def let_go(worker: UUID) -> int:
    """Return what a worker holds that runs nothing: its beats would keep alive for ever what it could not finish."""
    return _return(Job.objects.filter(state=Job.State.RUNNING, worker=worker))


def _return(late: Any) -> int:
    given_up: int = late.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=Job.State.FAILED, finished_at=clock.now(), error=f"The worker died {MAX_ATTEMPTS} times."
    )
    return given_up + _back_to_ready(late)


def _back_to_ready(late: Any) -> int:
    moved = 0
    for job in late.exclude(attempts__gte=MAX_ATTEMPTS):
        # A job that waits once may wait again already; then the abandoned one is not needed any more.
        twin = job.unique_key and Job.objects.filter(unique_key=job.unique_key, state=Job.State.READY).exists()
        state = {"state": Job.State.DONE, "finished_at": clock.now()} if twin else {"state": Job.State.READY}
        moved += Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, fence=job.fence).update(
            **state, worker=None, lease_until=None
        )
    return moved


@contextmanager
def holding(lease: Lease) -> Iterator[None]:
    token = _held.set(lease)
    try:
        yield
    finally:
        _held.reset(token)


def held() -> Lease | None:
    """The lease of the job that runs here; None outside a job."""
    return _held.get()


@contextmanager
def effect() -> Iterator[None]:
    """The one place where a job changes the world: one transaction, at most one per job, and only with a live lease.

    The job is marked done in the same transaction, so its effect happens exactly once however often it is started.
    Outside a job the block is a plain transaction.
    """
    lease = _held.get()
    with transaction.atomic():
        if lease is not None and not _finish(lease, state=Job.State.DONE):
            raise LostLease(str(lease.job))
        yield


def finish(lease: Lease, result: Any) -> None:
    """Mark done a job that had no effect of its own; one that used effect() is done already."""
    _finish(lease, state=Job.State.DONE, result=result)


def fail(lease: Lease, error: str, *, again_after: timedelta | None) -> None:
    """Note the error; try again later where a delay is given."""
    if again_after is None:
        _finish(lease, state=Job.State.FAILED, error=error)
        return
    held = Job.objects.filter(pk=lease.job, fence=lease.fence, state=Job.State.RUNNING)
    try:
        with transaction.atomic():
            held.update(
                state=Job.State.READY, worker=None, lease_until=None, error=error, run_after=clock.now() + again_after
            )
    except IntegrityError:  # a twin of a job that waits once waits already: it does the work
        _finish(lease, state=Job.State.FAILED, error=error)


def _finish(lease: Lease, **changes: Any) -> bool:
    return bool(
        Job.objects.filter(pk=lease.job, fence=lease.fence, state=Job.State.RUNNING).update(
            finished_at=clock.now(), lease_until=None, **changes
        )
    )
