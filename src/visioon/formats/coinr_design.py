"""Stored draws of an uncertainty analysis: a design (one row a replicate) and weight sets, laid out as COINr's."""

from pathlib import Path

import numpy as np

from visioon.formats import csvio
from visioon.formats.csvio import Table
from visioon.methods.composite.arrays import FloatArray, IntArray
from visioon.methods.composite.design import WINMAX, WeightSets
from visioon.methods.composite.structure import INDICATOR_LEVEL, Structure

DESIGN_COLUMNS = ("rep", "winmax", "norm", "wset", "agg")
WEIGHT_COLUMNS = ("wset", "iCode", "Level", "Weight")
NORMALISATION_NAMES = {"n_minmax": 0, "n_zscore": 1}
AGGREGATION_NAMES = {"a_amean": 0, "a_gmean": 1}


def read_weights(path: str | Path, structure: Structure) -> tuple[WeightSets, dict[str, int]]:
    """Weight sets of a file `wset,iCode,Level,Weight`, and which set each wset is.

    A code that a set does not name keeps its own weight. Raises InputError for an unknown code, a wrong level, a
    code twice in a set, a weight below 0, or no set at all.
    """
    table = csvio.read(path, required=WEIGHT_COLUMNS)
    sets = _set_numbers(table)
    levels = {
        level: np.tile(structure.weights(level), (len(sets), 1))
        for level in range(INDICATOR_LEVEL, structure.top_level + 1)
    }
    place = {code: (level, i) for level in levels for i, code in enumerate(structure.codes(level))}
    seen: set[tuple[str, str]] = set()
    for row in range(len(table.rows)):
        name, code, weight = _weight(table, row, place, seen)
        level, column = place[code]
        levels[level][sets[name], column] = weight
    return WeightSets(len(sets), _certain_once(levels, structure)), sets


def read_design(path: str | Path, weight_sets: dict[str, int], rows: int | None = None) -> tuple[IntArray, Table]:
    """The choices (replicates, 4) of a file `rep,winmax,norm,wset,agg`, its first rows only where told how many.

    weight_sets: wset -> number of the set. Raises InputError for an unknown choice or fewer rows than asked for.
    """
    table = csvio.read(path, required=DESIGN_COLUMNS)
    count = len(table.rows) if rows is None else rows
    if count > len(table.rows) or not table.rows:
        raise table.error(f"at least {max(count, 1)} replicates were expected, found {len(table.rows)}")
    choices = [
        (
            _winmax(table, row),
            _choice(table, row, "norm", NORMALISATION_NAMES),
            _choice(table, row, "wset", weight_sets),
            _choice(table, row, "agg", AGGREGATION_NAMES),
        )
        for row in range(count)
    ]
    return np.array(choices, dtype=np.intp), table


def numbered_sets(count: int) -> dict[str, int]:
    """The names 1..count of sets that were drawn and not read."""
    return {str(number + 1): number for number in range(count)}


def _set_numbers(table: Table) -> dict[str, int]:
    names = {table.text(row, "wset", required=True) or "" for row in range(len(table.rows))}
    if not names:
        raise table.error("at least one weight set was expected")
    return {name: number for number, name in enumerate(csvio.sort_ids(names))}


def _weight(
    table: Table, row: int, place: dict[str, tuple[int, int]], seen: set[tuple[str, str]]
) -> tuple[str, str, float]:
    name, code = table.text(row, "wset") or "", table.text(row, "iCode", required=True) or ""
    if code not in place:
        raise table.error(f"a code of META was expected, found {code!r}", row, "iCode")
    if (name, code) in seen:
        raise table.error(f"each code once in a weight set was expected, found {code!r} again", row, "iCode")
    seen.add((name, code))
    if table.number(row, "Level", required=True) != place[code][0]:
        raise table.error(f"{place[code][0]} was expected, the level of {code}", row, "Level")
    weight = table.number(row, "Weight", required=True) or 0.0
    if weight < 0:
        raise table.error("a weight that is not negative was expected", row, "Weight")
    return name, code, weight


def _certain_once(levels: dict[int, FloatArray], structure: Structure) -> dict[int, FloatArray]:
    """The levels below the top; one whose weights are the same in every set is kept once, which is quicker."""
    return {
        level: weights[:1] if (weights == weights[0]).all() else weights
        for level, weights in levels.items()
        if level < structure.top_level
    }


def _winmax(table: Table, row: int) -> int:
    value = table.number(row, "winmax", required=True)
    if value not in WINMAX:
        raise table.error(f"a whole number from {WINMAX[0]} to {WINMAX[-1]} was expected", row, "winmax")
    return WINMAX.index(int(value or 0))


def _choice(table: Table, row: int, column: str, choices: dict[str, int]) -> int:
    name = table.text(row, column, required=True) or ""
    if name not in choices:
        expected = "the number of a weight set" if column == "wset" else f"one of {', '.join(choices)}"
        raise table.error(f"{expected} was expected, found {name!r}", row, column)
    return choices[name]
