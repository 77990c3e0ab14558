"""Normalisations against points that are given and not found in the data: bounds, a reference unit, targets, posts.

All take values (units, columns), NaN missing, directions (columns,) of 1 or -1 and what they measure against in the
units of the values, and give the normalised values (units, columns) with the columns left out, as normalise does.
"""

from collections.abc import Sequence

import numpy as np

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.normalise import LeftOut, Normalisation, normalise, without
from visioon.methods.composite.statistics import CONSTANT_SHARE

Normalised = tuple[FloatArray, tuple[LeftOut, ...]]
DEGENERATE, UNKNOWN = "no distance to measure against", "nothing to measure against"


def scaled(values: FloatArray, directions: FloatArray, low: FloatArray | float, high: FloatArray | float) -> Normalised:
    """(x - low) / (high - low) 100 with x = value times direction; low and high are bounds of x. Source: n_scaled."""
    x, least, most = _wide(values * directions, low, high)
    return _share(x, least, most, 100.0)


def dist2ref(
    values: FloatArray, directions: FloatArray, reference: int, *, cap: bool = False, infinite: bool = False
) -> Normalised:
    """1 - (xref - x) / (xref - min): 1 at the reference unit (its row), 0 at the worst; capped at 1 if asked.

    A column in which the reference unit has no value, or the worst one, is left out; with infinite the latter is kept
    as the formula says it, infinite above the worst and NaN at it, as COINr gives it. Source: COINr, n_dist2ref.
    """
    x = values * directions
    worst, aim = np.broadcast_to(_worst(x), x.shape), np.broadcast_to(x[reference], x.shape)
    found, left_out = _share(x, worst, aim, 1.0)
    if infinite:
        with np.errstate(divide="ignore", invalid="ignore"):
            found = 1 - (aim - x) / (aim - worst)
        left_out = tuple(one for one in left_out if one.reason != DEGENERATE)
    return (np.minimum(found, 1.0) if cap else found), left_out


def dist2targ(values: FloatArray, directions: FloatArray, targets: FloatArray, *, cap: bool = False) -> Normalised:
    """(x - min) / (target - min), for direction -1 (max - x) / (max - target); capped at 1 if asked.

    targets: (columns,) in the units of the values; NaN, or no better than the worst unit, leaves the column out.
    Source: COINr, n_dist2targ.
    """
    x = values * directions
    found, left_out = _share(
        x, np.broadcast_to(_worst(x), x.shape), np.broadcast_to(targets * directions, x.shape), 1.0
    )
    return (np.minimum(found, 1.0) if cap else found), left_out


def goalposts(
    values: FloatArray,
    directions: FloatArray,
    low: FloatArray,
    high: FloatArray,
    *,
    scale: float = 1.0,
    truncate: bool = True,
) -> Normalised:
    """(x - low) / (high - low), for direction -1 (high - x) / (high - low), kept within 0 and 1, times scale.

    low and high: (columns,) in the units of the values. Source: COINr, n_goalposts.
    """
    turned = directions < 0
    least, most = np.where(turned, -high, low), np.where(turned, -low, high)
    found, left_out = scaled(values, directions, least, most)
    share = found / 100.0
    return (np.clip(share, 0.0, 1.0) if truncate else share) * scale, left_out


def normalise_each(values: FloatArray, directions: FloatArray, specs: Sequence[Normalisation]) -> Normalised:
    """normalise with a normalisation of its own for each column."""
    found, left_out = np.full(values.shape, np.nan), []
    for place, spec in zip(range(values.shape[1]), specs, strict=True):
        column, missed = normalise(values[:, [place]], directions[[place]], spec)
        found[:, place] = column[:, 0]
        left_out += [LeftOut(place, one.reason) for one in missed]
    return found, tuple(left_out)


def _wide(
    x: FloatArray, low: FloatArray | float, high: FloatArray | float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    return x, np.broadcast_to(low, x.shape), np.broadcast_to(high, x.shape)


def _worst(x: FloatArray) -> FloatArray:
    result: FloatArray = np.where(np.isnan(x), np.inf, x).min(axis=0)
    return result


def _share(x: FloatArray, low: FloatArray, high: FloatArray, size: float) -> Normalised:
    """(x - low) / (high - low) size; columns where high is not above low are left out."""
    distance, scale = (high - low)[0], np.maximum(np.abs(high[0]), np.abs(low[0]))
    reasons: list[str | None] = []
    for column in range(x.shape[1]):
        if np.isnan(x[:, column]).all():
            reasons.append("no value")
        elif np.isnan(distance[column]):
            reasons.append(UNKNOWN)
        else:
            reasons.append(None if distance[column] > CONSTANT_SHARE * scale[column] else DEGENERATE)
    with np.errstate(divide="ignore", invalid="ignore"):
        return without(x, reasons, lambda usable: ((x - low) / (high - low) * size)[:, usable])
