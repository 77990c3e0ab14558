"""Votes and statements of a conversation: the long form, and the two vote files and the comments of a Polis export."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visioon.formats import csvio, digits
from visioon.formats.errors import InputError
from visioon.methods.opinion.votes import Votes, from_events

ROWS_AT_ONCE = 1024
LONG = ("participant", "statement", "vote")
EXPORT = ("voter-id", "comment-id", "vote")
NOT_STATEMENTS = frozenset({"participant", "xid", "group-id"})
COUNT_PREFIX = "n-"
REJECTED = -1
# Ids up to this many times the number of rows are counted in an array instead of sorted.
DENSE_IDS = 4
NO_VOTE = 2
MILLISECONDS = 1000


@dataclass(frozen=True)
class Conversation:
    """participants and statements: their ids in id order, as the rows and columns of votes."""

    participants: list[str]
    statements: list[str]
    votes: Votes


def read_votes(path: str | Path) -> Conversation:
    """Read votes in any of three forms, told apart by their columns; no value of a published grouping is read.

    participant, statement, vote[, timestamp]: a row a vote. A Polis votes.csv: the same as voter-id, comment-id,
    vote, timestamp. A Polis participants-votes.csv: a row a participant, a column a statement, empty = no vote.
    agree = 1, pass = 0, disagree = -1. The file is streamed. Raises InputError.
    """
    file = str(path)
    with _same_errors_as_csvio(file), Path(path).open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        columns = _header(next((cells for cells in reader if cells), []), file)
        events = _Events(_Source(file, columns, reader))
        if form := _form(columns, file):
            cells = digits.read(path, len(columns))
            if cells is None:
                events.take_rows(*form)
            else:
                events.take_numbers(cells, *form)
        else:
            events.take_matrix()
    return events.conversation()


def read_marked(path: str | Path) -> frozenset[str]:
    """Ids in a Polis comments.csv that moderators rejected (moderated = -1) or that are about the talk (is-meta)."""
    table = csvio.read(path, required=("comment-id",))
    marked = set()
    for row in range(len(table.rows)):
        statement = table.text(row, "comment-id", required=True)
        rejected = "moderated" in table.columns and table.number(row, "moderated") == REJECTED
        if statement is not None and (rejected or _is_meta(table, row)):
            marked.add(statement)
    return frozenset(marked)


def _is_meta(table: csvio.Table, row: int) -> bool:
    text = table.text(row, "is-meta") if "is-meta" in table.columns else None
    known = {None: False, "false": False, "0": False, "true": True, "1": True}
    if (text and text.lower()) not in known:
        raise table.error(f"true or false was expected, found {text!r}", row, "is-meta")
    return known[text and text.lower()]


@contextmanager
def _same_errors_as_csvio(file: str) -> Iterator[None]:
    """Where streaming cannot open, decode or split the file, let csvio say where and why."""
    try:
        yield
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        csvio.read(file)
        raise InputError(f"a CSV file in UTF-8 was expected ({wrong})", file=file) from wrong


def _header(cells: Sequence[str], file: str) -> tuple[str, ...]:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return csvio.parse(text.getvalue().encode() if cells else b"", file=file).columns


def _form(columns: tuple[str, ...], file: str) -> tuple[str, str, str] | None:
    """The names of participant, statement and vote in a file with a row a vote, None for a matrix."""
    if {"voter-id", "comment-id"} & set(columns):
        return _complete(EXPORT, columns, file)
    if {"statement", "vote"} & set(columns):
        return _complete(LONG, columns, file)
    if "participant" not in columns:
        raise InputError(
            "the columns participant, statement, vote or those of a Polis export were expected",
            file=file,
            row=csvio.HEADER_ROW,
        )
    return None


def _complete(form: tuple[str, str, str], columns: tuple[str, ...], file: str) -> tuple[str, str, str]:
    for name in form:
        if name not in columns:
            raise InputError("a column of this name was expected", file=file, row=csvio.HEADER_ROW, column=name)
    return form


class _Unexpected(ValueError):
    """A cell text that cannot be read; whoever knows the column finds the row."""

    def __init__(self, text: str, expected: str) -> None:
        self.text, self.expected = text, expected
        super().__init__(expected)


class _Ids(dict[str, int]):
    """Raw cell text -> index of the id, numbered as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, int] = {}

    def __missing__(self, text: str) -> int:
        if text in csvio.MISSING:
            raise _Unexpected(text, "a value was expected, the cell is empty")
        if "\0" in text:
            raise _Unexpected(text, "text was expected, found a NUL byte")
        self[text] = self.places.setdefault(csvio.unguard(text), len(self.places))
        return self[text]

    def numbered(self, ids: NDArray[np.int64]) -> NDArray[np.int32]:
        """The indices of ids that are whole numbers."""
        if ids.min(initial=0) >= 0 and ids.max(initial=0) < DENSE_IDS * len(ids):
            present = np.zeros(ids.max(initial=0) + 1, dtype=bool)
            present[ids] = True
            different, index = np.flatnonzero(present), (np.cumsum(present) - 1)[ids]
        else:
            different, index = np.unique(ids, return_inverse=True)
        places = np.array([self[text] for text in map(str, different.tolist())], dtype=np.int32)
        return np.asarray(places[index])

    def sorted(self) -> tuple[list[str], NDArray[np.int32]]:
        """The ids in id order, and for each index the place in that order."""
        ids = csvio.sort_ids(self.places)
        place = np.empty(len(ids), dtype=np.int32)
        place[[self.places[text] for text in ids]] = np.arange(len(ids), dtype=np.int32)
        return ids, place


