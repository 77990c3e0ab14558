"""Part 4: organisations, partner cities, and the population against which we see whom we have not heard."""

from django.db import models

from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField
from visioon.rooms.topics.models import Topic


class Organisation(Noun):
    """An organisation that matters for some domains; never a private person."""

    key = models.SlugField(max_length=20)
    name = TranslatedField()
    kind = models.CharField(max_length=40)
    domains = models.JSONField(default=list)
    role = TranslatedField()
    source_url = models.URLField(max_length=500)
    certainty = models.CharField(max_length=200)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="organisation_key_once", fields=["city", "key"]),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Stake(Noun):
    """What an organisation has to do with a topic. One that no longer holds is withdrawn."""

    class Kind(models.TextChoices):
        ANSWERS = "answers"
        WORKS = "works"
        AFFECTED = "affected"
        KNOWS = "knows"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="stakes")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="stakes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = TranslatedField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(
                name="stake_once", fields=["organisation", "topic"], condition=models.Q(withdrawn_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind} {self.topic_id}"


class PartnerCity(Noun):
    """A city with which ideas are exchanged."""

    key = models.SlugField(max_length=20)
    name = TranslatedField()
    country = models.CharField(max_length=2)
    relation = TranslatedField()
    since = models.PositiveSmallIntegerField(null=True, blank=True)
    source_url = models.URLField(max_length=500)
    certainty = models.CharField(max_length=200)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="partner_city_key_once", fields=["city", "key"]),
        ]

    def __str__(self) -> str:
        return str(self.name)


class PopulationShare(Noun):
    """How large a group of the population is. value: persons or per cent, as the source gives it."""

    class Unit(models.TextChoices):
        PERSONS = "persons"
        PERCENT = "percent"

    dimension = models.SlugField(max_length=20)
    group = models.SlugField(max_length=30)
    name = TranslatedField()
    value = models.FloatField()
    unit = models.CharField(max_length=8, choices=Unit.choices)
    as_of = models.CharField(max_length=10)
    source_url = models.URLField(max_length=500, blank=True)
    certainty = models.CharField(max_length=200, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(
                name="population_group_once", fields=["city", "dimension", "group", "as_of", "provenance"]
            ),
            models.CheckConstraint(name="population_not_negative", condition=models.Q(value__gte=0)),
            models.CheckConstraint(
                name="population_real_has_source",
                condition=~models.Q(provenance="real") | ~models.Q(source_url=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.group}"
