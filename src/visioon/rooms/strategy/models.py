"""Part 8: the strategy as blocks with a stable id, revisions, and published versions."""

from django.db import models

from visioon.kernel.accounts.models import Actor
from visioon.kernel.ledger.models import Edition
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField
from visioon.rooms.goals.models import Goal


class Document(Noun):
    slug = models.SlugField(max_length=40)
    title = TranslatedField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="document_slug_once", fields=["city", "slug"]),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Block(Noun):
    """A paragraph, heading or goal of the strategy. The id stays for ever; the words are revisions."""

    class Kind(models.TextChoices):
        HEADING = "heading"
        PARAGRAPH = "paragraph"
        GOAL = "goal"
        NOTE = "note"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="blocks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    level = models.PositiveSmallIntegerField(default=1)
    order = models.CharField(max_length=40)
    revision = models.PositiveSmallIntegerField(default=1)
    removed = models.BooleanField(default=False)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.CheckConstraint(name="block_level", condition=models.Q(level__range=(1, 3))),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class BlockRevision(models.Model):
    id = models.BigAutoField(primary_key=True)
    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    words = TranslatedField()
    reason = TranslatedField()
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("block", "number")
        constraints = [models.UniqueConstraint(name="block_revision_once", fields=["block", "number"])]

    def __str__(self) -> str:
        return str(self.words)


class Version(Noun):
    """A published version: an ordered list of block revisions, frozen in an edition."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="+")
    note = TranslatedField()
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="version_number_once", fields=["document", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.number}"


class VersionBlock(models.Model):
    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="blocks")
    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(name="version_block_once", fields=["version", "block"]),
            models.UniqueConstraint(name="version_position_once", fields=["version", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.position}"


class Mark(models.Model):
    """A block that rests on a goal that has changed. because: the noun that changed it. It goes when the block is
    written anew."""

    class What(models.TextChoices):
        AMENDED = "amended"
        DROPPED = "dropped"

    id = models.BigAutoField(primary_key=True)
    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="marks")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices, default=What.AMENDED)
    because_kind = models.CharField(max_length=30)
    because_id = models.UUIDField()
    words = TranslatedField()
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    cleared_by = models.ForeignKey(BlockRevision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(name="mark_because", fields=["because_kind", "because_id"])]
        constraints = [
            models.UniqueConstraint(
                name="mark_one_open_a_cause",
                fields=["block", "because_kind", "because_id"],
                condition=models.Q(cleared_by=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.block_id} {self.what}"
