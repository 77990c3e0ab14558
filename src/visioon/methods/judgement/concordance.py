"""How far judges agree: Kendall's coefficient of concordance."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2, rankdata

from visioon.methods.judgement.ranks import Floats


@dataclass(frozen=True)
class Concordance:
    """W in 0..1, its chi-square and p-value with n - 1 degrees. None where every judge ties everything."""

    w: float | None
    chi_square: float | None
    p_value: float | None


def kendall_w(ranks: Floats) -> Concordance:
    """W = 12 S / (m^2 (n^3 - n) - m sum T), T = sum over ties (t^3 - t) of each judge (Kendall and Smith 1939).

    ranks: shape (m judges, n items), 1 = best; ties as means or as smallest ranks, both are read as mean ranks.
    S is the sum of squared deviations of the rank sums from their mean; chi-square = m (n - 1) W.
    """
    judges, items = ranks.shape
    mean_ranks = rankdata(ranks, axis=1)
    sums = mean_ranks.sum(axis=0)
    deviation = float(((sums - sums.mean()) ** 2).sum())
    largest = judges**2 * (items**3 - items) - judges * sum(_ties(row) for row in mean_ranks)
    if largest <= 0:
        return Concordance(None, None, None)
    w = 12 * deviation / largest
    statistic = judges * (items - 1) * w
    return Concordance(w, statistic, float(chi2.sf(statistic, items - 1)))


def _ties(ranks: Floats) -> int:
    counts = np.unique(ranks, return_counts=True)[1].astype(int)
    return int((counts**3 - counts).sum())
