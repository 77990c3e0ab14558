"""The opinion groups of placed participants: k-means over sites for each k, the best silhouette wins."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from visioon.methods.opinion.arrays import Floats, Ints
from visioon.methods.opinion.kmeans import Clusters, distinct, first_distinct, lloyd, nearest_centre, plus_plus
from visioon.methods.opinion.silhouette import silhouette
from visioon.methods.opinion.sites import Sites, base_clusters, places

Variant = Literal["default", "polis"]
Start = Literal["first", "best10"]
FEWEST_GROUPS, MOST_GROUPS = 2, 5
RESTARTS = 10
SITES_PER_GROUP = 12


@dataclass(frozen=True)
class Grouping:
    """labels: (n,) in 0..k-1, largest group first. silhouette: None where there is one group."""

    labels: Ints
    k: int
    silhouette: float | None


@dataclass(frozen=True)
class Manner:
    """How a variant groups: its sites, when k-means stops, and whether a silhouette counts sites or participants."""

    sites: Callable[[Floats], Sites]
    iterations: int
    tolerance: float
    sites_alike: bool


MANNERS: dict[Variant, Manner] = {
    # 20, not 100: what Polis ran in fact, and what its published groups rest on.
    "polis": Manner(base_clusters, iterations=20, tolerance=0.01, sites_alike=True),
    "default": Manner(places, iterations=100, tolerance=1e-6, sites_alike=False),
}


def grouping(points: Floats, *, variant: Variant, start: Start, groups: int | None, seed: int) -> Grouping:
    """Group participants by where they stand.

    points: (n, 2) in order of the participants' ids, n >= 1. groups: the number wanted, or None for the one of 2..5
    with the largest mean silhouette (the smaller of equals). k is never more than there are different points.
    """
    manner = MANNERS[variant]
    sites = manner.sites(points)
    most = len(distinct(sites.points)[0])
    wanted = _candidates(variant, len(sites.points)) if groups is None else [groups]
    found = [_clusters(sites, min(k, most), manner, start, seed) for k in wanted if groups is not None or k <= most]
    if not found:
        return together(len(points))
    best = max(found, key=lambda pair: -np.inf if pair[1] is None else pair[1])
    labels = numbered(_labels(points, sites, best[0], variant))
    return Grouping(labels, int(labels.max()) + 1, best[1])


def together(participants: int) -> Grouping:
    """Everyone in one group."""
    return Grouping(np.zeros(participants, dtype=np.int64), 1, None)


def numbered(labels: Ints) -> Ints:
    """The labels renumbered 0.. by size, largest first, then by the first member in row order."""
    _, first, inverse, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank[inverse.reshape(-1)]


def _candidates(variant: Variant, sites: int) -> list[int]:
    """The numbers of groups tried; Polis tries more than two only with enough base clusters."""
    limit = FEWEST_GROUPS + sites // SITES_PER_GROUP if variant == "polis" else MOST_GROUPS
    return list(range(FEWEST_GROUPS, min(MOST_GROUPS, limit) + 1))


def _clusters(sites: Sites, k: int, manner: Manner, start: Start, seed: int) -> tuple[Clusters, float | None]:
    best = min((_run(sites, centres, manner) for centres in _starts(sites, k, start, seed)), key=lambda c: c.inertia)
    if len(best.centres) == 1:
        return best, None
    weights = np.ones(len(sites.points)) if manner.sites_alike else sites.sizes
    return best, silhouette(sites.points, best.labels, weights)


def _starts(sites: Sites, k: int, start: Start, seed: int) -> list[Floats]:
    if start == "first":
        return [first_distinct(sites.points, k)]
    chance = np.random.default_rng([seed, k])
    return [plus_plus(sites.points, sites.sizes, k, chance) for _ in range(RESTARTS)]


def _run(sites: Sites, centres: Floats, manner: Manner) -> Clusters:
    return lloyd(sites.points, sites.sizes, centres, iterations=manner.iterations, tolerance=manner.tolerance)


def _labels(points: Floats, sites: Sites, best: Clusters, variant: Variant) -> Ints:
    # A base cluster moves as one; a cell of the grid is only an aid, so its participants go each to the nearest centre.
    return best.labels[sites.site] if variant == "polis" else nearest_centre(points, best.centres)
