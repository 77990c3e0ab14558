"""The result files of visioon index."""

import json
from collections.abc import Sequence
from typing import Any

from visioon.cli.index_analysis import Analysis
from visioon.formats import csvio
from visioon.formats.csvio import Cell
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.design import VARIABLES
from visioon.methods.composite.pipeline import Index
from visioon.methods.composite.sensitivity import Sensitivity
from visioon.methods.composite.structure import INDICATOR_LEVEL, Structure
from visioon.methods.composite.uncertainty import RankIntervals

TREATMENT_COLUMNS = ("iCode", "pass0", "skew0", "kurt0", "nwin", "side", "log", "pass1", "skew1", "kurt1")
INTERVAL_COLUMNS = ("uCode", "Nominal", "Mean", "Median", "Q5", "Q95")


def files(
    structure: Structure, units: Sequence[str], index: Index, analysis: Analysis, checks: dict[str, Any]
) -> dict[str, bytes]:
    """Every output file by name. Missing (NaN) is an empty cell."""
    codes = structure.codes(INDICATOR_LEVEL)
    found = {
        "scores.csv": scores(structure, units, index),
        "treated.csv": _by_unit(units, codes, index.treated),
        "normalised.csv": _by_unit(units, codes, index.normalised),
        "treatment.csv": treatment(codes, index),
        "checks.json": (json.dumps(checks, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode(),
    }
    if analysis.intervals is not None:
        found["rank_intervals.csv"] = intervals(units, analysis.intervals)
    if analysis.indices is not None:
        found["sensitivity.csv"] = indices(analysis.indices)
    return found


def scores(structure: Structure, units: Sequence[str], index: Index) -> bytes:
    """uCode,level,code,score,rank; top level first, codes as in META, units in the order of their ids."""
    rows: list[Sequence[Cell]] = [
        (unit, level, code, float(index.scores[level][i, j]), float(index.ranks[level][i, j]))
        for level in reversed(structure.aggregate_levels)
        for j, code in enumerate(structure.codes(level))
        for i, unit in enumerate(units)
    ]
    return csvio.write(("uCode", "level", "code", "score", "rank"), rows, ids=("uCode", "code"))


def treatment(codes: Sequence[str], index: Index) -> bytes:
    """One row an indicator; cells are empty where nothing was measured or done."""
    rows: list[Sequence[Cell]] = [
        (code, one.pass0, one.skew0, one.kurt0, one.moved, one.side, one.log, one.pass1, one.skew1, one.kurt1)
        for code, one in zip(codes, index.treatments, strict=True)
    ]
    return csvio.write(TREATMENT_COLUMNS, rows, ids=("iCode",))


def intervals(units: Sequence[str], found: RankIntervals) -> bytes:
    """One row a unit: nominal rank and the statistics of its replicated ranks."""
    columns = (found.nominal, found.mean, found.median, found.q5, found.q95)
    rows: list[Sequence[Cell]] = [(unit, *(float(of[i]) for of in columns)) for i, unit in enumerate(units)]
    return csvio.write(INTERVAL_COLUMNS, rows, ids=("uCode",))


def indices(found: Sensitivity) -> bytes:
    """One row a variable: first-order and total index."""
    rows: list[Sequence[Cell]] = [
        (name, float(si), float(sti)) for name, si, sti in zip(VARIABLES, found.si, found.sti, strict=True)
    ]
    return csvio.write(("Variable", "Si", "STi"), rows)


def _by_unit(units: Sequence[str], codes: Sequence[str], values: FloatArray) -> bytes:
    rows: list[Sequence[Cell]] = [
        (unit, *(float(value) for value in row)) for unit, row in zip(units, values, strict=True)
    ]
    return csvio.write(("uCode", *codes), rows, ids=("uCode",))
