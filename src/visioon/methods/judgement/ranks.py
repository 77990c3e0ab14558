"""Ranks of scores: 1 is best, ties take the smallest rank, equality is judged on 12 significant digits."""

import numpy as np
from numpy.typing import NDArray

SIGNIFICANT_DIGITS = 12
# Two values that round alike differ by at most one unit of the 12th digit, 1e-11 of the smallest leading digit.
UNIT_OF_LAST_DIGIT = 2e-11

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def _significant(values: Floats) -> tuple[Floats, Floats]:
    """The 12 significant digits of each value as a whole number, and its power of ten."""
    magnitude = np.abs(values)
    exponent = np.floor(np.log10(magnitude, out=np.zeros_like(magnitude), where=magnitude > 0))
    # Two factors, since one power of ten alone overflows for the smallest numbers.
    shift = SIGNIFICANT_DIGITS - 1 - exponent
    half = np.floor(shift / 2)
    digits: Floats = np.rint(values * 10.0**half * 10.0 ** (shift - half))
    over = np.abs(digits) >= 10.0**SIGNIFICANT_DIGITS  # 9.999... rounded up to the next power of ten
    return np.where(over, digits / 10, digits), np.where(over, exponent + 1, exponent)


def same(a: Floats, b: Floats) -> NDArray[np.bool_]:
    """Whether values of one shape are equal on 12 significant digits, element by element."""
    equal: NDArray[np.bool_] = a == b
    # Rounding is slow, so only neighbours that could round alike are rounded.
    near = ~equal & (np.abs(a - b) <= UNIT_OF_LAST_DIGIT * np.maximum(np.abs(a), np.abs(b)))
    digits_a, power_a = _significant(a[near])
    digits_b, power_b = _significant(b[near])
    equal[near] = (digits_a == digits_b) & (power_a == power_b)
    return equal


def descending(scores: Floats) -> Ints:
    """Ranks along the last axis: rank = 1 + number of larger scores, equal scores (12 digits) share the smallest.

    scores: shape (..., goals). Returns integers of the same shape.

    >>> descending(np.array([0.3, 0.1 + 0.2, 0.9])).tolist()
    [2, 2, 1]
    """
    order = np.argsort(-scores, axis=-1)
    ordered = np.take_along_axis(scores, order, axis=-1)
    place = np.broadcast_to(np.arange(1, scores.shape[-1] + 1), scores.shape).copy()
    place[..., 1:][same(ordered[..., 1:], ordered[..., :-1])] = 0
    np.maximum.accumulate(place, axis=-1, out=place)
    ranks = np.empty_like(place)
    np.put_along_axis(ranks, order, place, axis=-1)
    return ranks
