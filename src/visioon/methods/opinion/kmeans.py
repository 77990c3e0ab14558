"""Weighted Lloyd k-means in the plane, with its two ways to start."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial.distance import cdist

from visioon.methods.opinion.arrays import Floats, Ints

SAME_POINT_DECIMALS = 9


@dataclass(frozen=True)
class Clusters:
    """labels: (n,) in 0..k-1, every label in use. centres: (k, 2). inertia: weighted sum of squared distances."""

    labels: Ints
    centres: Floats
    inertia: float


def distinct(points: Floats) -> tuple[Ints, Ints]:
    """First places of the different points in row order, and for each row which of them it is.

    Points are the same when they agree to 9 decimals: rounding error must not make two equal voters two points.
    """
    # Adding 0 turns -0.0 into 0.0.
    rounded = np.round(points, SAME_POINT_DECIMALS) + 0.0
    _, first, inverse = np.unique(rounded, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return first[order], rank[inverse.reshape(-1)]


def first_distinct(points: Floats, k: int) -> Floats:
    """(min(k, different points), 2) the first different points in row order."""
    return points[distinct(points)[0][:k]]


def plus_plus(points: Floats, weights: Floats, k: int, chance: np.random.Generator) -> Floats:
    """k-means++ starts weighted by size: each next centre is drawn by weight x squared distance to the nearest one.

    Source: Arthur and Vassilvitskii, SODA 2007. Needs at least k different points.
    """
    chosen = [int(chance.choice(len(points), p=weights / weights.sum()))]
    nearest = np.sum((points - points[chosen[0]]) ** 2, axis=1)
    while len(chosen) < k:
        odds = weights * nearest
        chosen.append(int(chance.choice(len(points), p=odds / odds.sum())))
        nearest = np.minimum(nearest, np.sum((points - points[chosen[-1]]) ** 2, axis=1))
    return points[chosen]


def lloyd(points: Floats, weights: Floats, centres: Floats, *, iterations: int, tolerance: float) -> Clusters:
    """Lloyd's iteration from given centres; stops when every centre moved less than tolerance, or after iterations.

    points: (n, 2), weights: (n,) > 0, centres: (k, 2), same unit. A cluster that loses its last point is given up.
    Ties of distance go to the smaller label.
    """
    for _ in range(iterations):
        labels, used = _in_use(nearest_centre(points, centres), len(centres))
        moved = _means(points, weights, labels, len(used))
        shift = np.linalg.norm(moved - centres[used], axis=1).max()
        centres = moved
        if shift < tolerance:
            break
    distance = np.sum((points - centres[labels]) ** 2, axis=1)
    return Clusters(labels, centres, float(weights @ distance))


def nearest_centre(points: Floats, centres: Floats) -> Ints:
    """(n,) label of the nearest centre."""
    return np.asarray(np.argmin(cdist(points, centres, "sqeuclidean"), axis=1))


def _in_use(labels: Ints, k: int) -> tuple[Ints, Ints]:
    """The labels renumbered without gaps, and the old numbers of those in use."""
    used = np.flatnonzero(np.bincount(labels, minlength=k))
    return (labels if len(used) == k else np.searchsorted(used, labels)), used


def _means(points: Floats, weights: Floats, labels: Ints, k: int) -> Floats:
    mass = np.bincount(labels, weights=weights, minlength=k)
    sums = [np.bincount(labels, weights=weights * axis, minlength=k) for axis in points.T]
    return np.stack(sums, axis=1) / mass[:, None]
