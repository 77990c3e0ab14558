"""How well groups stand apart: the mean silhouette (Rousseeuw, J. Comput. Appl. Math. 20, 1987)."""

import numpy as np
from scipy.spatial.distance import cdist

from visioon.methods.opinion.arrays import Floats, Ints

ROWS_AT_ONCE = 512


def silhouette(points: Floats, labels: Ints, weights: Floats) -> float:
    """Mean over points of (b - a) / max(a, b), each point counted weights times.

    a: mean distance to the other members of the own group; b: to the members of the nearest other group. points:
    (n, 2); labels: (n,) in 0..k-1 with k >= 2; weights: (n,), how many members stand at a point (all 1: unweighted).
    A member alone in its group counts 0.
    """
    k = int(labels.max()) + 1
    if k < 2:
        raise ValueError("a silhouette needs two groups")
    mass = np.bincount(labels, weights=weights, minlength=k).astype(np.float64)
    member = np.zeros((len(points), k))
    member[np.arange(len(points)), labels] = weights
    widths = _widths(_distances(points, member), labels, mass)
    return float(np.average(widths, weights=weights))


def _distances(points: Floats, member: Floats) -> Floats:
    """(n, k) sum of distances from each point to the members of each group, a few rows at a time to spare memory."""
    sums = np.empty(member.shape)
    for at in range(0, len(points), ROWS_AT_ONCE):
        np.matmul(cdist(points[at : at + ROWS_AT_ONCE], points), member, out=sums[at : at + ROWS_AT_ONCE])
    return sums


def _widths(sums: Floats, labels: Ints, mass: Floats) -> Floats:
    row = np.arange(len(labels))
    within = sums[row, labels] / np.maximum(mass[labels] - 1, 1)
    others = sums / mass
    others[row, labels] = np.inf
    between = others.min(axis=1)
    larger = np.maximum(within, between)
    apart = np.divide(between - within, larger, out=np.zeros(len(labels)), where=larger > 0)
    return np.where(mass[labels] > 1, apart, 0.0)
