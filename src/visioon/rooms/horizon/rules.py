"""Pure rules of part 12: how ratings are summed up, when a trend is near and strong, how it has moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median, median_low
from uuid import UUID

from visioon.rooms.horizon.models import Horizon, TrendRating

LEAST_RATERS, STRONG = 3, 4
DAYS_TO_REVIEW = 30


@dataclass(frozen=True)
class Spread:
    """The middle of what was said, and its ends."""

    median: float
    lowest: int
    highest: int

    @property
    def agreed(self) -> bool:
        return self.lowest == self.highest


@dataclass(frozen=True)
class Rated:
    """What several people think of one trend together. Nobody can be read out of it but where only one has rated."""

    n: int
    impact: Spread
    uncertainty: Spread
    horizon: Spread

    @property
    def band(self) -> int:
        """Where two bands share the middle, the nearer one: rather early than late."""
        return int(self.horizon.median)


def standing(ratings: Iterable[TrendRating]) -> list[TrendRating]:
    """The newest rating of each person, in the order in which the persons first rated."""
    newest: dict[UUID, TrendRating] = {}
    for one in ratings:
        known = newest.get(one.rater_id)
        if known is None or known.number < one.number:
            newest[one.rater_id] = one
    return list(newest.values())


def summed(ratings: Iterable[TrendRating]) -> Rated | None:
    """None where nobody has rated yet."""
    own = standing(ratings)
    if not own:
        return None
    bands = [one.horizon for one in own]
    return Rated(
        len(own),
        _spread([one.impact for one in own]),
        _spread([one.uncertainty for one in own]),
        replace(_spread(bands), median=median_low(bands)),
    )


def _spread(values: Sequence[int]) -> Spread:
    return Spread(float(median(values)), min(values), max(values))


def is_near_and_strong(rated: Rated | None) -> bool:
    """At least three people, a median impact of 4 or more, and a median of no more than two years."""
    return (
        rated is not None and rated.n >= LEAST_RATERS and rated.impact.median >= STRONG and rated.band == Horizon.NEAR
    )


@dataclass(frozen=True)
class Move:
    """From a day on a trend stood so; before: how it stood until then."""

    at: datetime
    rated: Rated
    before: Rated | None


def moves(ratings: Sequence[TrendRating]) -> list[Move]:
    """How the medians moved, day by day, newest first. One rating after another would tell who said what."""
    found: list[Move] = []
    days = sorted({one.at.date() for one in ratings})
    for day in days:
        until = [one for one in ratings if one.at.date() <= day]
        rated = summed(until)
        before = found[-1].rated if found else None
        if rated is not None and _place(rated) != (_place(before) if before else None):
            found.append(Move(max(one.at for one in until), rated, before))
    return found[::-1]


def _place(rated: Rated) -> tuple[float, int]:
    return (rated.impact.median, rated.band)
