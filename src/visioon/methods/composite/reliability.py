"""Cronbach's alpha: whether the children of a group measure one thing."""

import numpy as np

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.correlate import covariance
from visioon.methods.composite.structure import Structure


def cronbach(values: FloatArray) -> float:
    """k^2 mean(covariance off the diagonal) / sum(covariance), on pairwise complete units; below 0 is possible.

    values: (units, children), NaN missing. NaN for one child or where nothing varies. Source: COINr, get_cronbach;
    Cronbach (1951).
    """
    k = values.shape[1]
    if k <= 1:
        return float("nan")
    matrix = covariance(values)
    total = matrix.sum()
    if not total > 0:
        return float("nan")
    between = (total - np.trace(matrix)) / (k * (k - 1))
    return float(k * k * between / total)


def cronbach_of_groups(values: FloatArray, structure: Structure, level: int) -> dict[str, float]:
    """Alpha of the children of each code of a level >= 2. values: (units, codes of the level below)."""
    groups = zip(structure.codes(level), structure.children(level), strict=True)
    return {code: cronbach(values[:, children]) for code, children in groups}
