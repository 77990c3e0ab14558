"""Ranks that rounding cannot break: ties are judged on 12 significant digits."""

import numpy as np

from visioon.methods.composite.arrays import FloatArray

DIGITS = 12
_SMALLEST_EXPONENT, _LARGEST_EXPONENT = -280, 280
_POWERS = np.array([float(f"1e{e}") for e in range(_SMALLEST_EXPONENT, _LARGEST_EXPONENT + 1)])


def significant(values: FloatArray, digits: int = DIGITS) -> FloatArray:
    """The values rounded to so many significant digits, NaN kept; any shape."""
    size = np.abs(values)
    sized = np.where(size > 0, size, 1.0)
    exponent = np.floor(np.log10(np.where(np.isnan(sized), 1.0, sized))).astype(np.intp)
    scale = np.clip(digits - 1 - exponent, _SMALLEST_EXPONENT, _LARGEST_EXPONENT) - _SMALLEST_EXPONENT
    factor = _POWERS[scale]
    result: FloatArray = np.round(values * factor) / factor
    return result


def rank_descending(scores: FloatArray) -> FloatArray:
    """Rank 1 = largest along the last axis, ties take the smallest rank, NaN has none; shape (..., units)."""
    return _rank(-significant(scores))


def rank_ascending(values: FloatArray) -> FloatArray:
    """Rank 1 = smallest along the last axis, ties take the smallest rank, NaN has none; shape (..., units)."""
    return _rank(significant(values))


def _rank(keys: FloatArray) -> FloatArray:
    # NaN sorts last, so the ranks of the others are not touched by it.
    order = np.argsort(keys, axis=-1)
    ordered = np.take_along_axis(keys, order, axis=-1)
    places = np.broadcast_to(np.arange(1.0, keys.shape[-1] + 1), keys.shape)
    first = np.ones(keys.shape, dtype=bool)
    first[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    ranks = np.empty(keys.shape)
    np.put_along_axis(ranks, order, np.maximum.accumulate(np.where(first, places, 0.0), axis=-1), axis=-1)
    ranks[np.isnan(keys)] = np.nan
    return ranks
