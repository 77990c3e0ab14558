"""Weighted means over children, for one case or many at once, weights renormalised over the available children."""

from collections.abc import Callable

import numpy as np

from visioon.methods.composite.arrays import BoolArray, FloatArray


def amean(values: FloatArray, weights: FloatArray) -> FloatArray:
    """sum(w x) / sum w.

    values: (cases or 1, units, children), NaN missing; weights: (cases or 1, children); result (cases, units), NaN
    where no child with weight is available. So for all means here. Source: COINr, a_amean, a_gmean, a_hmean, a_genmean.
    """
    return _mean(values, weights)


def gmean(values: FloatArray, weights: FloatArray) -> FloatArray:
    """exp(sum(w ln x) / sum w), for x > 0."""
    result: FloatArray = np.exp(_mean(np.log(values), weights))
    return result


def hmean(values: FloatArray, weights: FloatArray) -> FloatArray:
    """sum w / sum(w / x), for x > 0."""
    result: FloatArray = 1 / _mean(1 / values, weights)
    return result


def genmean(p: float) -> Callable[[FloatArray, FloatArray], FloatArray]:
    """The mean (sum(w x^p) / sum w)^(1/p), p not 0, for x >= 0 (p > 0) or x > 0 (p < 0)."""

    def mean(values: FloatArray, weights: FloatArray) -> FloatArray:
        # Powers of x / m, with m the value that the mean tends to, cannot leave the range of a float.
        gaps = np.isnan(values)
        limit = np.where(gaps, -np.inf, values).max(axis=-1) if p > 0 else np.where(gaps, np.inf, values).min(axis=-1)
        m = np.where(np.isfinite(limit) & (limit > 0), limit, 1.0)
        powers = (values / m[..., None]) ** p
        result: FloatArray = m * _mean(powers, weights) ** (1 / p)
        return result

    return mean


def _mean(values: FloatArray, weights: FloatArray) -> FloatArray:
    gaps = np.isnan(values)
    if not gaps.any():
        return _divide(_dot(values, weights), weights.sum(axis=-1, keepdims=True))
    return _divide(_dot(np.where(gaps, 0.0, values), weights), _dot((~gaps).astype(np.float64), weights))


def _dot(values: FloatArray, weights: FloatArray) -> FloatArray:
    """sum over children of weight times value: (cases, units)."""
    if len(values) == 1:
        shared: FloatArray = weights @ values[0].T
        return shared
    result: FloatArray = np.matmul(values, weights[:, :, None])[:, :, 0]
    return result


def _divide(total: FloatArray, weight: FloatArray) -> FloatArray:
    possible: BoolArray = np.broadcast_to(weight > 0, total.shape)
    result: FloatArray = np.divide(total, weight, out=np.full(total.shape, np.nan), where=possible)
    return result
