"""CSV as all commands read and write it: RFC 4180, UTF-8, LF, decimal point, columns by name, missing = empty or NA."""

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from visioon.formats.errors import InputError

Cell = str | int | float | bool | None
HEADER_ROW = 1
MISSING = frozenset({"", "NA"})
_SPECIAL = re.compile('[",\r\n]')
_BOM = b"\xef\xbb\xbf"
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\Z")
# A quote that already stands before such a sign is doubled too, so that removing one gives back the text as it was.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True)
class Table:
    """One CSV file in memory: cells by column name, None = missing; row_numbers say where a row stands in the file."""

    file: str
    columns: tuple[str, ...]
    rows: list[dict[str, str | None]]
    row_numbers: tuple[int, ...]

    def error(self, expected: str, row_index: int | None = None, column: str | None = None) -> InputError:
        """The InputError for one cell, row or column of this table (row_index counts from 0)."""
        row = HEADER_ROW if row_index is None else self.row_numbers[row_index]
        return InputError(expected, file=self.file, row=row, column=column)

    def text(self, row_index: int, column: str, *, required: bool = False) -> str | None:
        """The text of a cell, None where missing; InputError where it is missing and required."""
        value = self.rows[row_index].get(column)
        if value is None and required:
            raise self.error("a value was expected, the cell is empty", row_index, column)
        return value

    def number(self, row_index: int, column: str, *, required: bool = False) -> float | None:
        """The number of a cell, None where missing; InputError where it is not a finite decimal number."""
        value = self.text(row_index, column, required=required)
        if value is None:
            return None
        try:
            return parse_number(value)
        except ValueError:
            raise self.error(f"a finite number was expected, found {value[:40]!r}", row_index, column) from None


def read(
    path: str | Path, required: Sequence[str] = (), optional: Sequence[str] | None = None, *, name: str | None = None
) -> Table:
    """Read a CSV file.

    required: columns that must be there. optional: the only other columns allowed (None: any). name: how errors call
    the file (default: its path). Raises InputError for anything RFC 4180, UTF-8 or these columns do not allow.
    """
    file = name or str(path)
    try:
        data = Path(path).read_bytes()
    except OSError as wrong:
        raise InputError(f"a readable file was expected ({wrong.strerror})", file=file) from wrong
    return parse(data, file=file, required=required, optional=optional)


def parse(data: bytes, *, file: str, required: Sequence[str] = (), optional: Sequence[str] | None = None) -> Table:
    """The same as read, from bytes; file is the name that errors use."""
    records = _records(_decoded(data, file), file)
    if not records:
        raise InputError("a header row was expected, the file is empty", file=file, row=HEADER_ROW)
    columns = tuple(unguard(cell) for cell in records[0][1])
    check_header(columns, file, required, optional)
    rows = [_row(columns, cells, number, file) for number, cells in records[1:]]
    return Table(file, columns, rows, tuple(number for number, _ in records[1:]))


def check_header(
    columns: Sequence[str],
    file: str,
    required: Sequence[str],
    optional: Sequence[str] | None,
    row: int = HEADER_ROW,
) -> None:
    """Every column named, once, none of the required missing, and no other than these and the optional ones.

    Raises InputError; optional None allows any.
    """
    seen: set[str] = set()
    for place, column in enumerate(columns, 1):
        if not column:
            raise InputError("a column name was expected", file=file, row=row, column=str(place))
        if column in seen:
            raise InputError("each column name once was expected", file=file, row=row, column=column)
        seen.add(column)
    for column in required:
        if column not in seen:
            raise InputError("a column of this name was expected", file=file, row=row, column=column)
    allowed = None if optional is None else [*required, *optional]
    for column in columns:
        if allowed is not None and column not in allowed:
            expected = f"one of the columns {', '.join(allowed)} was expected"
            raise InputError(expected, file=file, row=row, column=column)


