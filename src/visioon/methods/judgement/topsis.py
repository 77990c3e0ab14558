"""TOPSIS: nearness to the best and distance from the worst (Hwang and Yoon 1981)."""

from collections.abc import Callable

import numpy as np

from visioon.methods.judgement.ranks import Floats, Ints, descending
from visioon.methods.judgement.weighting import normalised

ALIKE = 0.5  # all goals are the same: each is as near to the best as to the worst


def _ratio(top: Floats, bottom: Floats, otherwise: float) -> Floats:
    result: Floats = np.full(np.broadcast_shapes(top.shape, bottom.shape), otherwise)
    np.divide(top, bottom, out=result, where=bottom > 0)
    return result


def _vector(matrix: Floats) -> Floats:
    return _ratio(matrix, np.sqrt((matrix**2).sum(axis=0)), 0.0)


def _minmax(matrix: Floats) -> Floats:
    low = matrix.min(axis=0)
    return _ratio(matrix - low, matrix.max(axis=0) - low, 0.0)


NORMALISATIONS: dict[str, Callable[[Floats], Floats]] = {"vector": _vector, "minmax": _minmax}


def topsis(matrix: Floats, weights: Floats, types: Ints, normalisation: str = "vector") -> tuple[Floats, Ints]:
    """Relative closeness c_i = d-_i / (d+_i + d-_i) to the ideal goal, Euclidean, and the ranks.

    matrix: shape (goals, criteria); weights: (criteria,), brought to sum 1; types: (criteria,), 1 = benefit, -1 = cost.
    normalisation: `vector` x_ij / sqrt(sum_i x_ij^2), as in Tzeng and Huang (2011), or `minmax`, as in Opricovic and
    Tzeng (2004); the choice can change the ranks. A constant (minmax) or all-zero (vector) column counts nothing.
    """
    weighted: Floats = NORMALISATIONS[normalisation](matrix) * normalised(weights, matrix.shape[1]) * types
    from_best = np.sqrt(((weighted - weighted.max(axis=0)) ** 2).sum(axis=1))
    from_worst = np.sqrt(((weighted - weighted.min(axis=0)) ** 2).sum(axis=1))
    closeness = _ratio(from_worst, from_best + from_worst, ALIKE)
    return closeness, descending(closeness)
