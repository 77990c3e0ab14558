"""Part 5: what people say, and how they vote on statements."""

from django.db import models

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField
from visioon.kernel.texts.models import Passage
from visioon.rooms.process.models import Activity
from visioon.rooms.topics.models import Topic


class Age(models.TextChoices):
    UNDER_20 = "under20"
    FROM_20 = "20-34"
    FROM_35 = "35-49"
    FROM_50 = "50-64"
    FROM_65 = "65plus"


class Contribution(Noun):
    """An idea, vision, thought, worry or wish. Its words are passages, so that they can be quoted and erased."""

    class Kind(models.TextChoices):
        IDEA = "idea"
        VISION = "vision"
        THOUGHT = "thought"
        WORRY = "worry"
        WISH = "wish"

    class Channel(models.TextChoices):
        WEB = "web"
        STREET = "street"
        PHONE = "phone"
        MEETING = "meeting"
        PAPER = "paper"

    class State(models.TextChoices):
        WAITING = "waiting"
        SHOWN = "shown"
        HIDDEN = "hidden"

    number = models.PositiveIntegerField()
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    author = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveSmallIntegerField(default=1)
    domain = models.CharField(max_length=12, choices=DomainCode.choices, blank=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.WEB)
    age_group = models.CharField(max_length=10, choices=Age.choices, blank=True)
    district = models.SlugField(max_length=30, blank=True)
    home_language = models.CharField(max_length=8, blank=True)
    segment = models.SlugField(max_length=20, blank=True)
    role = TranslatedField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    hidden_reason = TranslatedField()
    duplicate_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates")
    supports = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="contribution_number_once", fields=["city", "number"]),
        ]
        indexes = [
            models.Index(name="contribution_listed", fields=["city", "state", "-id"]),
            models.Index(name="contribution_of_author", fields=["author", "city"]),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class ContributionRevision(models.Model):
    """Every wording a contribution had; a quote names the revision it was taken from."""

    id = models.BigAutoField(primary_key=True)
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="contribution_revision_once", fields=["contribution", "number"])]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.number}"


class Translation(models.Model):
    """A contribution in another language; erased together with it."""

    id = models.BigAutoField(primary_key=True)
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="translations")
    language = models.CharField(max_length=8)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="contribution_translated_once", fields=["contribution", "language"])
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.language}"


class Support(models.Model):
    """That somebody thinks the same."""

    id = models.BigAutoField(primary_key=True)
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="support_once", fields=["contribution", "actor"])]

    def __str__(self) -> str:
        return f"{self.contribution_id}"


class Answer(Noun):
    """The city's answer to a contribution, with its reason."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted"
        PARTLY = "partly"
        DECLINED = "declined"
        PASSED_ON = "passed_on"

    contribution = models.OneToOneField(Contribution, on_delete=models.PROTECT, related_name="answer")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = TranslatedField()
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [*Noun.Meta.constraints]

    def __str__(self) -> str:
        return self.kind


class Statement(Noun):
    """A sentence to vote on. It opens only when it exists in every language of the city."""

    class State(models.TextChoices):
        DRAFT = "draft"
        OPEN = "open"
        CLOSED = "closed"

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    words = TranslatedField()
    domain = models.CharField(max_length=12, choices=DomainCode.choices, blank=True)
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    agrees = models.PositiveIntegerField(default=0)
    disagrees = models.PositiveIntegerField(default=0)
    passes = models.PositiveIntegerField(default=0)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="statement_number_once", fields=["city", "number"]),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def votes(self) -> int:
        return self.agrees + self.disagrees + self.passes


class Vote(models.Model):
    """One answer of one voter to one statement: +1 agree, -1 disagree, 0 pass. A later answer replaces it."""

    id = models.BigAutoField(primary_key=True)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    voter = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    value = models.SmallIntegerField()
    at = models.DateTimeField()
    provenance = models.CharField(max_length=6, default="real")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="vote_once", fields=["statement", "voter"]),
            models.CheckConstraint(name="vote_value", condition=models.Q(value__in=[-1, 0, 1])),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.value}"


class Feeling(models.Model):
    """How it was to take part in an activity, 5 very good to 1 very bad; one answer a person, the latest stands."""

    id = models.BigAutoField(primary_key=True)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    provenance = models.CharField(max_length=6, default="real")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="feeling_once", fields=["activity", "actor"]),
            models.CheckConstraint(name="feeling_one_to_five", condition=models.Q(value__range=(1, 5))),
        ]

    def __str__(self) -> str:
        return str(self.value)
