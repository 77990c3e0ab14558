"""Part 9: the face of the strategy. A kit is drafted, approved by the lead, worn by everything, and retired."""

from django.db import models

from visioon.kernel.accounts.models import Actor
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField


class BrandKit(Noun):
    """Name, slogan, colours, fonts, tone and logo. Where name or slogan are empty, the city's own name stands."""

    class State(models.TextChoices):
        DRAFT = "draft"
        APPROVED = "approved"
        RETIRED = "retired"

    number = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    name = TranslatedField()
    slogan = TranslatedField()
    do = TranslatedField()
    avoid = TranslatedField()
    light = models.JSONField(default=dict)
    dark = models.JSONField(default=dict)
    font_ui = models.CharField(max_length=10)
    font_word = models.CharField(max_length=10)
    radius_control = models.PositiveSmallIntegerField()
    radius_card = models.PositiveSmallIntegerField()
    logo = models.CharField(max_length=64, blank=True)  # the hash of the cleaned file in kernel.files
    drafted_by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="brand_kit_number_once", fields=["city", "number"]),
            models.UniqueConstraint(
                name="brand_kit_one_in_force", fields=["city"], condition=models.Q(state="approved")
            ),
            models.CheckConstraint(
                name="brand_kit_approved_by_someone",
                condition=models.Q(approved_at=None, approved_by=None)
                | models.Q(approved_at__isnull=False, approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="brand_kit_state_told",
                condition=models.Q(state="draft", approved_at=None, retired_at=None)
                | models.Q(state="approved", approved_at__isnull=False, retired_at=None)
                | models.Q(state="retired", retired_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name) or f"{self.city_id} {self.number}"
