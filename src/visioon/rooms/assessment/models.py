"""Part 2: indicators, places, observations, index designs. Peers and their figures belong to the commons."""

from django.db import models

from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField


class Place(Noun):
    """A city as a unit of comparison."""

    code = models.CharField(max_length=20)
    name = TranslatedField()
    country = models.CharField(max_length=2)
    population = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="place_code_once", fields=["city", "code"]),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Indicator(Noun):
    """What is measured, in which unit, and which direction is better (+1 higher, -1 lower)."""

    code = models.CharField(max_length=20)
    name = TranslatedField()
    unit = TranslatedField()
    direction = models.SmallIntegerField()
    domain = models.CharField(max_length=12, choices=DomainCode.choices)
    source = models.CharField(max_length=120)
    source_code = models.CharField(max_length=120, blank=True)
    source_url = models.URLField(max_length=500)
    licence = models.CharField(max_length=120)
    decimals = models.PositiveSmallIntegerField(default=1)
    note = TranslatedField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="indicator_code_once", fields=["city", "code"]),
            models.CheckConstraint(name="indicator_direction", condition=models.Q(direction__in=[-1, 1])),
        ]

    def __str__(self) -> str:
        return str(self.name)


class FrameworkTie(models.Model):
    """That an indicator is the same as, similar to, or part of one of a published framework. Facts only."""

    class Tie(models.TextChoices):
        EXACT = "exact"
        SIMILAR = "similar"
        PARTIAL = "partial"

    id = models.BigAutoField(primary_key=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="ties")
    framework = models.CharField(max_length=80)
    code = models.CharField(max_length=40)
    tie = models.CharField(max_length=8, choices=Tie.choices)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="framework_tie_once", fields=["indicator", "framework", "code"])]

    def __str__(self) -> str:
        return f"{self.framework} {self.code}"


class Observation(models.Model):
    """One measured value. year_certain is false where the source gives no year."""

    id = models.BigAutoField(primary_key=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="observations")
    year = models.PositiveSmallIntegerField()
    year_certain = models.BooleanField(default=True)
    value = models.FloatField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(name="observation_once", fields=["indicator", "place", "year"])]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.place_id} {self.year}"


class AdoptedTarget(Noun):
    """A target that a city has adopted elsewhere, as its source states it."""

    key = models.SlugField(max_length=20)
    whose = models.CharField(max_length=80)
    indicator = TranslatedField()
    baseline = TranslatedField()
    baseline_year = models.CharField(max_length=12, blank=True)
    target = TranslatedField()
    target_year = models.CharField(max_length=12, blank=True)
    source_url = models.URLField(max_length=500)
    certainty = models.CharField(max_length=200)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="adopted_target_key_once", fields=["city", "key"]),
        ]

    def __str__(self) -> str:
        return str(self.indicator)


class IndexDesign(Noun):
    """How a city blends its indicators: parameters of the method composite-index and a weight for each indicator."""

    name = TranslatedField()
    params = models.JSONField(default=dict)
    weights = models.JSONField(default=dict)

    class Meta(Noun.Meta):
        constraints = [*Noun.Meta.constraints]

    def __str__(self) -> str:
        return str(self.name)
