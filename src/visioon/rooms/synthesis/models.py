"""Part 6a: themes that people confirm, and quotes that are exact spans."""

from django.db import models

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField
from visioon.kernel.texts.models import Passage
from visioon.rooms.dialogue.models import Contribution


class Theme(Noun):
    """A direction in which several contributions point; named by a person."""

    slug = models.SlugField(max_length=40)
    domain = models.CharField(max_length=12, choices=DomainCode.choices, blank=True)
    name = TranslatedField()
    summary = TranslatedField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="theme_slug_once", fields=["city", "slug"]),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Assignment(models.Model):
    """That a contribution belongs to a theme, said by whom."""

    id = models.BigAutoField(primary_key=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="assignments")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="assignments")
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="assignment_once", fields=["theme", "contribution"])]

    def __str__(self) -> str:
        return f"{self.contribution_id} in {self.theme_id}"


class Quote(Noun):
    """An exact span of a passage, in Unicode code points, that supports a theme."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="quotes")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="quotes")
    revision = models.PositiveSmallIntegerField()
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="quote_once", fields=["theme", "passage", "start", "end"]),
            models.CheckConstraint(name="quote_not_empty", condition=models.Q(end__gt=models.F("start"))),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The quoted span; empty where the voice was erased."""
        return (self.passage.words or "")[self.start : self.end]
