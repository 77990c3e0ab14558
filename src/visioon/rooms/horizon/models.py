"""Part 12: what is coming. Sources and signals, trends with the ratings of several people, triggers and reviews."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger.models import Frozen
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.fields import TranslatedField
from visioon.rooms.goals.models import Goal

LOWEST, HIGHEST = 1, 5


class Source(Noun):
    """Where signals come from: a feed that is read by itself, or a place that people read."""

    class Kind(models.TextChoices):
        HAND = "hand", _("read by people")
        FEED = "feed", _("a feed, read by itself")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.HAND)
    url = models.URLField(max_length=500, blank=True)
    hosts = models.JSONField(default=list)
    language = models.CharField(max_length=8, default="et")
    domain = models.CharField(max_length=12, choices=DomainCode.choices, blank=True)
    active = models.BooleanField(default=True)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="source_name_once", fields=["city", "name"]),
            models.UniqueConstraint(name="source_url_once", fields=["city", "url"], condition=~models.Q(url="")),
            models.CheckConstraint(
                name="source_feed_has_url", condition=models.Q(kind="hand", url="") | models.Q(kind="feed", url__gt="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Signal(Noun):
    """One thing that was seen. entry: what its feed calls it, so that it comes in once."""

    class State(models.TextChoices):
        INBOX = "inbox"
        KEPT = "kept"
        MERGED = "merged"
        DROPPED = "dropped"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="signals")
    entry = models.CharField(max_length=200, blank=True)
    title = TranslatedField()
    words = TranslatedField()
    url = models.URLField(max_length=500, blank=True)
    seen_on = models.DateField()
    domain = models.CharField(max_length=12, choices=DomainCode.choices, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.INBOX)
    reason = TranslatedField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(
                name="signal_entry_once", fields=["source", "entry"], condition=~models.Q(entry="")
            ),
            models.CheckConstraint(
                name="signal_merged_into_another",
                condition=models.Q(state="merged", merged_into__isnull=False)
                | (~models.Q(state="merged") & models.Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="signal_dropped_with_reason", condition=~models.Q(state="dropped", reason__words={})
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Trend(Noun):
    """What several signals point to, in one domain."""

    class State(models.TextChoices):
        WATCHED = "watched", _("watched")
        ENDED = "ended", _("not watched any more")

    slug = models.SlugField(max_length=40)
    name = TranslatedField()
    what = TranslatedField()
    domain = models.CharField(max_length=12, choices=DomainCode.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WATCHED)
    at = models.DateTimeField()

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="trend_slug_once", fields=["city", "slug"]),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Horizon(models.IntegerChoices):
    """In how many years a trend is felt here."""

    NEAR = 0, _("0–2 years")
    SOON = 1, _("2–5 years")
    FAR = 2, _("5–10 years")
    BEYOND = 3, _("over 10 years")


class Direction(models.TextChoices):
    """How a trend bears on a goal: the relation of its tie on the thread."""

    HELPS = "helps", _("it may help the goal")
    THREATENS = "threatens", _("it may threaten the goal")


class TrendRating(Frozen):
    """What one person thinks of a trend. Rated again, a new row stands and the earlier stay; who rated is internal."""

    id = models.BigAutoField(primary_key=True)
    trend = models.ForeignKey(Trend, on_delete=models.PROTECT, related_name="ratings")
    rater = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    uncertainty = models.PositiveSmallIntegerField()
    horizon = models.PositiveSmallIntegerField(choices=Horizon.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(name="trend_rating_once", fields=["trend", "rater", "number"]),
            models.CheckConstraint(name="trend_rating_impact", condition=models.Q(impact__range=(LOWEST, HIGHEST))),
            models.CheckConstraint(
                name="trend_rating_uncertainty", condition=models.Q(uncertainty__range=(LOWEST, HIGHEST))
            ),
            models.CheckConstraint(name="trend_rating_horizon", condition=models.Q(horizon__in=Horizon.values)),
        ]

    def __str__(self) -> str:
        return f"{self.trend_id} {self.impact}"


class Trigger(Noun):
    """That something calls a goal into question. mark: which state of the cause it was, so that it sets off once."""

    class Kind(models.TextChoices):
        ASSUMPTION_BROKEN = "assumption_broken", _("an assumption does not hold any more")
        INDICATOR_OFF_PATH = "indicator_off_path", _("an indicator is off its path")
        NEAR_TREND = "near_trend", _("a strong trend is near")
        BY_HAND = "by_hand", _("somebody asked for it")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    cause_kind = models.CharField(max_length=30)
    cause_id = models.UUIDField()
    mark = models.CharField(max_length=60, blank=True)
    why = TranslatedField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(
                name="trigger_one_open_a_cause",
                fields=["city", "kind", "cause_id"],
                condition=models.Q(closed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.cause_id}"


class Review(Noun):
    """A goal that is to be looked at again by a day: kept, adapted or dropped, each with its reason."""

    class Outcome(models.TextChoices):
        KEEP = "keep", _("kept as it is")
        ADAPT = "adapt", _("adapted")
        DROP = "drop", _("dropped")

    trigger = models.ForeignKey(Trigger, on_delete=models.PROTECT, related_name="reviews")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    owner = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=5, choices=Outcome.choices, blank=True)
    reason = TranslatedField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Noun.Meta):
        constraints = [
            *Noun.Meta.constraints,
            models.UniqueConstraint(name="review_once_a_goal", fields=["trigger", "goal"]),
            models.CheckConstraint(
                name="review_closed_whole",
                condition=models.Q(closed_at=None, closed_by=None, outcome="")
                | models.Q(closed_at__isnull=False, closed_by__isnull=False, outcome__in=["keep", "adapt", "drop"]),
            ),
            models.CheckConstraint(
                name="review_closed_with_reason", condition=models.Q(closed_at=None) | ~models.Q(reason__words={})
            ),
            models.CheckConstraint(
                name="review_adapted_has_wording",
                condition=models.Q(outcome="adapt", after__isnull=False)
                | (~models.Q(outcome="adapt") & models.Q(after=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.due}"
