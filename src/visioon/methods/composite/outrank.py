"""Outranking: units compared pair by pair over weighted children, and the Copeland score that follows."""

import numpy as np

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.rank import significant

# Sums of weights closer than this to a draw are a draw: which is larger is then a matter of rounding.
DRAW = 1e-12


def outranking(values: FloatArray, weights: FloatArray) -> FloatArray:
    """o[i, j] = share of weight where unit i is better than j + half the share where they tie; diagonal 0.

    values: (units, children), NaN missing, higher is better; weights: (children,). Shares are of the children both
    units have; NaN where there is none. Ties on 12 significant digits. Source: COINr, outrankMatrix.
    """
    better, shared = _pairs(values, weights)
    with np.errstate(invalid="ignore"):
        result: FloatArray = 0.5 + 0.5 * (better - better.T) / shared
    np.fill_diagonal(result, 0.0)
    return result


def copeland(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Copeland score of each unit, sum over the others of sign(o - 0.5); shapes as in outranking, result (units,).

    NaN for a unit with no weighted child; two units that share no child do not count for each other.
    Source: COINr, a_copeland.
    """
    better, shared = _pairs(values, weights)
    lead = better - better.T
    scores: FloatArray = (np.sign(lead) * (np.abs(lead) > DRAW * np.maximum(shared, DRAW))).sum(axis=1)
    scores[(~np.isnan(values) @ weights) == 0] = np.nan
    return scores


def _pairs(values: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Weight of the children where i is better than j, and of those that both have; (units, units) each."""
    units = len(values)
    better, shared = np.zeros((units, units)), np.zeros((units, units))
    for column, weight in zip(significant(values).T, weights, strict=True):
        present = ~np.isnan(column)
        better += weight * (column[:, None] > column[None, :])
        shared += weight * (present[:, None] & present[None, :])
    return better, shared
