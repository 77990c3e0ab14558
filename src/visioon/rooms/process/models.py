"""Part 0: the plan of a cycle, its rounds, stages and activities; and what earlier cycles found."""

from datetime import date

from django.db import models

from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField

PARTS = range(13)


class Cycle(Noun):
    """One run through the thirteen parts, with what it can and cannot change and who decides."""

    class State(models.TextChoices):
        PAST = "past"
        RUNNING = "running"

    number = models.PositiveSmallIntegerField()
    title = TranslatedField()
    state = models.CharField(max_length=8, choices=State.choices)
    begins = models.DateField(null=True, blank=True)
    can_change = TranslatedField()
    cannot_change = TranslatedField()
    who_decides = TranslatedField()
    answer_by = models.DateField(null=True, blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="cycle_number_once", fields=["city", "number"]),
            models.UniqueConstraint(name="cycle_one_running", fields=["city"], condition=models.Q(state="running")),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Round(Noun):
    """First pass, second pass. Closing a round makes an edition; the difference of rounds is that of two editions."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    name = TranslatedField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="round_number_once", fields=["cycle", "number"]),
            models.UniqueConstraint(name="round_one_open", fields=["cycle"], condition=models.Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.cycle.number}.{self.number}"


class Stage(Noun):
    """One of the thirteen parts in a cycle. Dates may be loose: then words say what is meant."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="stages")
    part = models.PositiveSmallIntegerField()
    name = TranslatedField()
    opens = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    words = TranslatedField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="stage_part_once", fields=["cycle", "part"]),
            models.CheckConstraint(name="stage_part_of_thirteen", condition=models.Q(part__lte=12)),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.name}"


class Activity(Noun):
    """Something open to people: what, to whom, from when to when."""

    class Kind(models.TextChoices):
        CONTRIBUTIONS = "contributions"
        STATEMENTS = "statements"
        RATINGS = "ratings"
        MEETING = "meeting"
        COMMENTS = "comments"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="activities")
    part = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=40)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    title = TranslatedField()
    question = TranslatedField()
    domain = models.CharField(max_length=12, choices=DomainCode.choices, blank=True)
    opens = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="activity_slug_once", fields=["city", "slug"]),
            models.CheckConstraint(
                name="activity_ends_after_opening",
                condition=models.Q(opens=None) | models.Q(ends=None) | models.Q(ends__gte=models.F("opens")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def is_open(self, on: date) -> bool:
        """The last day is open to its end. Without dates an activity is always open."""
        return (self.opens is None or self.opens <= on) and (self.ends is None or on <= self.ends)


class Finding(Noun):
    """What an earlier cycle found, with its source."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="findings")
    kind = TranslatedField()
    words = TranslatedField()
    source_url = models.URLField(max_length=500)

    class Meta(Noun.Meta):
        constraints = [*Noun.Meta.constraints]

    def __str__(self) -> str:
        return str(self.words)
