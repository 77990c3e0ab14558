"""Reading the fields of a judgement written as JSON, or one JudgementError that names the field and the place in it."""

import json
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from visioon.methods.judgement.errors import JudgementError
from visioon.methods.judgement.ranks import Floats, Ints

LARGEST = 1e100  # squares and sums of such numbers are still numbers


def required(case: Mapping[str, Any], field: str) -> Any:
    """The value of a field that must be there."""
    if field not in case:
        raise JudgementError(field, "a field of this name was expected")
    return case[field]


def number(value: Any, field: str, at: tuple[int, ...]) -> float:
    """One finite number of at most 1e100 in size."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
        raise JudgementError(field, f"a finite number was expected, found {_shown(value)}", at)
    return float(value)


def vector(case: Mapping[str, Any], field: str) -> Floats:
    """A list of numbers, shape (n,), n >= 1."""
    return np.array([number(value, field, (i,)) for i, value in enumerate(_items(required(case, field), field, ()))])


def matrix(case: Mapping[str, Any], field: str) -> Floats:
    """A list of equally long lists of numbers, shape (rows, columns), neither empty."""
    rows = [_items(row, field, (i,)) for i, row in enumerate(_items(required(case, field), field, ()))]
    for i, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise JudgementError(field, f"{len(rows[0])} numbers were expected as in the first row", (i,))
    return np.array([[number(value, field, (i, j)) for j, value in enumerate(row)] for i, row in enumerate(rows)])


def whole(case: Mapping[str, Any], field: str, default: int, smallest: int, largest: int) -> int:
    """A whole number between smallest and largest, or the default."""
    value: Any = case.get(field, default)
    if isinstance(value, bool) or not isinstance(value, int) or not smallest <= value <= largest:
        raise JudgementError(field, f"a whole number from {smallest} to {largest} was expected, found {_shown(value)}")
    return int(value)


def choice(value: Any, field: str, options: Collection[str]) -> str:
    """One of the names."""
    if not isinstance(value, str) or value not in options:
        raise JudgementError(field, f"one of {', '.join(sorted(options))} was expected, found {_shown(value)}")
    return value


def order(case: Mapping[str, Any], field: str, count: int | None = None) -> list[int]:
    """Every 0-based number below count (default: the length) once, most important first."""
    values = _items(required(case, field), field, ())
    count = len(values) if count is None else count
    whole_numbers = all(isinstance(value, int) and not isinstance(value, bool) for value in values)
    if not whole_numbers or sorted(values) != list(range(count)):
        raise JudgementError(field, f"each of the numbers 0 to {count - 1} once was expected")
    return values


def signs(case: Mapping[str, Any], field: str, count: int) -> Ints:
    """A list of `count` directions, 1 (benefit) or -1 (cost)."""
    values = vector(case, field)
    if len(values) != count:
        raise JudgementError(field, f"{count} numbers were expected, one a criterion, not {len(values)}")
    for place in np.flatnonzero(np.abs(values) != 1):
        raise JudgementError(field, "1 (benefit) or -1 (cost) was expected", (int(place),))
    return values.astype(np.int64)


def _items(value: Any, field: str, at: tuple[int, ...]) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise JudgementError(field, f"a list that is not empty was expected, found {_shown(value)}", at)
    return value


def _shown(value: Any) -> str:
    """The value as it stands in the JSON, or what it is where that is long."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    text = repr(value) if isinstance(value, str | int | float) else type(value).__name__
    return text if len(text) <= 40 else f"{text[:40]}..."
