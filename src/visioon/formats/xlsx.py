"""Workbooks (Office Open XML): tables out with numbers as numbers and text as text, and the same tables in again.

A sheet is read into the same shape as a CSV file, so that whatever takes one takes the other.
"""

import io
import math
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from visioon.formats.csvio import HEADER_ROW, MISSING, Cell, Table, check_header, number_text
from visioon.formats.errors import InputError

MAGIC = b"PK\x03\x04"
MOST_BYTES = 200 * 1024 * 1024
MOST_PARTS = 2000
MOST_ROWS = 200_000
MOST_COLUMNS = 400
MOST_NAME = 31
_STILL = datetime(2000, 1, 1, tzinfo=UTC)
_FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST, _NARROWEST = 60, 9
_INK, _HEAD = "FF1A2321", "FFF1ECE2"


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook. name: of the tab, shortened to 31 signs. Cells as in CSV: None and NaN are missing.

    plain: lines of words without a head, as on a first sheet that says what the workbook is.
    """

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    plain: bool = False


def write(sheets: Sequence[Sheet], *, title: str, language: str = "", creator: str = "") -> bytes:
    """The bytes of a workbook; the same sheets give the same bytes. Raises ValueError without a sheet.

    Text stays text: nothing is taken for a formula, and codes with leading zeros keep them. Numbers keep 16 digits.
    """
    if not sheets:
        raise ValueError("a workbook has at least one sheet")
    book = Workbook()
    book.remove(book.active)
    for name, sheet in zip(_names(sheets), sheets, strict=True):
        _fill(book.create_sheet(name), sheet)
    about = book.properties
    about.title, about.language, about.creator = title, language or None, creator
    about.created = about.modified = _STILL
    raw = io.BytesIO()
    book.save(raw)
    return _still(raw.getvalue())


def is_workbook(data: bytes) -> bool:
    return data.startswith(MAGIC)


def parse(
    data: bytes,
    *,
    file: str,
    sheet: str | None = None,
    required: Sequence[str] = (),
    optional: Sequence[str] | None = None,
) -> Table:
    """One sheet (the first, or the one named) as a table; the first row names the columns.

    Numbers become their shortest text, dates ISO dates. Of a formula the value is read that the program stored.
    Raises InputError where the file is no workbook, too large, or has no such sheet or column.
    """
    _bounded(data, file)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as wrong:  # the library raises what its parts raise: KeyError, BadZipFile, ParseError, ValueError
        raise InputError(f"a readable workbook (.xlsx) was expected ({type(wrong).__name__})", file=file) from wrong
    try:
        return _table(list(_lines(_chosen(book, sheet, file), file)), file, required, optional)
    finally:
        book.close()


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Names of tabs: at most 31 signs, none of the forbidden ones, each once regardless of case."""
    taken: list[str] = []
    for number, sheet in enumerate(sheets, 1):
        name = " ".join(sheet.name.translate(_FORBIDDEN).split()).strip("'")[:MOST_NAME] or f"Sheet {number}"
        if name.casefold() in (known.casefold() for known in taken):
            tail = f" ({number})"
            name = name[: MOST_NAME - len(tail)] + tail
        taken.append(name)
    return taken


def _fill(tab: Any, sheet: Sheet) -> None:
    widths = [len(column) for column in sheet.columns] or [_WIDEST]
    if not sheet.plain:
        _head(tab, sheet.columns)
    start = 1 if sheet.plain else HEADER_ROW + 1
    for number, row in enumerate(sheet.rows, start):
        if not sheet.plain and len(row) != len(sheet.columns):
            raise ValueError(f"a row of {len(sheet.columns)} cells was expected, found {len(row)}")
        for place, value in enumerate(row, 1):
            _put(tab, number, place, value)
            if place <= len(widths):
                widths[place - 1] = max(widths[place - 1], _shown_length(value))
    for place, width in enumerate(widths, 1):
        tab.column_dimensions[get_column_letter(place)].width = min(_WIDEST, max(_NARROWEST, width + 2))


def _head(tab: Any, columns: Sequence[str]) -> None:
    for place, column in enumerate(columns, 1):
        _put(tab, HEADER_ROW, place, column)
        cell = tab.cell(HEADER_ROW, place)
        cell.font, cell.fill = Font(bold=True, color=_INK), PatternFill("solid", fgColor=_HEAD)
    tab.freeze_panes = "A2"
    tab.auto_filter.ref = f"A1:{get_column_letter(max(1, len(columns)))}1"


