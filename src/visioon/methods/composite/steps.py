"""Every step of an index with its floor of coverage, kept so that a number can be followed and results compared.

run(structure, data, parameters, floor=None) -> Steps; edition.steps(inputs, params) gives the same from the JSON of a
published edition. trail, compare and advice read Steps.
"""

from dataclasses import dataclass

from visioon.methods.composite.aggregate import aggregate
from visioon.methods.composite.arrays import BoolArray, FloatArray
from visioon.methods.composite.coverage import Coverage, Floor, coverage
from visioon.methods.composite.pipeline import Data, Index, Parameters, compute, rank_levels
from visioon.methods.composite.structure import INDICATOR_LEVEL, Structure

DOMAIN_LEVEL = INDICATOR_LEVEL + 1
NO_FLOOR = Floor(0, 0.0)


@dataclass(frozen=True)
class Steps:
    """What went in, and what came of it. scores and ranks are as in pipeline.Index but with the floor applied.

    keep: (units, codes of level 2), False where the floor empties a score; scored: (codes of level 2,), False where a
    domain has too few indicators for any score.
    """

    structure: Structure
    data: Data
    parameters: Parameters
    floor: Floor
    index: Index
    coverage: Coverage
    keep: BoolArray
    scored: BoolArray
    scores: dict[int, FloatArray]
    ranks: dict[int, FloatArray]

    def values(self, level: int) -> FloatArray:
        """Normalised values at level 1, scores above: (units, codes of the level)."""
        return self.index.normalised if level == INDICATOR_LEVEL else self.scores[level]


def run(structure: Structure, data: Data, parameters: Parameters, floor: Floor | None = None) -> Steps:
    """The index with a floor of coverage. Raises DenominatorError, ParameterError and NotPositive."""
    index = compute(structure, data, parameters)
    left_out = tuple(one.column for one in index.left_out)
    found = coverage(index.prepared.denominated, left_out, structure.children(DOMAIN_LEVEL))
    limits = NO_FLOOR if floor is None else floor
    keep = found.keep(limits)
    scores = aggregate(index.normalised, structure, parameters.aggregations, keep=keep)
    return Steps(
        structure=structure,
        data=data,
        parameters=parameters,
        floor=limits,
        index=index,
        coverage=found,
        keep=keep,
        scored=found.enough(limits),
        scores=scores,
        ranks=rank_levels(scores),
    )