def write(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, ids: Iterable[str] = ()) -> bytes:
    """The bytes of a CSV file: a header and one sequence of cells a row, in the order of columns.

    None and NaN are missing. Text that a spreadsheet could take for a formula gets a leading ', except in the
    columns named in ids. Raises ValueError for an infinite number or a row of another length.
    """
    unguarded = frozenset(ids)
    guards = [column not in unguarded for column in columns]
    lines = [_line_text([_quoted(column) for column in columns])]
    for row in rows:
        cells = zip(row, guards, strict=True)
        lines.append(_line_text([_quoted(_cell_text(cell, guarded)) for cell, guarded in cells]))
    return "".join(lines).encode()


def number_text(value: float) -> str:
    """The shortest text that reads back to the same float; whole numbers without a point, -0.0 as 0, NaN as missing."""
    number = float(value)
    if math.isnan(number):
        return ""
    if math.isinf(number):
        raise ValueError("an infinite number cannot be written")
    text = repr(number or 0.0)
    return text.removesuffix(".0")


def parse_number(text: str) -> float:
    """The finite float that a decimal text means; ValueError for anything else (inf, nan, 1_000, 1,5, spaces)."""
    if not _NUMBER.match(text):
        raise ValueError(text)
    number = float(text)
    if math.isinf(number):
        raise ValueError(text)
    return number


def id_key(text: str) -> tuple[int, int, str]:
    """The sort key of an id: ids that are all digits by their integer, before all others by code point."""
    if text.isascii() and text.isdigit():
        return (0, int(text), text)
    return (1, 0, text)


def sort_ids(ids: Iterable[str]) -> list[str]:
    """The ids in their one order, see id_key."""
    return sorted(ids, key=id_key)


def guard(text: str) -> str:
    """Text made safe for spreadsheets: a leading ' before anything that could be taken for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text as it was before guard."""
    return text[1:] if _GUARDED.match(text) else text


def _cell_text(cell: Cell, guarded: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guard(cell) if guarded else cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return str(cell) if isinstance(cell, int) else number_text(cell)


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _SPECIAL.search(text) else text


def _line_text(cells: list[str]) -> str:
    # An empty line would not read back as a row, so a lone missing cell is written as an empty quoted one.
    return "".join((",".join(cells) or '""', "\n"))


def _decoded(data: bytes, file: str) -> str:
    if not data.removeprefix(_BOM).strip(b"\r\n"):
        raise InputError("a header row was expected, the file is empty", file=file, row=HEADER_ROW)
    nul = data.find(b"\0")
    if nul >= 0:
        raise InputError("text was expected, found a NUL byte", file=file, row=_line(data, nul))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        row = _line(data, wrong.start)
        raise InputError(
            f"UTF-8 was expected, found byte 0x{wrong.object[wrong.start]:02x}", file=file, row=row
        ) from None


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + HEADER_ROW


def _records(text: str, file: str) -> list[tuple[int, list[str]]]:
    """All records with their number in the file; blank lines are counted and passed over."""
    records: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), HEADER_ROW):
            if cells:
                records.append((number, cells))
    except csv.Error as wrong:
        raise InputError(_csv_expectation(str(wrong)), file=file, row=number + 1) from None
    return records


def _csv_expectation(message: str) -> str:
    if "unexpected end" in message:
        return "a closing quote was expected, the file ends inside a quoted cell"
    if "expected after" in message:
        return "a comma or the end of the line was expected after a closing quote"
    return f"a CSV record was expected ({message})"


def _row(columns: tuple[str, ...], cells: list[str], number: int, file: str) -> dict[str, str | None]:
    if len(cells) != len(columns):
        raise InputError(f"{len(columns)} cells were expected, found {len(cells)}", file=file, row=number)
    return {
        column: None if cell in MISSING else unguard(cell) if cell[0] == "'" else cell
        for column, cell in zip(columns, cells, strict=True)
    }
