"""A worker process: beats, reclaims, runs what is ready, and puts the periodic jobs."""

import logging
import socket
import threading
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from uuid6 import uuid7

from visioon.kernel import clock
from visioon.kernel.jobs import queue, work
from visioon.kernel.jobs.models import Job, Worker

logger = logging.getLogger(__name__)
IDLE_SECONDS = 0.5


@dataclass(frozen=True)
class Periodic:
    """A task that is put at most once for each slot of this many seconds."""

    task: str
    seconds: int


PERIODIC: list[Periodic] = []


def register_worker() -> UUID:
    at = clock.now()
    Worker.objects.filter(beat_at__lt=at - timedelta(days=1)).delete()
    return Worker.objects.create(id=uuid7(), host=socket.gethostname(), started_at=at, beat_at=at).pk


def put_periodic() -> None:
    for periodic in PERIODIC:
        slot = int(clock.now().timestamp()) // periodic.seconds
        key = f"{periodic.task}@{slot}"
        if not Job.objects.filter(unique_key=key).exists():
            queue.put(periodic.task, [], {}, unique_key=key)


def run_forever(stop: threading.Event) -> None:
    """Work until told to stop. A database that is away for a while ends nothing."""
    worker = register_worker()
    beats = threading.Thread(target=_beat, args=(worker, stop), daemon=True)
    beats.start()
    failed = False
    while not stop.is_set():
        try:
            if failed:
                queue.let_go(worker)
            queue.reclaim()
            put_periodic()
            busy = work.run_next(worker)
            close_old_connections()
            failed = False
        except DatabaseError:
            logger.exception("the database is away")
            connection.close()
            busy, failed = False, True
        if not busy:
            stop.wait(IDLE_SECONDS)
    beats.join(timeout=5)


def _beat(worker: UUID, stop: threading.Event) -> None:
    while not stop.wait(settings.WORKER_LEASE_SECONDS / 6):
        try:
            queue.beat(worker)
        except DatabaseError:
            logger.exception("no heartbeat: the database is away")
            connection.close()
