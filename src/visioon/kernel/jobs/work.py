"""Running one job: under its request id and its lease, with retries that wait longer each time."""

import logging
import traceback
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string
from django_tasks.base import Task

from visioon.kernel.guards import request_id
from visioon.kernel.jobs import queue
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.queue import MAX_ATTEMPTS, Lease, LostLease

logger = logging.getLogger(__name__)


def task_at(path: str) -> Task[Any, Any]:
    """The task of this module path; a path that is no task is refused, so that a row cannot call anything else."""
    found = import_string(path)
    if not isinstance(found, Task):
        raise TypeError(f"{path} is not a task")
    return found


def run_next(worker: UUID) -> bool:
    """Claim and run one job. False when nothing was ready."""
    job = queue.claim(worker)
    if job is None:
        return False
    with request_id.following(job.request_id or None):
        _run(job, Lease(job.pk, job.fence))
    return True


def run_all(worker: UUID, *, limit: int = 1000) -> int:
    """Run what is ready until nothing is left: for the demo, for commands and for tests."""
    count = 0
    while count < limit and run_next(worker):
        count += 1
    return count


def _run(job: Job, lease: Lease) -> None:
    try:
        with queue.holding(lease):
            result: Any = task_at(job.task).call(*job.args, **job.kwargs)
        queue.finish(lease, result)
    except LostLease:
        logger.warning("job %s: lease lost, nothing changed", job.pk)
    except Exception:
        logger.exception("job %s %s failed", job.pk, job.task)
        delay = timedelta(seconds=5 * 4 ** (job.attempts - 1)) if job.attempts < MAX_ATTEMPTS else None
        queue.fail(lease, traceback.format_exc()[-4000:], again_after=delay)
