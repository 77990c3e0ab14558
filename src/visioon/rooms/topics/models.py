"""Part 3: the six domains, the city's own topics in them as a tree, and how the city came to choose them."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.models import Decision, Edition, Frozen
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField
from visioon.kernel.texts.value import Text

NOBODY_SAID: dict[str, str] = {}  # how the words of an empty text are stored
LEVELS = 3


class Domain(Noun):
    """What a city says of one of the six domains; why_none: why it has no topic of its own there."""

    code = models.CharField(max_length=12, choices=DomainCode.choices)
    intro = TranslatedField()
    why_none = TranslatedField()
    source_url = models.URLField(max_length=500, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="domain_code_once", fields=["city", "code"]),
        ]

    def __str__(self) -> str:
        return str(self.get_code_display())


class Topic(Noun):
    """A sub-category of a domain, with the reason why the city wants it and what that rests on.

    The tree has at most three levels below the domain. merged_into: the topic that carries it on.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed"
        CHOSEN = "chosen"
        ASIDE = "aside"
        REPLACED = "replaced"

    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="topics")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    level = models.PositiveSmallIntegerField(default=1)
    place = models.PositiveSmallIntegerField(default=1)
    slug = models.SlugField(max_length=40)
    name = TranslatedField()
    reason = TranslatedField()
    evidence = TranslatedField()
    framework = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    state_reason = TranslatedField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    proposed_by = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="topic_slug_once", fields=["city", "slug"]),
            models.CheckConstraint(
                name="topic_three_levels",
                condition=Q(parent=None, level=1) | Q(parent__isnull=False, level__gte=2, level__lte=LEVELS),
            ),
            models.CheckConstraint(name="topic_not_under_itself", condition=Q(parent=None) | ~Q(parent=F("id"))),
            models.CheckConstraint(
                name="topic_aside_has_reason", condition=~Q(state="aside") | ~Q(state_reason__words=NOBODY_SAID)
            ),
            models.CheckConstraint(
                name="topic_merged_is_replaced",
                condition=Q(merged_into=None) | (Q(state="replaced") & ~Q(merged_into=F("id"))),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class TopicChange(Frozen, Noun):
    """One topic in one step of the work on the tree, with what it was before; written once.

    step: the rows of one step are undone together. other: the successor of a merged topic, the origin of one that was
    split off. old_slug: an address that leads on. undoes: the step that this one takes back.
    """

    class Kind(models.TextChoices):
        PROPOSED = "proposed"
        REWORDED = "reworded"
        MOVED = "moved"
        CHOSEN = "chosen"
        ASIDE = "aside"
        BACK = "back"
        MERGED = "merged"
        SPLIT = "split"
        SPLIT_OFF = "split_off"
        UNDONE = "undone"

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    step = models.UUIDField()
    other = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    before = models.JSONField(default=dict)
    old_slug = models.SlugField(max_length=40, blank=True)
    undoes = models.UUIDField(null=True, blank=True)
    reason = TranslatedField()
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        indexes = [models.Index(name="topic_old_slug", fields=["city", "old_slug"])]
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(
                name="topic_step_undone_once", fields=["undoes", "topic"], condition=Q(undoes__isnull=False)
            ),
            models.CheckConstraint(
                name="topic_change_has_both_ends",
                condition=Q(kind__in=["merged", "split_off"], other__isnull=False)
                | (~Q(kind__in=["merged", "split_off"]) & Q(other=None)),
            ),
            models.CheckConstraint(
                name="topic_undoing_names_what",
                condition=Q(kind="undone", undoes__isnull=False) | (~Q(kind="undone") & Q(undoes=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.topic_id}"

    @property
    def old_name(self) -> Text:
        return Text.load(self.before.get("name"))


class Workshop(Noun):
    """A meeting in which topics are chosen. Who took part is a number by group of people, never a name."""

    number = models.PositiveSmallIntegerField()
    title = TranslatedField()
    place = TranslatedField()
    held_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="workshop_number_once", fields=["city", "number"]),
        ]

    def __str__(self) -> str:
        return str(self.title)


class WorkshopGroup(models.Model):
    """How many people of a segment took part."""

    id = models.BigAutoField(primary_key=True)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="groups")
    segment = models.SlugField(max_length=20)
    people = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(name="workshop_group_once", fields=["workshop", "segment"]),
            models.CheckConstraint(name="workshop_group_is_somebody", condition=Q(people__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.segment} {self.people}"


class Stance(models.Model):
    """How a group marked a candidate in a workshop: how many support it and how many doubt it."""

    id = models.BigAutoField(primary_key=True)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="stances")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="stances")
    segment = models.SlugField(max_length=20, blank=True)
    support = models.PositiveSmallIntegerField(default=0)
    doubt = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(name="stance_once", fields=["workshop", "topic", "segment"])]

    def __str__(self) -> str:
        return f"{self.support} {self.doubt}"


class TopicDecision(Frozen, Noun):
    """A decision on the topics: the chosen tree frozen as an edition, and when it is looked at again."""

    number = models.PositiveSmallIntegerField()
    workshop = models.OneToOneField(Workshop, on_delete=models.PROTECT, null=True, blank=True, related_name="decided")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="topic_decision_number_once", fields=["city", "number"]),
        ]

    def __str__(self) -> str:
        return f"topics {self.number}"


def fields_of(topic: Topic) -> dict[str, Any]:
    """What a topic is now, as a change keeps it to be restored."""
    texts = {name: getattr(topic, name).dump() for name in ("name", "reason", "evidence", "state_reason")}
    keys = {name: str(value) if (value := getattr(topic, name)) else None for name in ("domain_id", "parent_id")}
    plain = {name: getattr(topic, name) for name in ("place", "slug", "framework", "state")}
    return {**texts, **keys, **plain, "merged_into_id": str(topic.merged_into_id) if topic.merged_into_id else None}
