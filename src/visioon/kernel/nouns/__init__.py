"""What every noun with a page has: an id that sorts by time, a city, a provenance, and a way to be withdrawn."""

from typing import Any, Self, TypeVar

from django.db import models
from uuid6 import uuid7

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City, Provenance

M = TypeVar("M", bound=models.Model, covariant=True)


class NounQuery(models.QuerySet[M]):
    """Every read starts here: the viewer's city, without what was withdrawn, without samples where they are hidden."""

    def visible_to(self, viewer: Viewer) -> Self:
        seen = self.filter(city=viewer.city, withdrawn_at=None)
        return seen if viewer.sees_samples else seen.exclude(provenance=Provenance.SAMPLE)


class Noun(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    provenance = models.CharField(max_length=6, choices=Provenance.choices, default=Provenance.REAL)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    objects: Any = NounQuery.as_manager()

    class Meta:
        abstract = True
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_by_someone",
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            )
        ]

    @property
    def is_sample(self) -> bool:
        return self.provenance == Provenance.SAMPLE