class _VoteCodes(dict[str, int]):
    """Raw cell text -> -1, 0, 1; or NO_VOTE for a missing cell where that is allowed."""

    def __init__(self, *, may_miss: bool) -> None:
        super().__init__(dict.fromkeys(csvio.MISSING, NO_VOTE) if may_miss else {})

    def __missing__(self, text: str) -> int:
        try:
            value = csvio.parse_number(csvio.unguard(text))
        except ValueError:
            value = float(NO_VOTE)
        if value not in {-1, 0, 1}:
            raise _Unexpected(text, f"1 (agree), 0 (pass) or -1 (disagree) was expected, found {text[:40]!r}")
        self[text] = int(value)
        return self[text]


@dataclass
class _Source:
    """The rows of a file after its header, in portions of equal width."""

    file: str
    columns: tuple[str, ...]
    reader: Iterator[list[str]]
    row: int = field(default=csvio.HEADER_ROW, init=False)

    def portions(self, rows_at_once: int) -> Iterator[tuple[list[int], list[list[str]]]]:
        """Row numbers and rows; blank lines are counted and passed over."""
        while rows := list(islice(self.reader, rows_at_once)):
            first = self.row + 1
            self.row += len(rows)
            numbers = list(range(first, first + len(rows)))
            if set(map(len, rows)) != {len(self.columns)}:
                numbers, rows = self._checked(numbers, rows)
            if rows:
                yield numbers, rows

    def _checked(self, numbers: list[int], rows: list[list[str]]) -> tuple[list[int], list[list[str]]]:
        kept = [(number, cells) for number, cells in zip(numbers, rows, strict=True) if cells]
        for number, cells in kept:
            if len(cells) != len(self.columns):
                expected = f"{len(self.columns)} cells were expected, found {len(cells)}"
                raise InputError(expected, file=self.file, row=number)
        return [number for number, _ in kept], [cells for _, cells in kept]

    def codes(
        self, name: str, cells: Sequence[str], numbers: Sequence[int], code: Callable[[str], int]
    ) -> NDArray[np.int32]:
        """The code of each cell of one column; a cell that has none is an InputError with its row."""
        try:
            return np.fromiter(map(code, cells), dtype=np.int32, count=len(cells))
        except _Unexpected as wrong:
            row = numbers[cells.index(wrong.text)]
            raise InputError(wrong.expected, file=self.file, row=row, column=name) from None


