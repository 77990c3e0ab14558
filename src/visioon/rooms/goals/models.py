"""Part 6b: goals, each with a target or a criterion, an owner and a review date; and what people said of them."""

from django.db import models

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.process.models import Round


class Goal(Noun):
    """A goal. What it says stands in its revisions, so that a decision or a paragraph rests on one wording."""

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        ADOPTED = "adopted"
        WAITING = "waiting"
        DROPPED = "dropped"

    slug = models.SlugField(max_length=40)
    domain = models.CharField(max_length=12, choices=DomainCode.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveSmallIntegerField(default=1)
    state_reason = TranslatedField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="goal_slug_once", fields=["city", "slug"]),
        ]

    def __str__(self) -> str:
        return self.slug


class GoalRevision(models.Model):
    """One wording of a goal with its owner, review date and target."""

    id = models.BigAutoField(primary_key=True)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    title = TranslatedField()
    statement = TranslatedField()
    criterion = TranslatedField()
    assumption = TranslatedField()
    conflict = TranslatedField()
    owner = TranslatedField()
    review_on = models.DateField(null=True, blank=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    baseline = models.FloatField(null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    target = models.FloatField(null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)
    change_reason = TranslatedField()
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("goal", "number")
        constraints = [
            models.UniqueConstraint(name="goal_revision_once", fields=["goal", "number"]),
            models.CheckConstraint(
                name="goal_target_whole",
                condition=models.Q(target=None, target_year=None)
                | models.Q(target__isnull=False, target_year__isnull=False, indicator__isnull=False),
            ),
            models.CheckConstraint(
                name="goal_target_after_baseline",
                condition=models.Q(target_year=None)
                | models.Q(baseline_year=None)
                | models.Q(target_year__gt=models.F("baseline_year")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Reaction(Noun):
    """What people said when a goal came back to them. count: more than one where a meeting was counted by hand."""

    class Kind(models.TextChoices):
        RECOGNISE = "recognise"
        PARTLY = "partly"
        NOT = "not"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="reactions")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveSmallIntegerField(default=1)
    words = TranslatedField()
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="reaction_once", fields=["goal", "round", "by"], condition=models.Q(count=1)),
            models.CheckConstraint(name="reaction_counts", condition=models.Q(count__gte=1)),
        ]

    def __str__(self) -> str:
        return self.kind


class Assumption(Noun):
    """What must hold for a goal to be reachable, and whether it still does. changes: how often its state has turned."""

    class State(models.TextChoices):
        HOLDS = "holds"
        DOUBTED = "doubted"
        BROKEN = "broken"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="assumptions")
    words = TranslatedField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.HOLDS)
    checked_on = models.DateField(null=True, blank=True)
    note = TranslatedField()
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    changes = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.CheckConstraint(
                name="assumption_turned_was_checked",
                condition=models.Q(state="holds") | models.Q(checked_on__isnull=False, changes__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)
