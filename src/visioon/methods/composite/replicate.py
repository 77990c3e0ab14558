"""Scores of many replicates at once: each distinct case is computed once, all weight sets of a case together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.aggregate import Aggregation, aggregate_level
from visioon.methods.composite.arrays import BoolArray, FloatArray, IntArray
from visioon.methods.composite.design import AGGREGATIONS, NORMALISATIONS, WINMAX, WeightSets, sizes
from visioon.methods.composite.normalise import normalise
from visioon.methods.composite.structure import Structure
from visioon.methods.composite.treat import Treatment, treat


@dataclass(frozen=True)
class Replicates:
    """scores: level -> (cases, units, codes of the level) of the distinct cases; case: the case of each replicate.

    fallbacks: the number of replicates that drew gmean but met a value <= 0, and took amean instead.
    """

    scores: dict[int, FloatArray]
    case: IntArray
    fallbacks: int


@dataclass(frozen=True)
class _Group:
    """The cases that differ in their weights only."""

    normalised: FloatArray
    aggregation: Aggregation
    cases: IntArray
    fell_back: bool


def replicate(
    structure: Structure,
    imputed: FloatArray,
    design: IntArray,
    weights: WeightSets,
    *,
    levels: tuple[int, ...],
    keep: BoolArray | None = None,
) -> Replicates:
    """Treat, normalise and aggregate every replicate of a design.

    imputed: (units, indicators). design: (replicates, 4) choices as in design.choices. levels: the levels whose
    scores are wanted. keep: optional (units, codes of level 2), False empties a score of level 2.
    """
    cases, case = _distinct(design, weights.count)
    units = len(imputed)
    scores = {level: np.empty((len(cases), units, len(structure.codes(level)))) for level in levels}
    fell_back = np.zeros(len(cases), dtype=bool)
    for group in _groups(structure, imputed, cases):
        fell_back[group.cases] = group.fell_back
        for level, of in _aggregated(structure, group, cases[group.cases, 2], weights, keep):
            if level in scores:
                scores[level][group.cases] = of
    return Replicates(scores, case, int(fell_back[case].sum()))


def _distinct(design: IntArray, weight_sets: int) -> tuple[IntArray, IntArray]:
    shape = tuple(int(size) for size in sizes(weight_sets))
    numbers, case = np.unique(np.ravel_multi_index(tuple(design.T), shape), return_inverse=True)
    return np.stack(np.unravel_index(numbers, shape), axis=1), case.reshape(-1)


def _groups(structure: Structure, imputed: FloatArray, cases: IntArray) -> Iterator[_Group]:
    for winmax in np.unique(cases[:, 0]):
        treated, _ = treat(imputed, Treatment(winmax=WINMAX[winmax]))
        for choice, normalisation in enumerate(NORMALISATIONS):
            normalised, _ = normalise(treated, structure.directions, normalisation)
            for drawn, aggregation in enumerate(AGGREGATIONS):
                rows = np.flatnonzero((cases[:, [0, 1, 3]] == (winmax, choice, drawn)).all(axis=1))
                if rows.size:
                    possible = bool(aggregation.accepts(normalised).all())
                    yield _Group(normalised, aggregation if possible else AGGREGATIONS[0], rows, not possible)


def _aggregated(
    structure: Structure, group: _Group, sets: IntArray, weights: WeightSets, keep: BoolArray | None
) -> Iterator[tuple[int, FloatArray]]:
    below = group.normalised[None]
    for level in structure.aggregate_levels:
        chosen = weights.of(level - 1, sets)
        below = aggregate_level(below, chosen, structure.children(level), group.aggregation)
        if keep is not None and level == min(structure.aggregate_levels):
            below = np.where(keep, below, np.nan)
        yield level, below
