"""Sites: the few weighted points that stand for all participants while groups are searched."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.opinion.arrays import Floats, Ints
from visioon.methods.opinion.kmeans import distinct, first_distinct, lloyd

BASE_CLUSTERS = 100
BASE_ITERATIONS = 100
BASE_TOLERANCE = 0.01
SITES_BEFORE_GRID = 2000
GRID_CELLS = 64


@dataclass(frozen=True)
class Sites:
    """points: (m, 2). sizes: (m,) participants at each. site: (n,) where each participant stands."""

    points: Floats
    sizes: Floats
    site: Ints


def base_clusters(points: Floats) -> Sites:
    """Variant polis: up to 100 base clusters (synthesis reference, section 1, item 6).

    Unweighted Lloyd k-means from the first different points in row order, at most 100 iterations, until every centre
    moves less than 0.01. points: (n, 2).
    """
    found = lloyd(
        points,
        np.ones(len(points)),
        first_distinct(points, BASE_CLUSTERS),
        iterations=BASE_ITERATIONS,
        tolerance=BASE_TOLERANCE,
    )
    return Sites(found.centres, np.bincount(found.labels).astype(float), found.labels)


def places(points: Floats) -> Sites:
    """Variant default: the different points themselves, or where they are very many, the cells of a fine grid.

    A cell of the 64 x 64 grid over the bounding box stands at the mean of its participants. points: (n, 2).
    """
    first, site = distinct(points)
    if len(first) > SITES_BEFORE_GRID:
        site = np.unique(_cells(points), return_inverse=True)[1].reshape(-1)
    sizes = np.bincount(site).astype(float)
    means = np.stack([np.bincount(site, weights=axis) / sizes for axis in points.T], axis=1)
    return Sites(points[first] if len(first) == len(sizes) else means, sizes, site)


def _cells(points: Floats) -> Ints:
    low, high = points.min(axis=0), points.max(axis=0)
    width = np.where(high > low, high - low, 1.0)
    cell = np.minimum((points - low) / width * GRID_CELLS, GRID_CELLS - 1).astype(np.int64)
    return np.asarray(cell[:, 0] * GRID_CELLS + cell[:, 1])
