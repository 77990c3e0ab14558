"""One schema for a table both ways: what is exported is what is imported."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from visioon.formats.bundle import tables as files
from visioon.kernel.accounts.viewer import Viewer

LANGUAGES = ("et", "en", "ru")
ID = files.Column("id", "text", "", "Lasting identifier")
PROVENANCE = files.Column("provenance", "text", "", "real, sample or test")


@dataclass(frozen=True)
class OpenTable:
    """A table that a city publishes: its name, its columns, and the rows that a viewer may see, sorted by id."""

    name: str
    columns: Sequence[files.Column]
    rows: Callable[[Viewer], Iterable[dict[str, Any]]]


OPEN: list[OpenTable] = []


def publish(table: OpenTable) -> None:
    """Register a table for open data and bundles."""
    if all(known.name != table.name for known in OPEN):
        OPEN.append(table)


def in_languages(name: str, meaning: str) -> list[files.Column]:
    """A column of words for each language: name_et, name_en, name_ru."""
    return [files.Column(f"{name}_{lang}", "text", "", f"{meaning}, in the language {lang}") for lang in LANGUAGES]


def row_of(one: Any, columns: Sequence[files.Column], texts: tuple[str, ...]) -> dict[str, Any]:
    """A row from a noun whose attributes are named as the columns; `texts` are those that `in_languages` spread."""
    row = {column.name: getattr(one, column.name, None) for column in columns}
    for name in texts:
        row |= {f"{name}_{lang}": getattr(one, name).words.get(lang) for lang in LANGUAGES}
    return {**row, "id": str(one.pk)}
