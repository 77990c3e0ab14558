"""The reference data ASEM and its example pipeline, and how a reference table is read and compared."""

from dataclasses import dataclass

import numpy as np

from visioon.formats import coinr, csvio
from visioon.formats.coinr import Meta
from visioon.formats.csvio import Table
from visioon.formats.tests.reference import reference_data
from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.impute import Imputation
from visioon.methods.composite.normalise import Normalisation, normalise
from visioon.methods.composite.panel import Panel
from visioon.methods.composite.pipeline import Data, Parameters
from visioon.methods.composite.steps import Steps, run
from visioon.methods.composite.structure import Structure

UNIT = "EST"


@dataclass(frozen=True)
class Asem:
    """meta: iMeta as read; steps: the example pipeline; targets: Target of each indicator."""

    meta: Meta
    steps: Steps
    targets: FloatArray

    @property
    def structure(self) -> Structure:
        return self.steps.structure

    @property
    def codes(self) -> tuple[str, ...]:
        return self.structure.codes(1)

    @property
    def screened(self) -> FloatArray:
        return self.steps.index.prepared.imputed

    @property
    def row(self) -> int:
        return self.steps.data.units.index(UNIT)

    def from_1_to_100(self) -> FloatArray:
        found, _ = normalise(self.steps.index.treated, self.structure.directions, Normalisation("minmax", 1, 100))
        return found


def read() -> Asem:
    meta = coinr.read_meta(reference_data("asem", "asem_iMeta.csv"))
    units = coinr.read_data(reference_data("asem", "asem_iData.csv"), meta)
    parameters = Parameters(parse_aggregations("amean", 3), Imputation.parse("group-mean:EurAsia_group"))
    table = csvio.read(reference_data("asem", "asem_iMeta.csv"))
    targets = {row["iCode"]: table.number(i, "Target") for i, row in enumerate(table.rows)}
    structure = meta.structure
    aims = np.array([targets[code] for code in structure.codes(1)], dtype=np.float64)
    return Asem(meta, run(structure, units.data, parameters), aims)


def panel(asem: Asem) -> Panel:
    table = csvio.read(reference_data("asem", "asem_iData_panel.csv"))
    units = tuple(row["uCode"] or "" for row in table.rows)
    return Panel(Data(units, numbers(table, asem.codes)), numbers(table, ("Time",))[:, 0])


def reference(name: str) -> Table:
    return csvio.read(reference_data("coinr_reference", name))


def numbers(table: Table, columns: tuple[str, ...]) -> FloatArray:
    """(rows, columns) of a table, NaN missing; Inf is read as infinite."""

    def cell(row: int, column: str) -> float | None:
        return float("inf") if table.text(row, column) == "Inf" else table.number(row, column)

    return np.array([[cell(i, name) for name in columns] for i in range(len(table.rows))], dtype=np.float64)


def by_key(table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> dict[tuple[str, ...], FloatArray]:
    """The numbers of columns of each row, by the texts of its key columns."""
    cells = numbers(table, columns)
    return {tuple(row[key] or "" for key in keys): cells[i] for i, row in enumerate(table.rows)}


def unit_table(table: Table, columns: tuple[str, ...], units: tuple[str, ...]) -> FloatArray:
    """(units, columns) in the order of units; the table has these units and no others."""
    found = by_key(table, ("uCode",), columns)
    assert sorted(found) == sorted((unit,) for unit in units)
    return np.stack([found[unit,] for unit in units])


def assert_close(found: FloatArray, expected: FloatArray, tolerance: float) -> None:
    """Missing where missing, infinite where infinite, and within the tolerance relative to max(1, |value|)."""
    found, expected = np.asarray(found, dtype=float), np.asarray(expected, dtype=float)
    assert found.shape == expected.shape
    np.testing.assert_array_equal(np.isnan(found), np.isnan(expected))
    np.testing.assert_array_equal(np.isinf(found), np.isinf(expected))
    there = np.isfinite(expected)
    error = np.abs(found[there] - expected[there]) / np.maximum(1.0, np.abs(expected[there]))
    assert error.max(initial=0.0) <= tolerance
