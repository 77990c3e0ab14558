"""Part 1: what the city and others have done, do and plan, failures among it, and what was learnt."""

from django.db import models

from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField


class Solution(Noun):
    """An existing smart solution in the widest sense, with its source."""

    class Kind(models.TextChoices):
        SERVICE = "service"
        INFRASTRUCTURE = "infrastructure"
        PROGRAMME = "programme"
        INITIATIVE = "initiative"
        EVENT = "event"
        ORGANISATION = "organisation"
        RESEARCH = "research"
        PLAN = "plan"

    class Status(models.TextChoices):
        PLANNED = "planned"
        RUNNING = "running"
        ENDED = "ended"
        UNKNOWN = "unknown"

    class Outcome(models.TextChoices):
        WORKED = "worked"
        PARTLY = "partly"
        FAILED = "failed"
        UNKNOWN = "unknown"

    key = models.SlugField(max_length=20)
    name = TranslatedField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    domain = models.CharField(max_length=12, choices=DomainCode.choices)
    year_start = models.PositiveSmallIntegerField(null=True, blank=True)
    year_end = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices)
    status_as_of = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    organisation = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    facts = TranslatedField()
    lesson = TranslatedField()
    source_url = models.URLField(max_length=500)
    certainty = models.CharField(max_length=200)
    note = models.CharField(max_length=400, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="solution_key_once", fields=["city", "key"]),
            models.CheckConstraint(
                name="solution_place_whole",
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="solution_ends_after_start",
                condition=models.Q(year_start=None)
                | models.Q(year_end=None)
                | models.Q(year_end__gte=models.F("year_start")),
            ),
        ]
        indexes = [models.Index(name="solution_of_domain", fields=["city", "domain"])]

    def __str__(self) -> str:
        return str(self.name)


class Event(Noun):
    """A gathering that took place; dates as exact as the source gives them (2023-05 is a month)."""

    key = models.SlugField(max_length=20)
    name = TranslatedField()
    begins = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    domain = models.CharField(max_length=12, choices=DomainCode.choices)
    place = models.CharField(max_length=120, blank=True)
    facts = TranslatedField()
    source_url = models.URLField(max_length=500)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="event_key_once", fields=["city", "key"]),
        ]

    def __str__(self) -> str:
        return str(self.name)
