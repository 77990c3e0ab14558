"""How far two groupings of the same people agree: the adjusted Rand index (Hubert and Arabie, J. Classif. 2, 1985)."""

import numpy as np
from numpy.typing import ArrayLike

from visioon.methods.opinion.arrays import Ints


def adjusted_rand(first: ArrayLike, second: ArrayLike) -> float:
    """1 for the same grouping under any names, about 0 for two unrelated ones, below 0 for less than chance.

    first, second: (n,) labels >= 0. Two groupings that both put everyone together (or everyone apart) agree: 1.

    >>> adjusted_rand([0, 0, 1, 1], [1, 1, 0, 0])
    1.0
    """
    left, right = np.asarray(first), np.asarray(second)
    width = int(right.max(initial=0)) + 1
    table = np.bincount(left * width + right, minlength=width)
    together = _pairs(table)
    in_left, in_right = _pairs(np.bincount(left)), _pairs(np.bincount(right))
    everyone = len(left) * (len(left) - 1) / 2
    expected = in_left * in_right / everyone if everyone else 0.0
    most = (in_left + in_right) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def _pairs(sizes: Ints) -> float:
    return float(np.sum(sizes * (sizes - 1)) / 2)
