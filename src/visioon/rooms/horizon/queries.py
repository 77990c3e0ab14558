"""What a viewer may read of part 12, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.kernel.thread.walk import walk
from visioon.rooms.goals import queries as goals
from visioon.rooms.goals.models import Goal, GoalRevision
from visioon.rooms.horizon import rules, words
from visioon.rooms.horizon.models import Direction, Review, Signal, Source, Trend, TrendRating
from visioon.rooms.horizon.rules import Rated

SHOWN_REVIEWS = 12


@dataclass(frozen=True)
class Row:
    """A trend as lists show it; number: its place on the radar, None where nobody has rated it yet."""

    trend: Trend
    rated: Rated | None
    number: int | None = None

    @property
    def band(self) -> str:
        return words.band(self.rated) if self.rated else ""

    @property
    def impact(self) -> str:
        return words.impact(self.rated) if self.rated else ""

    @property
    def uncertainty(self) -> str:
        return words.spread(self.rated.uncertainty) if self.rated else ""

    @property
    def is_near(self) -> bool:
        return rules.is_near_and_strong(self.rated)


def trends(viewer: Viewer) -> QuerySet[Trend, Any]:
    found: QuerySet[Trend, Any] = Trend.objects.visible_to(viewer).order_by("id")
    return found


def ratings(found: Iterable[Trend]) -> dict[UUID, list[TrendRating]]:
    """Every rating of these trends by trend, oldest first. One query."""
    given: dict[UUID, list[TrendRating]] = {one.pk: [] for one in found}
    for one in TrendRating.objects.filter(trend__in=given).order_by("id"):
        given[one.trend_id].append(one)
    return given


def rows(viewer: Viewer, state: str = Trend.State.WATCHED) -> list[Row]:
    """What is watched: near before far, strong before weak, and at the end what nobody has rated. Two queries."""
    watched = list(trends(viewer).filter(state=state))
    given = ratings(watched)
    found = sorted((Row(one, rules.summed(given[one.pk])) for one in watched), key=_order)
    return [Row(row.trend, row.rated, place if row.rated else None) for place, row in enumerate(found, 1)]


def _order(row: Row) -> tuple[bool, int, float, UUID]:
    if row.rated is None:
        return (True, 0, 0.0, row.trend.pk)
    return (False, row.rated.band, -row.rated.impact.median, row.trend.pk)


@dataclass(frozen=True)
class Seen:
    """A signal with what was merged into it."""

    signal: Signal
    merged: list[Signal]


def signals_of(viewer: Viewer, trend: Trend) -> list[Seen]:
    """The signals seen in a trend, newest first."""
    tied = Link.objects.filter(to_id=trend.pk, relation="seen in", ended_at=None).values("from_id")
    kept = Signal.objects.visible_to(viewer).filter(pk__in=tied).select_related("source").order_by("-seen_on", "-id")
    also = Signal.objects.visible_to(viewer).filter(merged_into__in=kept).select_related("source").order_by("id")
    merged: dict[UUID | None, list[Signal]] = {}
    for one in also:
        merged.setdefault(one.merged_into_id, []).append(one)
    return [Seen(one, merged.get(one.pk, [])) for one in kept]


@dataclass(frozen=True)
class Borne:
    """A goal that a trend bears on, and how."""

    goal: Goal
    revision: GoalRevision
    direction: str

    @property
    def how(self) -> Any:
        return words.DIRECTIONS[self.direction]


def goals_of(viewer: Viewer, trend: Trend) -> list[Borne]:
    ties = Link.objects.filter(from_id=trend.pk, relation__in=Direction.values, ended_at=None).order_by("id")
    directions = dict(ties.values_list("to_id", "relation"))
    return [Borne(goal, revision, directions[goal.pk]) for goal, revision in goals.with_revision(viewer, directions)]


def set_off(viewer: Viewer, trend: Trend) -> list[Stop]:
    """The reviews that a trend set off, and what set them off."""
    return [stop for stop in walk(viewer, "trend", trend.pk).after if stop.code in {"trigger", "review"}]


@dataclass(frozen=True)
class Reviewing:
    """A review with its goal as worded now."""

    review: Review
    revision: GoalRevision

    @property
    def shape(self) -> str:
        return words.OUTCOME_SHAPES[self.review.outcome]


def reviews(viewer: Viewer) -> QuerySet[Review, Any]:
    """Those of goals that the viewer sees."""
    found: QuerySet[Review, Any] = Review.objects.visible_to(viewer).filter(goal__in=goals.seen(viewer))
    return found.select_related("trigger", "goal", "owner__person")


def reviewing(viewer: Viewer, *, closed: bool) -> list[Reviewing]:
    """Open reviews, the next due first; or the last that ended. Three queries."""
    if closed:
        found = list(reviews(viewer).filter(closed_at__isnull=False).order_by("-closed_at", "-id")[:SHOWN_REVIEWS])
    else:
        found = list(reviews(viewer).filter(closed_at=None).order_by("due", "id"))
    revisions = {goal.pk: one for goal, one in goals.with_revision(viewer, {one.goal_id for one in found})}
    return [Reviewing(one, revisions[one.goal_id]) for one in found]


def cause(viewer: Viewer, review: Review) -> Stop | None:
    """The noun that set a review off, where the viewer may see it."""
    kind, key = review.trigger.cause_kind, review.trigger.cause_id
    return KINDS[kind].load(viewer, [key]).get(key) if kind in KINDS else None


@dataclass(frozen=True)
class Sorting:
    """What lies in the inbox, what was sorted last, and where it came from."""

    inbox: list[Signal]
    sorted: list[Signal]
    sources: list[Source]
    wrong: list[Source] = field(default_factory=list)


def sorting(viewer: Viewer) -> Sorting:
    """Three queries."""
    own = Signal.objects.visible_to(viewer).select_related("source", "merged_into")
    inbox = list(own.filter(state=Signal.State.INBOX).order_by("-seen_on", "-id"))
    done = list(own.exclude(state=Signal.State.INBOX).order_by("-id")[:30])
    sources = list(Source.objects.visible_to(viewer).order_by("name"))
    return Sorting(inbox, done, sources, [one for one in sources if one.last_error])


def own_rating(trend: Trend, actor: Actor | None) -> TrendRating | None:
    found: TrendRating | None = TrendRating.objects.filter(trend=trend, rater=actor).order_by("number").last()
    return found


def rated_by(actor: Actor | None, found: Iterable[Trend]) -> set[UUID]:
    """The trends that somebody has rated already."""
    own = TrendRating.objects.filter(rater=actor, trend__in=[one.pk for one in found])
    return set(own.values_list("trend", flat=True))


@dataclass(frozen=True)
class Moved:
    """A move of a trend as its page tells it."""

    move: rules.Move

    @property
    def band(self) -> str:
        return words.BANDS[self.move.rated.band]

    @property
    def impact(self) -> str:
        return words.spread(self.move.rated.impact)

    @property
    def before(self) -> str:
        """How it stood until then; empty for the first."""
        earlier = self.move.before
        return f"{words.BANDS[earlier.band]}, {words.spread(earlier.impact)}" if earlier else ""