class _Events:
    """The vote events of a file as they come, by index of participant and statement."""

    def __init__(self, source: _Source) -> None:
        self.source = source
        self.participants, self.statements = _Ids(), _Ids()
        self.rows: list[NDArray[np.int32]] = []
        self.columns: list[NDArray[np.int32]] = []
        self.values: list[NDArray[np.int8]] = []
        self.times: list[NDArray[np.float64]] = []

    def take_rows(self, participant: str, statement: str, vote: str) -> None:
        """A row a vote, with a time where the file has the column timestamp."""
        source, codes = self.source, _VoteCodes(may_miss=False)
        place = {name: source.columns.index(name) for name in source.columns}
        for numbers, rows in source.portions(ROWS_AT_ONCE):
            cells = list(zip(*rows, strict=True))

            def coded(name: str, code: Callable[[str], int]) -> NDArray[np.int32]:
                return source.codes(name, cells[place[name]], numbers, code)  # noqa: B023 - used at once

            self.rows.append(coded(participant, self.participants.__getitem__))
            self.columns.append(coded(statement, self.statements.__getitem__))
            self.values.append(coded(vote, codes.__getitem__).astype(np.int8))
            if "timestamp" in place:
                self.times.append(_instants(source, cells[place["timestamp"]], numbers))

    def take_numbers(self, cells: digits.Columns, participant: str, statement: str, vote: str) -> None:
        """The same from a file of nothing but whole numbers, without making a text of each cell."""
        place = {name: position for position, name in enumerate(self.source.columns)}
        value = cells[place[vote]]
        wrong = np.flatnonzero((value < -1) | (value > 1))
        if len(wrong):
            expected = f"1 (agree), 0 (pass) or -1 (disagree) was expected, found '{value[wrong[0]]}'"
            row = int(wrong[0]) + csvio.HEADER_ROW + 1
            raise InputError(expected, file=self.source.file, row=row, column=vote)
        self.rows.append(self.participants.numbered(cells[place[participant]]))
        self.columns.append(self.statements.numbered(cells[place[statement]]))
        self.values.append(value.astype(np.int8))
        if "timestamp" in place:
            self.times.append(cells[place["timestamp"]].astype(np.float64))

    def take_matrix(self) -> None:
        """A row a participant, a column a statement."""
        source, codes = self.source, _VoteCodes(may_miss=True)
        owner = source.columns.index("participant")
        places = [place for place, name in enumerate(source.columns) if _is_statement(name)]
        columns = np.array([self.statements[source.columns[place]] for place in places], dtype=np.int32)
        for numbers, rows in source.portions(1):
            cells, number = rows[0], numbers[0]
            person = source.codes("participant", [cells[owner]], numbers, self.participants.__getitem__)
            try:
                value = np.array([codes[cells[place]] for place in places], dtype=np.int8)
            except _Unexpected as wrong:
                name = next(source.columns[place] for place in places if cells[place] == wrong.text)
                raise InputError(wrong.expected, file=source.file, row=number, column=name) from None
            voted = np.flatnonzero(value != NO_VOTE)
            self.rows.append(np.repeat(person, len(voted)))
            self.columns.append(columns[voted])
            self.values.append(value[voted])

    def conversation(self) -> Conversation:
        participants, person = self.participants.sorted()
        statements, subject = self.statements.sorted()
        if not sum(map(len, self.values)):
            raise InputError("at least one vote was expected", file=self.source.file)
        votes = from_events(
            person[np.concatenate(self.rows)],
            subject[np.concatenate(self.columns)],
            np.concatenate(self.values),
            shape=(len(participants), len(statements)),
            time=np.concatenate(self.times) if self.times else None,
        )
        return Conversation(participants, statements, votes)


def _is_statement(name: str) -> bool:
    return name not in NOT_STATEMENTS and not name.startswith(COUNT_PREFIX)


def _instants(source: _Source, cells: Sequence[str], numbers: Sequence[int]) -> NDArray[np.float64]:
    """When each vote was cast: numbers as they are, ISO 8601 as milliseconds since 1970, missing before all others."""
    digits = "".join(cells)
    if digits.isascii() and digits.isdigit() and "" not in cells:
        return np.array(cells, dtype=np.str_).astype(np.float64)
    found = np.empty(len(cells))
    for place, (text, number) in enumerate(zip(cells, numbers, strict=True)):
        try:
            found[place] = -np.inf if text in csvio.MISSING else _instant(csvio.unguard(text))
        except ValueError:
            expected = f"a number or an ISO 8601 time was expected, found {text[:40]!r}"
            raise InputError(expected, file=source.file, row=number, column="timestamp") from None
    return found


def _instant(text: str) -> float:
    try:
        return csvio.parse_number(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * MILLISECONDS
