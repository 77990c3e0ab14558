"""JSON-stat as statistical offices answer with: a cube of values with the codes and labels of its dimensions.

Version 2 (`class: dataset`, as PxWeb and Eurostat give it) and version 1 (one dataset under its name). Sparse values,
values as a list, and status marks beside them.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from visioon.formats.errors import InputError

MOST_CELLS = 1_000_000


@dataclass(frozen=True)
class Dimension:
    """A dimension of a cube: the codes of its categories in their order, and what each is called."""

    code: str
    label: str
    categories: tuple[str, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """One number of a cube: the category in each dimension, the value (None: not given), and the mark beside it."""

    at: Mapping[str, str]
    value: float | None
    status: str


@dataclass(frozen=True)
class Cube:
    """An answer as numbers. updated: when the office changed it, as it says it itself."""

    label: str
    source: str
    updated: str
    dimensions: tuple[Dimension, ...]
    values: Mapping[int, float]
    statuses: Mapping[int, str]

    def dimension(self, code: str) -> Dimension:
        """Raises KeyError for a dimension that the cube does not have."""
        return next((one for one in self.dimensions if one.code == code), None) or _no(code)

    def cells(self) -> Iterator[Cell]:
        """Every cell, the last dimension changing fastest."""
        codes = [one.code for one in self.dimensions]
        for place, at in enumerate(product(*(one.categories for one in self.dimensions))):
            cell = dict(zip(codes, at, strict=True))
            yield Cell(cell, self.values.get(place), self.statuses.get(place, ""))


def _no(code: str) -> Dimension:
    raise KeyError(code)


def parse(data: bytes, *, file: str | None = None) -> Cube:
    """Read an answer. Raises InputError that says what was expected."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as wrong:
        raise InputError("JSON-stat was expected, the answer is no JSON", file=file) from wrong
    try:
        return _cube(_dataset(raw))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as wrong:
        raise InputError(f"a dataset of JSON-stat was expected ({wrong})"[:200], file=file) from wrong


def _dataset(raw: Any) -> dict[str, Any]:
    """The dataset itself; version 1 puts it under its name, and the names of its dimensions inside."""
    if not isinstance(raw, dict):
        raise ValueError("an object")
    if "dimension" in raw:
        return raw
    inner = next((one for one in raw.values() if isinstance(one, dict) and "dimension" in one), None)
    if inner is None:
        raise ValueError("no dimensions")
    return inner


def _cube(raw: dict[str, Any]) -> Cube:
    held = raw["dimension"]
    ids, size = raw.get("id") or held["id"], raw.get("size") or held["size"]
    if len(ids) != len(size):
        raise ValueError("as many sizes as dimensions")
    dimensions = tuple(_dimension(code, held[code], int(n)) for code, n in zip(ids, size, strict=True))
    total = math.prod(len(one.categories) for one in dimensions)
    if total > MOST_CELLS:
        raise ValueError(f"at most {MOST_CELLS} cells")
    values = {place: _number(value) for place, value in _placed(raw["value"], total) if value is not None}
    statuses = {place: str(mark) for place, mark in _statuses(raw.get("status"), total) if mark}
    words = [str(raw.get(name) or "") for name in ("label", "source", "updated")]
    return Cube(words[0], words[1], words[2], dimensions, values, statuses)


def _dimension(code: str, raw: dict[str, Any], size: int) -> Dimension:
    category = raw["category"]
    index, labels = category.get("index"), category.get("label") or {}
    if isinstance(index, dict):
        codes = tuple(sorted(index, key=index.__getitem__))
    else:  # a list, or nothing where there is one category only
        codes = tuple(index) if index is not None else tuple(labels)
    if len(codes) != size:
        raise ValueError(f"{size} categories of {code}, found {len(codes)}")
    return Dimension(code, str(raw.get("label") or code), codes, {one: str(labels.get(one, one)) for one in codes})


def _placed(raw: Any, total: int) -> Iterator[tuple[int, Any]]:
    """Each value with its place: a list gives all of them, an object those that there are."""
    found = list(enumerate(raw)) if isinstance(raw, Sequence) else [(int(place), one) for place, one in raw.items()]
    if any(not 0 <= place < total for place, _one in found) or (isinstance(raw, Sequence) and len(found) != total):
        raise ValueError(f"{total} values")
    yield from found


def _statuses(raw: Any, total: int) -> Iterator[tuple[int, Any]]:
    if raw is None:
        return
    if isinstance(raw, str):  # one mark for all
        yield from ((place, raw) for place in range(total))
    else:
        yield from _placed(raw, total)


def _number(value: Any) -> float:
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    if not math.isfinite(number):
        raise ValueError(f"a finite number, found {value!r}")
    return number
