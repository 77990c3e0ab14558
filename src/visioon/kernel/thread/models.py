"""The unbroken thread: one table of ties between nouns of all rooms."""

from django.db import models
from uuid6 import uuid7

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.texts.fields import TranslatedField


class Link(models.Model):
    """A tie with its reason. `makes` ties are walked and never run in a circle; `watches` ties are shown at a stop."""

    class Family(models.TextChoices):
        MAKES = "makes"
        WATCHES = "watches"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    family = models.CharField(max_length=8, choices=Family.choices, default=Family.MAKES)
    from_kind = models.CharField(max_length=30)
    from_id = models.UUIDField()
    from_revision = models.PositiveIntegerField(null=True, blank=True)
    relation = models.CharField(max_length=30)
    to_kind = models.CharField(max_length=30)
    to_id = models.UUIDField()
    to_revision = models.PositiveIntegerField(null=True, blank=True)
    why = TranslatedField()
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    round = models.CharField(max_length=16, blank=True)
    provenance = models.CharField(max_length=6, choices=Provenance.choices, default=Provenance.REAL)

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(name="link_from", fields=["from_id", "from_kind"], condition=models.Q(ended_at=None)),
            models.Index(name="link_to", fields=["to_id", "to_kind"], condition=models.Q(ended_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                name="link_once",
                fields=["from_kind", "from_id", "relation", "to_kind", "to_id"],
                condition=models.Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="link_two_ends", condition=~models.Q(from_kind=models.F("to_kind"), from_id=models.F("to_id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_kind} {self.relation} {self.to_kind}"
