"""What happened, in order and sealed; what was published, frozen; what was decided, with its dissent."""

from typing import Any

from django.db import models
from uuid6 import uuid7

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import City
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField
from visioon.kernel.texts.models import Passage


class NotChangeable(RuntimeError):
    """Acts, seals, editions and decisions are added, never changed."""


class Frozen(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NotChangeable(type(self).__name__)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise NotChangeable(type(self).__name__)


class Seal(Frozen):
    """A batch of acts of one city under one Merkle root, chained to the one before."""

    id = models.BigAutoField(primary_key=True)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    root = models.CharField(max_length=64)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    at = models.DateTimeField()
    hash = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128, blank=True)

    class Meta:
        ordering = ("city", "number")
        constraints = [
            models.UniqueConstraint(name="seal_number_once", fields=["city", "number"]),
            models.UniqueConstraint(name="seal_follows_once", fields=["city", "previous"]),
            models.CheckConstraint(name="seal_holds_acts", condition=models.Q(last__gte=models.F("first"))),
        ]

    def __str__(self) -> str:
        return f"seal {self.number}"


class Act(models.Model):
    """Who did what to which noun and when. No free text: words are named by the hash of their passage."""

    id = models.BigAutoField(primary_key=True)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    salt = models.BinaryField(max_length=16)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=30, blank=True)
    object_id = models.UUIDField(null=True, blank=True)
    revision = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    request_id = models.CharField(max_length=64, blank=True)
    data = models.JSONField(default=dict)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, null=True, blank=True, related_name="acts")
    seq = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(name="act_unsealed", fields=["city", "at", "id"], condition=models.Q(seal=None)),
            models.Index(name="act_of_object", fields=["object_kind", "object_id"]),
        ]
        constraints = [
            models.UniqueConstraint(name="act_seq_once", fields=["city", "seq"]),
            models.CheckConstraint(
                name="act_sealed_has_seq",
                condition=models.Q(seal=None, seq=None) | models.Q(seal__isnull=False, seq__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.verb

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NotChangeable("Act")
        super().save(*args, **kwargs)


class Edition(Frozen):
    """A published computation or text, frozen: its file's canonical bytes are what everyone can recompute."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    of_kind = models.CharField(max_length=30, blank=True)
    of_id = models.UUIDField(null=True, blank=True)
    method = models.CharField(max_length=40)
    version = models.CharField(max_length=10)
    document = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    real = models.PositiveIntegerField(default=0)
    sample = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    texts: "models.ManyToManyField[Passage, EditionText]" = models.ManyToManyField(
        Passage, through="EditionText", related_name="+"
    )
    rests_on = models.ManyToManyField("self", symmetrical=False, related_name="+")

    class Meta:
        ordering = ("city", "number")
        constraints = [models.UniqueConstraint(name="edition_number_once", fields=["city", "number"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def is_sample(self) -> bool:
        """Whether samples are among what it rests on; then everything made of it says so."""
        return self.sample > 0


class EditionText(models.Model):
    """That an edition uses a passage: it may be erased, never deleted."""

    id = models.BigAutoField(primary_key=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(name="edition_text_once", fields=["edition", "passage"])]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.passage_id}"


class Decision(Noun):
    """What a body decided, when, how, and why; what it decided on are links of the thread. Never changed."""

    title = TranslatedField()
    body = TranslatedField()
    words = TranslatedField()
    reason = TranslatedField()
    decided_on = models.DateField()
    in_favour = models.PositiveSmallIntegerField(null=True, blank=True)
    against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    override = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [*Noun.Meta.constraints]

    def __str__(self) -> str:
        return str(self.title)


class Dissent(Noun):
    """A dissent in the dissenter's own words; it stays with the decision and goes into the strategy."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="dissents")
    role = TranslatedField()
    words = TranslatedField()

    class Meta(Noun.Meta):
        constraints = [*Noun.Meta.constraints]

    def __str__(self) -> str:
        return str(self.words)


class Submission(models.Model):
    """A form that was sent: the same key gives the same result, however often it is sent."""

    key = models.UUIDField(primary_key=True)
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    result_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.key)
