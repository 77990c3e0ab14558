"""A job waits until a worker leases it. A fence, raised at every lease, makes stale workers harmless."""

from django.db import models
from uuid6 import uuid7


class Worker(models.Model):
    """A worker process; its heartbeat says that it lives."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    host = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.host} {self.id}"


class Job(models.Model):
    class State(models.TextChoices):
        READY = "ready"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    queue = models.CharField(max_length=32, default="default")
    priority = models.SmallIntegerField(default=0)
    unique_key = models.CharField(max_length=200, null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    worker = models.UUIDField(null=True, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(name="job_ready", fields=["-priority", "run_after", "id"], condition=models.Q(state="ready")),
            models.Index(name="job_leased", fields=["lease_until"], condition=models.Q(state="running")),
        ]
        constraints = [
            # What must not wait twice waits once: a periodic slot, a recomputation of the same thing.
            models.UniqueConstraint(
                name="job_waits_once",
                fields=["unique_key"],
                condition=models.Q(state="ready", unique_key__isnull=False),
            ),
            models.CheckConstraint(
                name="job_running_has_lease",
                condition=~models.Q(state="running") | models.Q(lease_until__isnull=False, worker__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.state}"
