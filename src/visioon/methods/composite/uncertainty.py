"""Rank intervals: where a unit's rank lies when the uncertain choices are made otherwise."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.arrays import FloatArray, IntArray
from visioon.methods.composite.rank import rank_descending

LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True)
class RankIntervals:
    """For each unit, shape (units,): nominal rank, and mean, median, 5 % and 95 % quantile of its replicated ranks."""

    nominal: FloatArray
    mean: FloatArray
    median: FloatArray
    q5: FloatArray
    q95: FloatArray


def replicated_ranks(scores: FloatArray, case: IntArray) -> FloatArray:
    """Ranks (replicates, units) from the scores (cases, units) of distinct cases and the case of each replicate."""
    return rank_descending(scores)[case]


def rank_intervals(nominal: FloatArray, ranks: FloatArray) -> RankIntervals:
    """Statistics of ranks (replicates, units) by unit; quantiles of type 7; NaN for a unit that never has a rank.

    nominal: (units,). Replicates in which a unit has no rank are left out for it.
    Source: COINr, get_sensitivity; Hyndman & Fan (1996) for the type.
    """
    units = ranks.shape[1]
    statistics = np.full((4, units), np.nan)
    gaps = np.isnan(ranks)
    whole = ~gaps.any(axis=0)
    if whole.any():
        statistics[:, whole] = _statistics(ranks[:, whole])
    for unit in np.flatnonzero(~whole & ~gaps.all(axis=0)):
        statistics[:, unit] = _statistics(ranks[~gaps[:, unit], unit])
    return RankIntervals(nominal, *statistics)


def _statistics(ranks: FloatArray) -> FloatArray:
    median, low, high = np.quantile(ranks, (0.5, LOW, HIGH), axis=0)
    return np.stack([ranks.mean(axis=0), median, low, high])
