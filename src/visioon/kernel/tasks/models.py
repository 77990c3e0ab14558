"""What waits for whom, and who is away. A task is a need that somebody has seen; its words are told by its source."""

from django.db import models
from uuid6 import uuid7

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.models import Act
from visioon.kernel.nouns import Noun


class Task(Noun):
    """One need of one source: by when, whose it is, since when it waits, and the act that ended it.

    kind: the source. key: what is needed, the same as long as it is the same need. A task that was dropped has a
    reason and the act that dropped it; the need may still be there.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=30)
    object_id = models.UUIDField()
    due = models.DateField(null=True, blank=True)
    postponed_reason = models.CharField(max_length=400, blank=True)
    assignee = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    assigned_by = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_reason = models.CharField(max_length=400, blank=True)

    class Meta(Noun.Meta):
        indexes = [
            models.Index(name="task_open", fields=["city", "assignee", "due"], condition=models.Q(ended_at=None)),
            models.Index(name="task_ended", fields=["city", "ended_at"], condition=models.Q(ended_at__isnull=False)),
            models.Index(name="task_dropped", fields=["city", "kind"], condition=~models.Q(dropped_reason="")),
        ]
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(
                name="task_open_once", fields=["city", "kind", "key"], condition=models.Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="task_ends_after_opening",
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("opened_at")),
            ),
            models.CheckConstraint(
                name="task_act_ends_it", condition=models.Q(ended_by_act=None) | models.Q(ended_at__isnull=False)
            ),
            models.CheckConstraint(
                name="task_dropped_by_an_act",
                condition=models.Q(dropped_reason="") | models.Q(ended_by_act__isnull=False),
            ),
            models.CheckConstraint(
                name="task_given_by_somebody",
                condition=models.Q(assignee=None, assigned_by=None)
                | models.Q(assignee__isnull=False, assigned_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Absence(Noun):
    """That somebody is away, the last day included, and who stands in. back_at: where they came back before."""

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    deputy = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    back_at = models.DateTimeField(null=True, blank=True)

    class Meta(Noun.Meta):
        indexes = [models.Index(name="absence_on_a_day", fields=["city", "last"])]
        constraints = [
            *Noun.Meta.constraints,
            models.CheckConstraint(name="absence_has_days", condition=models.Q(last__gte=models.F("first"))),
            models.CheckConstraint(name="absence_other_deputy", condition=~models.Q(deputy=models.F("actor"))),
            models.UniqueConstraint(
                name="absence_begins_once", fields=["city", "actor", "first"], condition=models.Q(back_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.last}"


class WeekLetter(models.Model):
    """Whether somebody who works here gets their week by mail; a link to stop names this row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="week_letter_once", fields=["city", "actor"])]

    def __str__(self) -> str:
        return str(self.pk)
