"""Pearson correlation of columns, each pair on the units that have both."""

import numpy as np

from visioon.methods.composite.arrays import FloatArray

REDUNDANT, OPPOSED = 0.9, -0.5
FEWEST_UNITS = 3


def correlation(values: FloatArray) -> FloatArray:
    """(columns, columns) of values (units, columns), NaN missing; NaN for fewer than 3 shared units or no variance."""
    present = (~np.isnan(values)).astype(np.float64)
    x = _scaled(np.where(present > 0, values - _centre(values, present), 0.0))
    n = present.T @ present
    sums, squares = x.T @ present, (x * x).T @ present
    with np.errstate(divide="ignore", invalid="ignore"):
        covariance = x.T @ x - sums * sums.T / n
        variance = squares - sums**2 / n
        result: FloatArray = covariance / np.sqrt(variance * variance.T)
    result[(n < FEWEST_UNITS) | ~np.isfinite(result)] = np.nan
    return np.clip(result, -1.0, 1.0)


def covariance(values: FloatArray) -> FloatArray:
    """(columns, columns) of values (units, columns) with n - 1, each pair on the units that have both; else NaN."""
    present = (~np.isnan(values)).astype(np.float64)
    x = np.where(present > 0, values - _centre(values, present), 0.0)
    n = present.T @ present
    sums = x.T @ present
    with np.errstate(divide="ignore", invalid="ignore"):
        result: FloatArray = (x.T @ x - sums * sums.T / n) / (n - 1)
    result[n <= 1] = np.nan
    return result


def _scaled(deviations: FloatArray) -> FloatArray:
    """The same in units of the largest, so that squares stay in the range of a float."""
    size = np.abs(deviations).max(axis=0)
    result: FloatArray = deviations / np.where(size > 0, size, 1.0)
    return result


def _centre(values: FloatArray, present: FloatArray) -> FloatArray:
    result: FloatArray = np.where(present > 0, values, 0.0).sum(axis=0) / np.maximum(present.sum(axis=0), 1.0)
    return result
