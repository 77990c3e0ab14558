"""The tables of results: of all units, of one unit, and what one unit is strong and weak in."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.rank import rank_descending, significant
from visioon.methods.composite.structure import INDICATOR_LEVEL, Structure

FEW = 5


@dataclass(frozen=True)
class Results:
    """codes: top level first, within a level as in the tree, indicators last. scores and ranks: (units, codes).

    order: row numbers, best first by the top, units without a score last, ties in the order of the units.
    """

    codes: tuple[str, ...]
    order: tuple[int, ...]
    scores: FloatArray
    ranks: FloatArray


@dataclass(frozen=True)
class Line:
    """One code of one unit; None where it has no score."""

    code: str
    level: int
    score: float | None
    rank: int | None


@dataclass(frozen=True)
class Standing:
    """An indicator of a unit: rank among the units, and the value as measured, without direction."""

    code: str
    parent: str
    rank: int
    value: float


def results(structure: Structure, values: dict[int, FloatArray], digits: int | None = None) -> Results:
    """Scores and ranks of every code. values: level -> (units, codes), level 1 normalised; digits: of the scores.

    Source: COINr, get_results with tab_type "Full", use "scores" and "ranks".
    """
    levels = range(structure.top_level, INDICATOR_LEVEL - 1, -1)
    scores = np.concatenate([values[level] for level in levels], axis=1)
    ranks = rank_descending(np.ascontiguousarray(scores.T)).T
    places = np.where(np.isnan(ranks[:, 0]), np.inf, ranks[:, 0])
    order = tuple(int(row) for row in np.argsort(places, kind="stable"))
    codes = tuple(code for level in levels for code in structure.codes(level))
    return Results(codes, order, scores if digits is None else np.round(scores, digits), ranks)


def group_ranks(scores: FloatArray, groups: Sequence[str | None]) -> FloatArray:
    """Descending ranks of scores (units, codes) inside the group of each unit; NaN without one.

    Source: COINr, get_results with use "groupranks".
    """
    result = np.full(scores.shape, np.nan)
    for name in sorted({group for group in groups if group is not None}):
        rows = [row for row, group in enumerate(groups) if group == name]
        result[rows] = rank_descending(np.ascontiguousarray(scores[rows].T)).T
    return result


def unit_summary(structure: Structure, values: dict[int, FloatArray], row: int) -> tuple[Line, ...]:
    """Score and rank of one unit (its row) at every code above the indicators, top level first.

    Source: COINr, get_unit_summary.
    """
    found = results(structure, values)
    levels = {code: level for level in structure.aggregate_levels for code in structure.codes(level)}
    lines = []
    for column, code in enumerate(found.codes):
        if code in levels:
            score, rank = found.scores[row, column], found.ranks[row, column]
            none = bool(np.isnan(score))
            lines.append(Line(code, levels[code], None if none else float(score), None if none else int(rank)))
    return tuple(lines)


def strengths_and_weaknesses(
    structure: Structure,
    values: FloatArray,
    row: int,
    *,
    few: int = FEW,
    fewest_unique: int = 0,
    keep_last: bool = False,
    order: Sequence[str] | None = None,
) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """The indicators in which one unit (its row) ranks best and worst among all, few of each.

    values: (units, indicators) as measured. Ranked is value times direction. Left out are indicators without a value,
    with fewer different values than fewest_unique, and, without keep_last, those in which the unit is last of all.
    Ties in rank stand in the order given, by default that of the tree. Source: COINr, get_str_weak.
    """
    codes = structure.codes(INDICATOR_LEVEL)
    ranks = rank_descending(np.ascontiguousarray((values * structure.directions).T))
    places = {code: column for column, code in enumerate(codes)}
    found = []
    for code in codes if order is None else order:
        column = places[code]
        rank = ranks[column, row]
        last = rank == np.nanmax(ranks[column]) if not np.isnan(rank) else True
        if np.isnan(rank) or (last and not keep_last) or _different(values[:, column]) < fewest_unique:
            continue
        parent = structure.indicators[column].parent
        found.append(Standing(code, parent, int(rank), float(values[row, column])))
    ordered = sorted(found, key=lambda one: one.rank)
    return tuple(ordered[:few]), tuple(ordered[max(0, len(ordered) - few) :])


def _different(column: FloatArray) -> int:
    return len(np.unique(significant(column[~np.isnan(column)])))
