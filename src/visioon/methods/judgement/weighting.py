"""Weights from an order of importance, and weights brought to sum 1."""

from collections.abc import Callable

import numpy as np

from visioon.methods.judgement.errors import JudgementError
from visioon.methods.judgement.ranks import Floats


def rank_order_centroid(n: int) -> Floats:
    """ROC: w_i = (1/n) sum over k = i..n of 1/k (Barron and Barrett 1996). Shape (n,), most important first."""
    reciprocals = 1.0 / np.arange(1, n + 1)
    weights: Floats = np.cumsum(reciprocals[::-1])[::-1] / n
    return weights


def rank_sum(n: int) -> Floats:
    """RS: w_i = 2 (n + 1 - i) / (n (n + 1)) (Stillwell, Seaver and Edwards 1981)."""
    weights: Floats = 2.0 * np.arange(n, 0, -1) / (n * (n + 1))
    return weights


def rank_reciprocal(n: int) -> Floats:
    """RR: w_i = (1/i) / sum over j of 1/j (Stillwell, Seaver and Edwards 1981)."""
    reciprocals = 1.0 / np.arange(1, n + 1)
    weights: Floats = reciprocals / reciprocals.sum()
    return weights


RULES: dict[str, Callable[[int], Floats]] = {"roc": rank_order_centroid, "rs": rank_sum, "rr": rank_reciprocal}


def normalised(weights: Floats, count: int) -> Floats:
    """Weights of `count` criteria brought to sum 1. Raises JudgementError when one is negative or all are zero."""
    if weights.shape != (count,):
        raise JudgementError("weights", f"{count} weights were expected, one a criterion, not {weights.size}")
    for place in np.flatnonzero(weights < 0):
        raise JudgementError("weights", "a weight of 0 or more was expected", (int(place),))
    total = weights.sum()
    if total <= 0:
        raise JudgementError("weights", "at least one weight above 0 was expected")
    result: Floats = weights / total
    return result
