"""Part 11: key projects and quick wins, with milestones, money, risks, and status reports that never change."""

from typing import Any, ClassVar

from django.db import models
from uuid6 import uuid7

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.models import Frozen
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField

NOBODY_SAID: dict[str, str] = {}  # how the words of an empty text are stored
CURRENCIES = ("EUR", "GBP", "USD", "SEK", "NOK", "DKK", "PLN", "CHF", "UAH")  # those with two decimals


class Project(Noun):
    """A project that carries out a goal, decision, block or contribution. It always has an owner.

    planned: as it is meant now. baseline: as it was planned when it was approved. actual: as it came.
    """

    class Stage(models.TextChoices):
        IDEA = "idea"
        APPROVED = "approved"
        RUNNING = "running"
        PAUSED = "paused"
        DONE = "done"
        CANCELLED = "cancelled"

    slug = models.SlugField(max_length=40)
    title = TranslatedField()
    promise = TranslatedField()
    domain = models.CharField(max_length=12, choices=DomainCode.choices)
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.IDEA)
    stage_reason = TranslatedField()
    quick_win = models.BooleanField(default=False)
    owner = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    owner_role = TranslatedField()
    unit = TranslatedField()
    partners = TranslatedField()
    planned_start = models.DateField(null=True, blank=True)
    planned_end = models.DateField(null=True, blank=True)
    baseline_start = models.DateField(null=True, blank=True)
    baseline_end = models.DateField(null=True, blank=True)
    actual_start = models.DateField(null=True, blank=True)
    actual_end = models.DateField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="project_slug_once", fields=["city", "slug"]),
            models.CheckConstraint(
                name="project_has_owner",
                condition=models.Q(owner__isnull=False) & ~models.Q(owner_role__words=NOBODY_SAID),
            ),
            models.CheckConstraint(
                name="project_ends_after_start",
                condition=models.Q(planned_start=None)
                | models.Q(planned_end=None)
                | models.Q(planned_end__gte=models.F("planned_start")),
            ),
            models.CheckConstraint(
                name="project_ended_after_start",
                condition=models.Q(actual_start=None)
                | models.Q(actual_end=None)
                | models.Q(actual_end__gte=models.F("actual_start")),
            ),
            models.CheckConstraint(
                name="project_approved_keeps_plan",
                condition=models.Q(stage__in=["idea", "cancelled"])
                | models.Q(baseline_start__isnull=False, baseline_end__isnull=False),
            ),
            models.CheckConstraint(
                name="project_stop_has_reason",
                condition=~models.Q(stage__in=["paused", "cancelled"]) | ~models.Q(stage_reason__words=NOBODY_SAID),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def has_ended(self) -> bool:
        return self.stage in {self.Stage.DONE, self.Stage.CANCELLED}


class Dependency(models.Model):
    """What a project does to another: it blocks it, needs it, or excludes it."""

    class Kind(models.TextChoices):
        BLOCKS = "blocks"
        NEEDS = "needs"
        EXCLUDES = "excludes"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="dependencies")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    other = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                name="dependency_once", fields=["project", "kind", "other"], condition=models.Q(ended_at=None)
            ),
            models.CheckConstraint(name="dependency_of_two", condition=~models.Q(project=models.F("other"))),
        ]

    def __str__(self) -> str:
        return self.kind


class Milestone(models.Model):
    """Something that will be there on a day. first_due: the day that was said first."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="milestones")
    name = TranslatedField()
    due = models.DateField()
    first_due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("project", "order")
        constraints = [
            models.UniqueConstraint(name="milestone_order_once", fields=["project", "order"]),
            models.CheckConstraint(name="milestone_has_name", condition=~models.Q(name__words=NOBODY_SAID)),
        ]

    def __str__(self) -> str:
        return str(self.name)


class BudgetLine(models.Model):
    """An amount in the smallest unit of its currency and in the prices of one year. Lines are struck, never changed."""

    class Kind(models.TextChoices):
        PLANNED = "planned"
        COMMITTED = "committed"
        SPENT = "spent"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="budget")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="EUR")
    price_year = models.PositiveSmallIntegerField()
    source = TranslatedField()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("project", "id")
        constraints = [
            models.CheckConstraint(name="budget_amount", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(name="budget_currency", condition=models.Q(currency__in=CURRENCIES)),
            models.CheckConstraint(name="budget_price_year", condition=models.Q(price_year__range=(1990, 2200))),
            models.CheckConstraint(name="budget_has_source", condition=~models.Q(source__words=NOBODY_SAID)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"


class Risk(models.Model):
    """What may go wrong, how likely and how bad (1 to 5 each), and what is done about it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="risks")
    words = TranslatedField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    mitigation = TranslatedField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("project", "id")
        constraints = [
            models.CheckConstraint(
                name="risk_one_to_five",
                condition=models.Q(likelihood__range=(1, 5), impact__range=(1, 5)),
            ),
            models.CheckConstraint(name="risk_has_words", condition=~models.Q(words__words=NOBODY_SAID)),
        ]

    def __str__(self) -> str:
        return str(self.words)


class StatusReport(Frozen, Noun):
    """What the owner said of a project on a day. A closing report has an outcome and a lesson instead of a light."""

    class Light(models.TextChoices):
        ON_TRACK = "on_track"
        AT_RISK = "at_risk"
        OFF_TRACK = "off_track"

    class Outcome(models.TextChoices):
        WORKED = "worked"
        PARTLY = "partly"
        FAILED = "failed"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="reports")
    day = models.DateField()
    light = models.CharField(max_length=9, choices=Light.choices, blank=True)
    reason = TranslatedField()
    way_back = TranslatedField()
    words = TranslatedField()
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=6, choices=Outcome.choices, blank=True)
    lesson = TranslatedField()
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints: ClassVar[list[Any]] = [
            *Noun.Meta.constraints,
            models.CheckConstraint(
                name="report_light_or_outcome",
                condition=models.Q(light__in=["on_track", "at_risk", "off_track"], outcome="")
                | models.Q(light="", outcome__in=["worked", "partly", "failed"]),
            ),
            models.CheckConstraint(
                name="report_off_track_says_why",
                condition=models.Q(light__in=["on_track", ""])
                | (~models.Q(reason__words=NOBODY_SAID) & ~models.Q(way_back__words=NOBODY_SAID)),
            ),
            models.CheckConstraint(
                name="report_closing_says_lesson",
                condition=models.Q(outcome="") | ~models.Q(lesson__words=NOBODY_SAID),
            ),
            models.CheckConstraint(
                name="report_percent", condition=models.Q(percent=None) | models.Q(percent__range=(0, 100))
            ),
            models.UniqueConstraint(name="report_closes_once", fields=["project"], condition=~models.Q(outcome="")),
        ]
        indexes = [models.Index(name="report_of_project", fields=["project", "-day"])]

    def __str__(self) -> str:
        return f"{self.light or self.outcome} {self.day}"

    @property
    def is_closing(self) -> bool:
        return bool(self.outcome)
