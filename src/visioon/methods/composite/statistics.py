"""Skewness and kurtosis of indicators, and when a column varies at all."""

import math

import numpy as np

from visioon.methods.composite.arrays import BoolArray, FloatArray

SKEW_MINIMUM, KURT_MINIMUM = 3, 4
# A spread within this share of the largest value is rounding of the division or imputation before, not data.
CONSTANT_SHARE = 1e-13


def skew_kurt(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """G1 and G2 of each column of values (units, columns), NaN left out; shapes (columns,).

    G1 = sqrt(n(n-1))/(n-2) m3/m2^1.5; G2 = ((n+1)(r-3)+6)(n-1)/((n-2)(n-3)), r = n sum(d^4)/(sum d^2)^2.
    NaN below 3 (G1) or 4 (G2) values and for a column that does not vary. Source: COINr, skew and kurt.
    """
    n, d = _deviations(values)
    squares = (d * d).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        m2, m3 = squares / n, (d * d * d).sum(axis=0) / n
        skew = np.sqrt(n * (n - 1)) / (n - 2) * m3 / m2**1.5
        r = n * (d**4).sum(axis=0) / squares**2
        kurt = ((n + 1) * (r - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    flat = constant(values)
    skew[flat | (n < SKEW_MINIMUM)] = np.nan
    kurt[flat | (n < KURT_MINIMUM)] = np.nan
    return skew, kurt


def column_skew_kurt(x: FloatArray) -> tuple[float, float]:
    """G1 and G2 of one column x (values,), 4 or more, none missing, not all the same: the same formulas, quicker."""
    n = len(x)
    d = x - x.sum() / n
    d /= np.abs(d).max()
    squared = d * d
    squares, cubes, fourths = float(squared.sum()), float((squared * d).sum()), float((squared * squared).sum())
    m2 = squares / n
    skew = math.sqrt(n * (n - 1)) / (n - 2) * (cubes / n) / (m2 * math.sqrt(m2))
    r = n * fourths / (squares * squares)
    return skew, ((n + 1) * (r - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))


def varies(x: FloatArray) -> bool:
    """Whether one column x (values,) without missing ones is not constant."""
    low, high = float(x.min()), float(x.max())
    return high - low > CONSTANT_SHARE * max(abs(low), abs(high))


def constant(values: FloatArray) -> BoolArray:
    """Whether each column of values (units, columns) has no variance: no value, one, or the same up to rounding."""
    gaps = np.isnan(values)
    low = np.where(gaps, np.inf, values).min(axis=0)
    high = np.where(gaps, -np.inf, values).max(axis=0)
    size = np.maximum(np.abs(low), np.abs(high))
    with np.errstate(invalid="ignore"):
        result: BoolArray = ~(high - low > CONSTANT_SHARE * size)
    return result | gaps.all(axis=0)


def _deviations(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The number of values and the deviations from the mean, 0 where missing, in units of the largest deviation."""
    gaps = np.isnan(values)
    n = (~gaps).sum(axis=0).astype(np.float64)
    filled = np.where(gaps, 0.0, values)
    d = np.where(gaps, 0.0, filled - filled.sum(axis=0) / np.maximum(n, 1.0))
    size = np.abs(d).max(axis=0)
    return n, d / np.where(size > 0, size, 1.0)
