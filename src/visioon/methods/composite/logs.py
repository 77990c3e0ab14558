"""Transformations that draw in a long tail: logarithms and the Box-Cox power.

All take one column x (values,), NaN missing, which stays, and give (values,). Where a formula divides by the range or
takes the logarithm of 0 without it, NoVariance is raised for a column without two different values.
"""

from collections.abc import Callable

import numpy as np

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.statistics import skew_kurt

LOG_SHIFT = 0.01
Transformation = Callable[[FloatArray], FloatArray]


class NoVariance(ValueError):
    """A column with no two different values has no such transformation."""


def log_ct(x: FloatArray) -> FloatArray:
    """ln(x - min + 0.01 (max - min)). Source: COINr, log_CT, after the COIN Tool."""
    low, high = _range(x)
    result: FloatArray = np.log(x - low + LOG_SHIFT * (high - low))
    return result


def log_ct_plus(x: FloatArray) -> FloatArray:
    """log_ct where G1 > 0, else its mirror image -ln(max - x + 0.01 (max - min)). Source: COINr, log_CT_plus."""
    low, high = _range(x)
    if skew_kurt(x[:, None])[0][0] > 0:
        return log_ct(x)
    result: FloatArray = -np.log(high - x + LOG_SHIFT * (high - low))
    return result


def log_ct_orig(x: FloatArray) -> FloatArray:
    """ln(x - min + 1), which depends on the unit of x. Source: COINr, log_CT_orig."""
    low, _ = _range(x)
    result: FloatArray = np.log(x - low + 1)
    return result


def log_gii(x: FloatArray) -> FloatArray:
    """ln((max - 1)(x - min) / (max - min) + 1), for max > 0; 0 at the minimum, ln(max) at the maximum.

    The formula of the Global Innovation Index; log_GII of COINr 1.1.14 computes it and returns x as it was.
    Raises ValueError where the maximum is not above 0.
    """
    low, high = _range(x)
    if not high > 0:
        raise ValueError(f"a maximum above 0 was expected, found {high:.12g}")
    result: FloatArray = np.log((high - 1) * (x - low) / (high - low) + 1)
    return result


def boxcox(x: FloatArray, power: float) -> FloatArray:
    """((x - min + 1)^power - 1) / power; ln(x - min + 1) for power 0, its limit. Source: COINr, boxcox."""
    low, _ = _range(x)
    if power == 0:
        return log_ct_orig(x)
    result: FloatArray = ((x - low + 1) ** power - 1) / power
    return result


TRANSFORMATIONS: dict[str, Transformation] = {
    "log_ct": log_ct,
    "log_ct_plus": log_ct_plus,
    "log_ct_orig": log_ct_orig,
    "log_gii": log_gii,
}


def _range(x: FloatArray) -> tuple[float, float]:
    there = x[~np.isnan(x)]
    if not there.size or not there.min() < there.max():
        raise NoVariance("two different values were expected")
    return float(there.min()), float(there.max())
