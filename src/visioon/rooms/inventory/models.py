"""Part 1: what the city and others have done, do and plan, failures among it, and what was learnt."""

from typing import Any, Self

from django.db import models

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.nouns import Noun, NounQuery
from visioon.kernel.texts.fields import TranslatedField
from visioon.rooms.stakeholders.models import Organisation
from visioon.rooms.topics.models import Topic


class SolutionQuery(NounQuery["Solution"]):
    """A private draft is seen at the desk of the mapping and nowhere else."""

    def visible_to(self, viewer: Viewer) -> Self:
        return super().visible_to(viewer).filter(state=Solution.State.PUBLISHED)

    def at_desk(self, viewer: Viewer) -> Self:
        return super().visible_to(viewer)


class Solution(Noun):
    """An existing smart solution in the widest sense, with its source.

    organisation: who did it, in the words of the source. holder: the organisation of part 4 that is asked about it.
    """

    class Kind(models.TextChoices):
        SERVICE = "service"
        INFRASTRUCTURE = "infrastructure"
        PROGRAMME = "programme"
        INITIATIVE = "initiative"
        EVENT = "event"
        ORGANISATION = "organisation"
        RESEARCH = "research"
        PLAN = "plan"

    class Status(models.TextChoices):
        PLANNED = "planned"
        RUNNING = "running"
        ENDED = "ended"
        UNKNOWN = "unknown"

    class Outcome(models.TextChoices):
        WORKED = "worked"
        PARTLY = "partly"
        FAILED = "failed"
        UNKNOWN = "unknown"

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"

    key = models.SlugField(max_length=20)
    name = TranslatedField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    domain = models.CharField(max_length=12, choices=DomainCode.choices)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    year_start = models.PositiveSmallIntegerField(null=True, blank=True)
    year_end = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices)
    status_as_of = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    organisation = models.CharField(max_length=200, blank=True)
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="solutions")
    place = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    facts = TranslatedField()
    lesson = TranslatedField()
    source_url = models.URLField(max_length=500)
    certainty = models.CharField(max_length=200)
    note = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PUBLISHED)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects: Any = SolutionQuery.as_manager()  # type: ignore[misc]  # the plugin takes the one of Noun for a class variable

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="solution_key_once", fields=["city", "key"]),
            models.CheckConstraint(
                name="solution_place_whole",
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="solution_ends_after_start",
                condition=models.Q(year_start=None)
                | models.Q(year_end=None)
                | models.Q(year_end__gte=models.F("year_start")),
            ),
        ]
        indexes = [models.Index(name="solution_of_domain", fields=["city", "domain"])]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_draft(self) -> bool:
        return self.state == Solution.State.DRAFT


class Event(Noun):
    """A gathering that took place; dates as exact as the source gives them (2023-05 is a month)."""

    key = models.SlugField(max_length=20)
    name = TranslatedField()
    begins = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    domain = models.CharField(max_length=12, choices=DomainCode.choices)
    place = models.CharField(max_length=120, blank=True)
    facts = TranslatedField()
    source_url = models.URLField(max_length=500)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="event_key_once", fields=["city", "key"]),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Proposal(Noun):
    """What somebody would have us write: a new solution, a correction of a row, or that a row is no longer theirs.

    fields: the proposed values by the names of Solution's fields, texts as they are stored. organisation: whose link
    it came by. Nothing changes before the team has accepted it.
    """

    class About(models.TextChoices):
        NEW = "new"
        CORRECTION = "correction"
        GONE = "gone"

    class State(models.TextChoices):
        WAITING = "waiting"
        ACCEPTED = "accepted"
        DECLINED = "declined"

    about = models.CharField(max_length=10, choices=About.choices)
    solution = models.ForeignKey(Solution, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fields = models.JSONField(default=dict, blank=True)
    words = TranslatedField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = TranslatedField()
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.CheckConstraint(
                name="proposal_of_a_row_by_its_organisation",
                condition=models.Q(about="new") | models.Q(solution__isnull=False, organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_decided_whole",
                condition=models.Q(state="waiting", decided_by=None, decided_at=None)
                | models.Q(~models.Q(state="waiting"), decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_accepted_has_solution",
                condition=~models.Q(state="accepted") | models.Q(solution__isnull=False),
            ),
        ]
        indexes = [models.Index(name="proposal_waiting", fields=["city", "id"], condition=models.Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.about} {self.pk}"


class SmartCheck(Noun):
    """Whether a solution is still smart today: who said so, when, and why. Earlier checks stay."""

    class Verdict(models.TextChoices):
        YES = "yes"
        NEEDS_WORK = "needs_work"
        NO_LONGER = "no_longer"

    solution = models.ForeignKey(Solution, on_delete=models.PROTECT, related_name="checks")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    words = TranslatedField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [*Noun.Meta.constraints]
        indexes = [models.Index(name="check_of_solution", fields=["solution", "-at"])]

    def __str__(self) -> str:
        return self.verdict


class Story(Noun):
    """How something failed or worked in part: what happened, what was learnt, what would be done otherwise.

    A private draft; then the organisation that answers for it is asked; it is told when that has replied, or when the
    day until which it could reply has passed. The database refuses any other way.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        ASKED = "asked"
        TOLD = "told"

    solution = models.OneToOneField(Solution, on_delete=models.PROTECT, related_name="story")
    outcome = models.CharField(max_length=8, choices=Solution.Outcome.choices)
    happened = TranslatedField()
    learnt = TranslatedField()
    otherwise = TranslatedField()
    state = models.CharField(max_length=5, choices=State.choices, default=State.DRAFT)
    asked_at = models.DateTimeField(null=True, blank=True)
    reply_until = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)
    reply = TranslatedField()
    replied_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.CheckConstraint(name="story_of_a_failure", condition=models.Q(outcome__in=["failed", "partly"])),
            models.CheckConstraint(
                name="story_asked_has_deadline",
                condition=models.Q(state="draft", asked_at=None, reply_until=None)
                | models.Q(
                    ~models.Q(state="draft"),
                    asked_at__isnull=False,
                    reply_until__isnull=False,
                    reply_until__gt=models.F("asked_at"),
                ),
            ),
            models.CheckConstraint(
                name="story_replied_whole",
                condition=models.Q(replied_at=None, agreed=None)
                | models.Q(replied_at__isnull=False, agreed__isnull=False, asked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="story_told_after_reply_or_deadline",
                # Each side says that nothing is missing: a comparison with nothing is no refusal to the database.
                condition=models.Q(~models.Q(state="told"), told_at=None)
                | models.Q(
                    state="told",
                    told_at__isnull=False,
                    replied_at__isnull=False,
                    told_at__gte=models.F("replied_at"),
                )
                | models.Q(
                    state="told",
                    told_at__isnull=False,
                    reply_until__isnull=False,
                    told_at__gte=models.F("reply_until"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class RowLink(models.Model):
    """The link by which an organisation looks after its rows without an account. Only the hash is kept."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="row_links")
    hash = models.CharField(max_length=64)
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(name="row_link_hash_once", fields=["hash"]),
            models.UniqueConstraint(
                name="row_link_one_living", fields=["organisation"], condition=models.Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"link of {self.organisation_id}"
