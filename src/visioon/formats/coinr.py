"""COINr's two input files: iData (one row a unit) and iMeta (one row a column of iData or an aggregate)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from visioon.formats import csvio
from visioon.formats.csvio import Table
from visioon.formats.errors import InputError
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.denominate import LARGEST, SMALLEST
from visioon.methods.composite.pipeline import Data
from visioon.methods.composite.structure import Aggregate, Indicator, Structure, StructureError

META_COLUMNS = ("Level", "iCode", "iName", "Direction", "Weight", "Parent", "Type")
META_OPTIONAL = ("Unit", "Target", "Denominator")
UNIT_CODE, UNIT_NAME, TIME = "uCode", "uName", "Time"


@dataclass(frozen=True)
class Meta:
    """A read iMeta: the checked tree, the column names of each other type, the names of codes, what was not used."""

    file: str
    structure: Structure
    groups: tuple[str, ...]
    denominators: tuple[str, ...]
    others: tuple[str, ...]
    names: dict[str, str]
    unused_columns: tuple[str, ...]

    @property
    def data_columns(self) -> tuple[str, ...]:
        """Every column that iData may have besides uCode."""
        indicators = tuple(indicator.code for indicator in self.structure.indicators)
        return (UNIT_NAME, TIME, *indicators, *self.denominators, *self.groups, *self.others)


@dataclass(frozen=True)
class UnitTable:
    """A read iData: values for the index with units in the order of their ids, and their rows in the file."""

    table: Table
    data: Data
    rows: tuple[int, ...]

    def error(self, expected: str, unit: int, column: str) -> InputError:
        """The InputError for a cell of a unit, counted as in data.units."""
        return self.table.error(expected, self.rows[unit], column)


def read_meta(path: str | Path) -> Meta:
    """Read iMeta. Raises InputError where it is no tree of indicators (level 1) under one top code."""
    return meta(csvio.read(path, required=META_COLUMNS))


def read_data(path: str | Path, described: Meta) -> UnitTable:
    """Read iData as its iMeta describes it. Raises InputError for a column or cell that does not fit."""
    return unit_table(csvio.read(path, required=(UNIT_CODE,)), described)


def meta(table: Table) -> Meta:
    """The same as read_meta, of a table already read."""
    by_type: dict[str, list[int]] = {name: [] for name in ("Indicator", "Aggregate", "Group", "Denominator", "Other")}
    for row in range(len(table.rows)):
        kind = table.text(row, "Type", required=True) or ""
        if kind not in by_type:
            raise table.error(f"one of {', '.join(by_type)} was expected, found {kind!r}", row, "Type")
        by_type[kind].append(row)
    _check_codes(table)
    codes = {kind: tuple(_code(table, row) for row in rows) for kind, rows in by_type.items()}
    unused = tuple(column for column in table.columns if column not in (*META_COLUMNS, *META_OPTIONAL))
    structure = _structure(table, by_type["Indicator"], by_type["Aggregate"], codes["Denominator"])
    names = {_code(table, row): table.text(row, "iName") or _code(table, row) for row in range(len(table.rows))}
    return Meta(table.file, structure, codes["Group"], codes["Denominator"], codes["Other"], names, unused)


def unit_table(table: Table, described: Meta) -> UnitTable:
    """The same as read_data, of a table already read."""
    for column in table.columns:
        if column not in (UNIT_CODE, *described.data_columns):
            raise table.error("a column that META knows was expected", column=column)
    units = _units(table)
    rows = tuple(units[unit] for unit in csvio.sort_ids(units))
    structure = described.structure
    values = _numbers(table, rows, [indicator.code for indicator in structure.indicators])
    used = sorted({one.denominator for one in structure.indicators if one.denominator})
    sizes = _numbers(table, rows, used)
    data = Data(
        units=tuple(csvio.sort_ids(units)),
        values=values,
        denominators={code: sizes[:, place] for place, code in enumerate(used)},
        groups={code: [table.text(row, code) for row in rows] for code in described.groups if code in table.columns},
    )
    return UnitTable(table, data, rows)


def _code(table: Table, row: int) -> str:
    return table.text(row, "iCode", required=True) or ""


def _check_codes(table: Table) -> None:
    seen: set[str] = {UNIT_CODE, UNIT_NAME, TIME}
    for row in range(len(table.rows)):
        code = _code(table, row)
        if code in seen:
            raise table.error(f"each code once was expected, found {code!r} again", row, "iCode")
        seen.add(code)


def _structure(
    table: Table, indicators: Sequence[int], aggregates: Sequence[int], denominators: tuple[str, ...]
) -> Structure:
    rows = {_code(table, row): row for row in (*indicators, *aggregates)}
    try:
        return Structure(
            tuple(_indicator(table, row, denominators) for row in indicators),
            tuple(_aggregate(table, row) for row in aggregates),
        )
    except StructureError as wrong:
        raise table.error(wrong.expected, rows.get(wrong.code or ""), wrong.field) from wrong


def _indicator(table: Table, row: int, denominators: tuple[str, ...]) -> Indicator:
    if _integer(table, row, "Level") != 1:
        raise table.error("1 was expected, the level of an indicator", row, "Level")
    denominator = table.text(row, "Denominator")
    if denominator is not None and denominator not in denominators:
        raise table.error(f"a code of type Denominator was expected, found {denominator!r}", row, "Denominator")
    if "Target" in table.columns:
        table.number(row, "Target")
    return Indicator(
        code=_code(table, row),
        direction=_integer(table, row, "Direction"),
        weight=_required(table, row, "Weight"),
        parent=table.text(row, "Parent", required=True) or "",
        denominator=denominator,
    )


def _aggregate(table: Table, row: int) -> Aggregate:
    if table.number(row, "Direction") not in (1.0, None):
        raise table.error("1 or nothing was expected, an aggregate is never turned round", row, "Direction")
    parent = table.text(row, "Parent")
    # Nothing is weighted against the top, so its weight may be left out.
    weight = _required(table, row, "Weight") if parent or table.text(row, "Weight") else 1.0
    return Aggregate(_code(table, row), _integer(table, row, "Level"), weight, parent)


def _required(table: Table, row: int, column: str) -> float:
    number = table.number(row, column, required=True)
    return 0.0 if number is None else number


def _integer(table: Table, row: int, column: str) -> int:
    number = _required(table, row, column)
    if not number.is_integer() or abs(number) > 1e6:
        raise table.error(f"a whole number was expected, found {number:g}", row, column)
    return int(number)


def _units(table: Table) -> dict[str, int]:
    """uCode -> row; InputError for a repeated or missing one or for none at all."""
    units: dict[str, int] = {}
    for row in range(len(table.rows)):
        code = table.text(row, UNIT_CODE, required=True) or ""
        if code in units:
            raise table.error(f"each unit once was expected, found {code!r} again", row, UNIT_CODE)
        units[code] = row
    if not units:
        raise table.error("at least one unit was expected")
    return units


def _numbers(table: Table, rows: Sequence[int], columns: Sequence[str]) -> FloatArray:
    """The numbers of columns, (rows, columns), NaN missing."""
    for column in columns:
        if column not in table.columns:
            raise table.error("a column of this name was expected, META names it", column=column)
    numbers: Callable[[int, str], float | None] = table.number
    result = np.full((len(rows), len(columns)), np.nan)
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            value = numbers(row, column)
            if value is None:
                continue
            if value and not SMALLEST <= abs(value) <= LARGEST:
                raise table.error(f"a number from {SMALLEST:g} to {LARGEST:g} in size, or 0, was expected", row, column)
            result[i, j] = value
    return result
