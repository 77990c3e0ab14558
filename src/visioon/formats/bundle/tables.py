"""Open data beside the editions: CSV tables and the dictionary that says what each column means."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from visioon.formats import csvio
from visioon.formats.errors import InputError

FOLDER = "tables/"
DICTIONARY = f"{FOLDER}dictionary.csv"
_FIELDS = ("table", "column", "type", "unit", "meaning")


@dataclass(frozen=True)
class Column:
    """type: text, integer, number, date, ...; unit: empty where there is none; meaning: one plain sentence."""

    name: str
    type: str
    unit: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """data: the bytes of the CSV file, its header the names of columns in their order."""

    name: str
    columns: tuple[Column, ...]
    data: bytes

    @property
    def file(self) -> str:
        return f"{FOLDER}{self.name}.csv"


def table(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[csvio.Cell]], *, ids: Iterable[str] = ()
) -> Table:
    """The table of these rows, cells in the order of columns; ids: columns that are never guarded, see csvio.write."""
    return Table(name, tuple(columns), csvio.write([column.name for column in columns], rows, ids=ids))


def dictionary(tables: Iterable[Table]) -> bytes:
    """tables/dictionary.csv: one row a column, tables by name, columns in their order."""
    rows = [
        (one.name, column.name, column.type, column.unit, column.meaning)
        for one in sorted(tables, key=lambda one: one.name)
        for column in one.columns
    ]
    return csvio.write(_FIELDS, rows)


def read(members: Mapping[str, bytes]) -> tuple[Table, ...]:
    """The tables among the members of a bundle. Raises InputError where the dictionary or a header does not fit."""
    described: dict[str, list[Column]] = {}
    parsed = csvio.parse(members.get(DICTIONARY, b""), file=DICTIONARY, required=_FIELDS, optional=())
    for row in parsed.rows:
        name, *column = (row[field] or "" for field in _FIELDS)
        described.setdefault(name, []).append(Column(*column))
    return tuple(_tables(members, described))


def _tables(members: Mapping[str, bytes], described: Mapping[str, list[Column]]) -> Iterator[Table]:
    files = {name: name.removeprefix(FOLDER).removesuffix(".csv") for name in members if name.startswith(FOLDER)}
    del files[DICTIONARY]
    for absent in sorted(described.keys() - set(files.values())):
        raise InputError(f"the table {absent} was expected beside it", file=DICTIONARY)
    for file, name in sorted(files.items()):
        columns = tuple(described.get(name, ()))
        if csvio.parse(members[file], file=file).columns != tuple(column.name for column in columns):
            raise InputError("exactly the columns that the dictionary describes were expected", file=file)
        yield Table(name, columns, members[file])