def _put(tab: Any, row: int, place: int, value: Cell) -> None:
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return
    if isinstance(value, float) and math.isinf(value):
        raise ValueError("an infinite number cannot be written")
    cell = tab.cell(row, place)
    if isinstance(value, str):
        cell.value = _clean(value)
        cell.data_type = "s"  # never a formula, never an error
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text=len(value) > _WIDEST, vertical="top")
    else:
        cell.value = value
        cell.alignment = Alignment(vertical="top")


def _clean(text: str) -> str:
    """Without the control signs that XML cannot carry."""
    return "".join(sign for sign in text if sign in "\t\n\r" or sign >= " ")[:32767]


def _shown_length(value: Cell) -> int:
    return max(map(len, str(value).splitlines()), default=0) if value is not None else 0


def _still(raw: bytes) -> bytes:
    """The same archive with fixed dates, its parts in their order."""
    still = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            about = zipfile.ZipInfo(part.filename, _FIRST_ZIP_DATE)
            about.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(about, _dated(part.filename, before.read(part)))
    return still.getvalue()


def _dated(name: str, part: bytes) -> bytes:
    """The library writes the moment of saving over the one that was set."""
    if name != "docProps/core.xml":
        return part
    head, mark, rest = part.partition(b"<dcterms:modified")
    _moment, end, tail = rest.partition(b"</dcterms:modified>")
    opening = _moment.partition(b">")[0]
    return head + mark + opening + b">" + b"2000-01-01T00:00:00Z" + end + tail if mark else part


def _bounded(data: bytes, file: str) -> None:
    """Refuse what is no archive, and one that would unpack to more than we are willing to read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError) as wrong:
        raise InputError("a workbook (.xlsx) was expected", file=file) from wrong
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise InputError(f"a workbook of at most {MOST_BYTES // 1024 // 1024} MB unpacked was expected", file=file)


def _chosen(book: Any, sheet: str | None, file: str) -> Any:
    tabs = book.worksheets
    if sheet is None and tabs:
        return tabs[0]
    for tab in tabs:
        if tab.title == sheet:
            return tab
    raise InputError(f"a sheet named {sheet!r} was expected" if sheet else "a sheet was expected", file=file)


def _lines(tab: Any, file: str) -> Iterator[tuple[int, list[str | None]]]:
    """Rows that are not empty, with their number as the program shows it."""
    tab.reset_dimensions()  # what a file says of its own size is not trusted
    for number, row in enumerate(tab.iter_rows(values_only=True), HEADER_ROW):
        if number > MOST_ROWS:
            raise InputError(f"at most {MOST_ROWS} rows were expected", file=file, row=number)
        cells = [_text(value, file, number, place) for place, value in enumerate(row, 1)]
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise InputError(f"at most {MOST_COLUMNS} columns were expected", file=file, row=number)
        if cells:
            yield number, cells


def _text(value: Any, file: str, row: int, place: int) -> str | None:
    column = get_column_letter(place)
    if value is None or isinstance(value, str):
        if value is not None and value.startswith("#") and value.rstrip("!?").isupper() and value[-1:] in "!?":
            raise InputError(f"a value was expected, the formula gives {value}", file=file, row=row, column=column)
        return None if value is None or value.strip() in MISSING else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        if not math.isfinite(value):
            raise InputError("a finite number was expected", file=file, row=row, column=column)
        return number_text(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time | datetime) else str(value)


def _table(
    lines: list[tuple[int, list[str | None]]], file: str, required: Sequence[str], optional: Sequence[str] | None
) -> Table:
    if not lines:
        raise InputError("a header row was expected, the sheet is empty", file=file, row=HEADER_ROW)
    at, head = lines[0]
    columns = tuple((cell or "").strip() for cell in head)
    check_header(columns, file, required, optional, at)
    rows = []
    for number, cells in lines[1:]:
        if len(cells) > len(columns):
            raise InputError(f"{len(columns)} cells were expected, found {len(cells)}", file=file, row=number)
        rows.append(dict(zip(columns, [*cells, *[None] * (len(columns) - len(cells))], strict=True)))
    return Table(file, columns, rows, tuple(number for number, _cells in lines[1:]))
