"""What stands beside every published result: how the process went at that time."""

from django.db import models

from visioon.kernel.ledger.models import Edition, Frozen


class ProcessAt(Frozen):
    """The scorecard that stood when an edition was published. An edition has one; several may share it."""

    id = models.BigAutoField(primary_key=True)
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="+")
    scorecard = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(name="process_at_of_another", condition=~models.Q(edition=models.F("scorecard")))
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.scorecard_id}"
