"""Tables in: a file is read, compared row by row with what is there, shown, and only then applied.

Between showing and applying the file is held by its hash; the comparison is made anew when it is applied, and its
fingerprint says whether what was shown still holds.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from visioon.formats import csvio, xlsx
from visioon.formats.canonical import digest
from visioon.formats.csvio import Table
from visioon.formats.errors import InputError
from visioon.kernel import files

Verdict = Literal["added", "changed", "same", "rejected"]
VERDICTS: tuple[Verdict, ...] = ("added", "changed", "same", "rejected")
Cells = Mapping[str, str | None]
MOST_FILE = 8 * 1024 * 1024
_DIGITS = 12


@dataclass(frozen=True)
class Change:
    """What a row changes: a column, what stands there now, and what the file says."""

    column: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Problem:
    """Why a row is not taken, in the reader's language; column: where, or empty for the row as a whole."""

    words: str
    column: str = ""


@dataclass(frozen=True)
class Line:
    """One row of the file. row: its number as the program shows it. near: names of what it may be a double of."""

    row: int
    key: str
    verdict: Verdict
    cells: Cells
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """A file compared with what is there. missing: keys that are there and that the file does not name."""

    file: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    missing: tuple[str, ...]

    def count(self, verdict: Verdict) -> int:
        return sum(line.verdict == verdict for line in self.lines)

    @property
    def counts(self) -> dict[str, int]:
        return {verdict: self.count(verdict) for verdict in VERDICTS}

    @property
    def wanted(self) -> tuple[Line, ...]:
        """What applying would write."""
        return tuple(line for line in self.lines if line.verdict in ("added", "changed"))

    @property
    def fingerprint(self) -> str:
        """Of what applying would write; another one means that the world changed since the preview was shown."""
        return digest(repr([(line.row, line.verdict, line.key, line.changes) for line in self.lines]).encode())


def read(data: bytes, *, file: str, required: Sequence[str], optional: Sequence[str]) -> Table:
    """A CSV or XLSX file as a table. Raises InputError."""
    if len(data) > MOST_FILE:
        raise InputError(f"a file of at most {MOST_FILE // 1024 // 1024} MB was expected", file=file)
    parse = xlsx.parse if xlsx.is_workbook(data) else csvio.parse
    return parse(data, file=file, required=required, optional=optional)


def hold(data: bytes) -> str:
    """Keep an uploaded file until it is applied; its hash. It may be forgotten: then it is uploaded again."""
    hash_ = digest(data)
    files.remembered(hash_, lambda: data)
    return hash_


def held(hash_: str) -> bytes:
    """The file that was uploaded. Raises LookupError where it is forgotten or the hash is none."""

    def gone() -> bytes:
        raise LookupError(hash_)

    try:
        return files.remembered(hash_, gone)
    except ValueError:
        raise LookupError(hash_) from None


def preview(
    table: Table,
    *,
    key: str,
    known: Mapping[str, Cells],
    check: Callable[[Cells], Sequence[Problem]],
    near: Callable[[Cells], Sequence[str]] = lambda _cells: (),
) -> Preview:
    """Compare a file with what is there, row by row.

    key: the column that names a row; an empty one means a new row. known: what is there by its key, with the cells
    as they are exported. Columns that the file does not have stay as they are; an empty cell empties. check: what is
    wrong with the cells of a row (for a known row completed by what is there). near: possible doubles of a new row.
    """
    twice = {name for name, n in Counter(row.get(key) or "" for row in table.rows).items() if name and n > 1}
    lines = tuple(
        _line(row, number, key=key, known=known, twice=twice, check=check, near=near)
        for row, number in zip(table.rows, table.row_numbers, strict=True)
    )
    named = {line.key for line in lines}
    return Preview(table.file, table.columns, lines, tuple(name for name in known if name not in named))


def _line(
    row: Cells,
    number: int,
    *,
    key: str,
    known: Mapping[str, Cells],
    twice: set[str],
    check: Callable[[Cells], Sequence[Problem]],
    near: Callable[[Cells], Sequence[str]],
) -> Line:
    name = row.get(key) or ""
    before = known.get(name)
    whole = {**(before or {}), **row}
    if name in twice:
        return Line(number, name, "rejected", whole, problems=(Problem(str(_("This row stands here twice.")), key),))
    problems = tuple(check(whole))
    if problems:
        return Line(number, name, "rejected", whole, problems=problems)
    if before is None:
        return Line(number, name, "added", whole, near=tuple(near(whole)))
    changes = tuple(Change(column, before.get(column), cell) for column, cell in row.items() if column != key)
    changes = tuple(one for one in changes if not _same(one.before, one.after))
    return Line(number, name, "changed" if changes else "same", whole, changes)


def _same(before: str | None, after: str | None) -> bool:
    """Equal as text, or as numbers to 12 digits: programs write 0.5 as 0.50 and lose the last digits."""
    if (before or None) == (after or None):
        return True
    if not before or not after:
        return False
    try:
        return f"{csvio.parse_number(before):.{_DIGITS}g}" == f"{csvio.parse_number(after):.{_DIGITS}g}"
    except ValueError:
        return before.replace("\r\n", "\n").rstrip() == after.replace("\r\n", "\n").rstrip()
