"""What an element does to the ranks: each code of a level taken out in turn."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.aggregate import Aggregation, aggregate
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.rank import rank_descending
from visioon.methods.composite.rerank import reweighted
from visioon.methods.composite.sensitivity import rank_shift
from visioon.methods.composite.structure import Structure


@dataclass(frozen=True)
class Removed:
    """Without one code: ranks of the top (units,), and the mean over units of abs(rank - nominal rank)."""

    code: str
    ranks: FloatArray
    mean_change: float


def remove_elements(
    structure: Structure, normalised: FloatArray, aggregations: tuple[Aggregation, ...], level: int
) -> tuple[Removed, ...]:
    """Each code of a level below the top with weight 0 in turn, in the order of the codes.

    normalised: (units, indicators). The mean is over the units that have a rank in both; NaN where none has.
    Raises ValueError for a level that is none, NotPositive as aggregate. Source: COINr, remove_elements.
    """
    if not 1 <= level < structure.top_level:
        raise ValueError(f"a level from 1 to {structure.top_level - 1} was expected, found {level}")
    nominal = _ranks(structure, normalised, aggregations)
    found = []
    for code in structure.codes(level):
        ranks = _ranks(reweighted(structure, {code: 0.0}), normalised, aggregations)
        found.append(Removed(code, ranks, float(rank_shift(nominal, ranks[None])[0])))
    return tuple(found)


def _ranks(structure: Structure, normalised: FloatArray, aggregations: tuple[Aggregation, ...]) -> FloatArray:
    scores = aggregate(normalised, structure, aggregations)
    return rank_descending(np.ascontiguousarray(scores[structure.top_level][:, 0]))
