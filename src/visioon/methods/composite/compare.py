"""Two results beside each other: how much of a difference is data, how much method, how much weights.

compare(first, second, code=None) -> Comparison. A side is a Steps: of steps.run, or of edition.steps(inputs, params)
for a published edition. Sides may differ in units, values, choices of the method, weights, and even indicators.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.pipeline import Data
from visioon.methods.composite.rerank import reweighted
from visioon.methods.composite.steps import Steps, run
from visioon.methods.composite.structure import Structure


class NotComparable(ValueError):
    """The two results share no unit, or not the code: what was expected."""


@dataclass(frozen=True)
class Parts:
    """A difference second - first and its three parts, which sum to it: data + method + weights = total; (units,)."""

    first: FloatArray
    second: FloatArray
    data: FloatArray
    method: FloatArray
    weights: FloatArray
    total: FloatArray


@dataclass(frozen=True)
class Comparison:
    """Units of both, in the order of the first; parts of the score and of the rank of one code. NaN where a unit has
    no score in one of the four results.
    """

    code: str
    units: tuple[str, ...]
    score: Parts
    rank: Parts


def compare(first: Steps, second: Steps, code: str | None = None) -> Comparison:
    """Switch one thing at a time, in this order: data, method, weights.

    Data: the units, values, denominators and groups of the second under all else of the first; an indicator that the
    second does not have is empty. Method: the tree, directions and steps of the second, with the weights of the first
    for the codes that it has. Weights: those of the second. code: the top of the first unless named.
    Raises NotComparable, and what steps.run raises.
    """
    name = first.structure.top if code is None else code
    shared = set(second.data.units)
    units = tuple(unit for unit in first.data.units if unit in shared)
    if not units:
        raise NotComparable("at least one unit in both was expected")
    with_data = run(first.structure, _seen_by(first.structure, second), first.parameters, first.floor)
    old = reweighted(second.structure, _weights_of(first.structure, second.structure))
    with_method = run(old, second.data, second.parameters, second.floor)
    sides = (first, with_data, with_method, second)
    scores, ranks = zip(*(_of(side, name, units) for side in sides), strict=True)
    return Comparison(name, units, _parts(scores), _parts(ranks))


def _parts(four: tuple[FloatArray, ...]) -> Parts:
    data, method, weights = (after - before for before, after in pairwise(four))
    # The total is the sum of its parts, not the difference again, so that no rounding stands between them.
    return Parts(four[0], four[-1], data, method, weights, data + method + weights)


def _of(side: Steps, code: str, units: tuple[str, ...]) -> tuple[FloatArray, FloatArray]:
    places = {unit: row for row, unit in enumerate(side.data.units)}
    rows = [places[unit] for unit in units]
    for level in side.structure.aggregate_levels:
        if code in side.structure.codes(level):
            column = side.structure.codes(level).index(code)
            return side.scores[level][rows, column], side.ranks[level][rows, column]
    raise NotComparable(f"an aggregate of both was expected, found {code!r}")


def _seen_by(structure: Structure, other: Steps) -> Data:
    """The data of another result as this tree names its columns."""
    columns = {one.code: column for column, one in enumerate(other.structure.indicators)}
    values = np.full((len(other.data.units), len(structure.indicators)), np.nan)
    for place, one in enumerate(structure.indicators):
        if one.code in columns:
            values[:, place] = other.data.values[:, columns[one.code]]
    sizes = {one.denominator for one in structure.indicators if one.denominator is not None}
    empty = np.full(len(other.data.units), np.nan)
    return replace(
        other.data, values=values, denominators={code: other.data.denominators.get(code, empty) for code in sizes}
    )


def _weights_of(first: Structure, second: Structure) -> dict[str, float]:
    known = {node.code for node in second.nodes}
    return {node.code: node.weight for node in first.nodes if node.code in known}
