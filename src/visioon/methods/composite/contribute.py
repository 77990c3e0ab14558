"""What each child adds to its parent and to the top, so that the parts add up to the score.

contributions(steps) -> {level: Contributions}; every array is (units, codes of the level), NaN where there is none.
"""

from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.aggregate import Aggregation
from visioon.methods.composite.arrays import FloatArray, IntArray
from visioon.methods.composite.steps import Steps

POWERS = {"amean": 1.0, "gmean": 0.0, "hmean": -1.0}


@dataclass(frozen=True)
class Contributions:
    """share: weight inside the parent over the children that the unit has; to_parent and to_total: parts of a score.

    The parts of the children of one parent sum to the score of the parent, those of one level to the top.
    """

    share: FloatArray
    to_parent: FloatArray
    to_total: FloatArray


@dataclass(frozen=True)
class _Step:
    """One parent: its scores and slopes (units, 1), and its children: (units, children) and their column numbers."""

    score: FloatArray
    slope: FloatArray
    values: FloatArray
    shares: FloatArray
    children: IntArray
    aggregation: Aggregation


def contributions(steps: Steps) -> dict[int, Contributions]:
    """Levels from the indicators to the one below the top.

    A part is x ds/dx, the value times how much the score rises with it (Euler's theorem: the means are homogeneous of
    degree one, so the parts sum to the score). For the arithmetic mean that is share times value. Comparisons by
    Copeland have no such parts: NaN.
    """
    structure, found = steps.structure, {}
    slopes = np.ones_like(steps.values(structure.top_level))
    for level in reversed(structure.aggregate_levels):
        aggregation = steps.parameters.aggregations[level - structure.aggregate_levels[0]]
        below, above = steps.values(level - 1), steps.values(level)
        shares = _shares(structure.weights(level - 1), below, structure.children(level))
        parts = [np.full_like(below, np.nan) for _ in range(3)]
        for column, children in enumerate(structure.children(level)):
            place = slice(column, column + 1)
            one = _Step(
                above[:, place], slopes[:, place], below[:, children], shares[:, children], children, aggregation
            )
            for part, of in zip(parts, _parts(one), strict=True):
                part[:, children] = of
        to_parent, to_total, slopes = parts
        found[level - 1] = Contributions(shares, to_parent, to_total)
    return found


def _shares(weights: FloatArray, values: FloatArray, children: tuple[IntArray, ...]) -> FloatArray:
    """Weights over the available children of each parent: they sum to 1, NaN where the value is missing."""
    result = np.full_like(values, np.nan)
    for columns in children:
        there = np.where(np.isnan(values[:, columns]), np.nan, weights[columns])
        total = np.nansum(there, axis=1, keepdims=True)
        result[:, columns] = np.divide(there, total, out=np.full_like(there, np.nan), where=total > 0)
    return result


def _parts(one: _Step) -> tuple[FloatArray, FloatArray, FloatArray]:
    """To the parent, to the total, and the slope of the total in each child: ds/dx = share (x / s)^(p - 1)."""
    if one.aggregation.name == "copeland":
        nothing = np.full_like(one.values, np.nan)
        return nothing, nothing, nothing
    power = POWERS.get(one.aggregation.name, one.aggregation.p)
    with np.errstate(divide="ignore", invalid="ignore"):
        if power == 1:
            to_parent, slope = one.shares * one.values, one.shares
        else:
            ratio = np.where(one.score == 0, 0.0 if power > 0 else np.nan, one.values / one.score)
            to_parent, slope = one.shares * one.score * ratio**power, one.shares * ratio ** (power - 1)
        # A domain that a floor has emptied passes nothing on to what is above it.
        to_parent = np.where(np.isnan(one.score), np.nan, to_parent)
        return to_parent, one.slope * to_parent, one.slope * slope
