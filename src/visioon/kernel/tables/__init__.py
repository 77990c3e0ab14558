"""One schema for a table both ways: what is exported is what is imported."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from visioon.formats.bundle import tables as files
from visioon.kernel.accounts.viewer import Viewer


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
