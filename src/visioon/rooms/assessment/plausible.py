"""Pure rules of what a new value must look like: within its bounds, in its unit, and no jump against its own series."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from statistics import fmean, median

LEAST_CHANGES = 4
MOST_Z = 3.5  # Iglewicz and Hoaglin 1993: a modified z-score beyond 3.5 is a possible outlier
_MAD, _MEAN = 0.6745, 1.253314  # the median deviation, and where it is zero the mean one, of a normal distribution
_ROUNDING = 1e-9


class Sign(StrEnum):
    """What makes a value doubtful."""

    BOUNDS = "bounds"
    JUMP = "jump"
    UNIT = "unit"


def signs(
    value: float,
    year: int,
    *,
    series: Mapping[int, float],
    low: float | None = None,
    high: float | None = None,
    unit: str = "",
    units: frozenset[str] = frozenset(),
) -> list[Sign]:
    """What speaks against a value. series: the own values by year. units: how the unit may be written, any language."""
    found = []
    if (low is not None and value < low) or (high is not None and value > high):
        found.append(Sign.BOUNDS)
    if is_jump(value, year, series):
        found.append(Sign.JUMP)
    if unit and units and _written(unit) not in {_written(one) for one in units}:
        found.append(Sign.UNIT)
    return found


def _written(unit: str) -> str:
    return " ".join(unit.split()).casefold()


def is_jump(value: float, year: int, series: Mapping[int, float]) -> bool:
    """Whether the yearly change from the nearest measured year is larger than all so far; never said of few."""
    others = {one: kept for one, kept in series.items() if one != year}
    changes = [(others[b] - others[a]) / (b - a) for a, b in pairwise(sorted(others))]
    if len(changes) < LEAST_CHANGES:
        return False
    return _is_far(_change(value, year, others), changes)


def _change(value: float, year: int, others: Mapping[int, float]) -> float:
    """A year, from the last measured year before; before the first one, to the first."""
    before = [one for one in others if one < year]
    near = max(before) if before else min(others)
    return (value - others[near]) / (year - near)


def _is_far(change: float, changes: list[float]) -> bool:
    """Further from the middle than any change so far, and by a robust z-score beyond the limit."""
    middle = median(changes)
    away = [abs(one - middle) for one in changes]
    far = abs(change - middle)
    if far <= max(away) + _ROUNDING * max(1.0, abs(middle)):
        return False
    spread = median(away) / _MAD or fmean(away) * _MEAN
    return spread == 0 or far / spread > MOST_Z  # without a spread the series always changed by the same
