"""Part 7: what matters. Specialists rate goals by criteria; spread and dissent stay visible."""

from django.db import models

from visioon.kernel.accounts.models import Actor
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField
from visioon.rooms.goals.models import Goal
from visioon.rooms.process.models import Round


class Panel(Noun):
    """A round of ratings by specialists."""

    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    title = TranslatedField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    low = models.SmallIntegerField(default=1)
    high = models.SmallIntegerField(default=5)
    goals = models.ManyToManyField(Goal, related_name="+")

    class Meta(Noun.Meta):
        constraints = [*Noun.Meta.constraints]

    def __str__(self) -> str:
        return str(self.title)


class Criterion(Noun):
    """What a goal is rated by, with a weight."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="criteria")
    slug = models.SlugField(max_length=30)
    name = TranslatedField()
    weight = models.FloatField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="criterion_once", fields=["panel", "slug"]),
            models.CheckConstraint(name="criterion_weight_positive", condition=models.Q(weight__gt=0)),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Judge(Noun):
    """A specialist of a panel: shown by role, never by name."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="judges")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    role = TranslatedField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="judge_once", fields=["panel", "actor"]),
        ]

    def __str__(self) -> str:
        return str(self.role)


class Judgement(models.Model):
    """One rating. Which judge gave it is never shown beside it."""

    id = models.BigAutoField(primary_key=True)
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="judgements")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="judgement_once", fields=["judge", "goal", "criterion"])]

    def __str__(self) -> str:
        return f"{self.value}"


class OverallGoal(Noun):
    """The one overall goal, adopted by a decision."""

    words = TranslatedField()
    adopted_on = models.DateField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="overall_goal_one", fields=["city"], condition=models.Q(withdrawn_at=None)),
        ]

    def __str__(self) -> str:
        return str(self.words)
