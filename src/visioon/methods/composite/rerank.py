"""Other weights on the same normalised values: what a slider asks for, within a few milliseconds.

rerank(structure, normalised, aggregations, weights, keep=None) -> Reranked. weights: {code: weight} of the codes that
change, at any level below the top. normalised, aggregations and keep are those of steps.run or pipeline.compute.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from visioon.methods.composite.aggregate import Aggregation, aggregate
from visioon.methods.composite.arrays import BoolArray, FloatArray
from visioon.methods.composite.pipeline import rank_levels
from visioon.methods.composite.structure import Structure, StructureError


@dataclass(frozen=True)
class Reranked:
    """scores and ranks: level >= 2 -> (units, codes). nominal: ranks with the weights as they were.

    change: (units,) of the top, rank with the new weights minus nominal rank, below 0 is better, NaN without either.
    mean_change: the mean of abs(change) over the units that have both, NaN where there is none.
    """

    scores: dict[int, FloatArray]
    ranks: dict[int, FloatArray]
    nominal: dict[int, FloatArray]
    change: FloatArray
    mean_change: float


def rerank(
    structure: Structure,
    normalised: FloatArray,
    aggregations: tuple[Aggregation, ...],
    weights: Mapping[str, float],
    *,
    keep: BoolArray | None = None,
) -> Reranked:
    """Scores and ranks with changed weights, and how far ranks move.

    normalised: (units, indicators). keep: optional (units, codes of level 2), False empties a score there.
    Raises StructureError for an unknown code or a weight that is negative or not finite, NotPositive as aggregate.
    """
    changed = reweighted(structure, weights)
    before = rank_levels(aggregate(normalised, structure, aggregations, keep=keep))
    scores = aggregate(normalised, changed, aggregations, keep=keep)
    ranks = rank_levels(scores)
    top = structure.top_level
    change = ranks[top][:, 0] - before[top][:, 0]
    known = np.abs(change[~np.isnan(change)])
    return Reranked(scores, ranks, before, change, float(known.mean()) if known.size else float("nan"))


def reweighted(structure: Structure, weights: Mapping[str, float]) -> Structure:
    """The same tree with other weights for the codes named. Raises StructureError."""
    known = {node.code for node in structure.nodes}
    for code in weights:
        if code not in known:
            raise StructureError(code, "iCode", "a code of the tree was expected")
    return Structure(
        tuple(replace(one, weight=float(weights.get(one.code, one.weight))) for one in structure.indicators),
        tuple(replace(one, weight=float(weights.get(one.code, one.weight))) for one in structure.aggregates),
    )
