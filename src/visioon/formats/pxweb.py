"""PxWeb, version 1: what a table of a statistical office has, and the query that asks for a part of it.

`GET .../{table}` gives the variables; `POST .../{table}` with a query gives the numbers, here as json-stat2.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from visioon.formats.errors import InputError

MOST_CELLS = 1_000_000  # what an office answers at most
ALL = "*"


@dataclass(frozen=True)
class Variable:
    """A variable of a table: its code and name, and its values with what they are called."""

    code: str
    text: str
    values: tuple[str, ...]
    texts: tuple[str, ...]
    may_be_left_out: bool
    is_time: bool

    def named(self, value: str) -> str:
        return dict(zip(self.values, self.texts, strict=True))[value]


@dataclass(frozen=True)
class Metadata:
    """What the table has."""

    title: str
    variables: tuple[Variable, ...]


def metadata(data: bytes, *, file: str | None = None) -> Metadata:
    """Read what a table says of itself. Raises InputError."""
    try:
        raw = json.loads(data)
        return Metadata(str(raw["title"]), tuple(_variable(one) for one in raw["variables"]))
    except (KeyError, TypeError, ValueError, RecursionError) as wrong:
        raise InputError("the description of a PxWeb table was expected", file=file) from wrong


def _variable(raw: Mapping[str, Any]) -> Variable:
    values, texts = tuple(raw["values"]), tuple(raw["valueTexts"])
    if len(values) != len(texts):
        raise ValueError("as many texts as values")
    given = (bool(raw.get(name)) for name in ("elimination", "time"))
    return Variable(str(raw["code"]), str(raw["text"]), values, texts, *given)


def query(wanted: Mapping[str, Sequence[str]]) -> bytes:
    """The body that asks for these values of each variable; `*` stands for all of them, `top:3` for the last three.

    Raises ValueError for a variable without a value.
    """
    parts = [{"code": code, "selection": _selection(code, tuple(values))} for code, values in wanted.items()]
    return json.dumps({"query": parts, "response": {"format": "json-stat2"}}, ensure_ascii=False).encode()


def _selection(code: str, values: tuple[str, ...]) -> dict[str, Any]:
    if not values:
        raise ValueError(f"at least one value of {code} was expected")
    if values == (ALL,):
        return {"filter": "all", "values": [ALL]}
    head, mark, tail = values[0].partition(":")
    if len(values) == 1 and head == "top" and mark and tail.isdigit():
        return {"filter": "top", "values": [tail]}
    return {"filter": "item", "values": list(values)}


def unknown(wanted: Mapping[str, Sequence[str]], table: Metadata) -> list[str]:
    """What a query names that the table does not have, and variables that it must name and does not."""
    has = {one.code: one for one in table.variables}
    found = [code for code in wanted if code not in has]
    for code, values in wanted.items():
        named = [] if tuple(values) == (ALL,) or (values[:1] and values[0].startswith("top:")) else values
        found += [f"{code}={value}" for value in named if code in has and value not in has[code].values]
    needed = [one.code for one in table.variables if not one.may_be_left_out and one.code not in wanted]
    return [*found, *needed]


def cells(wanted: Mapping[str, Sequence[str]], table: Metadata) -> int:
    """How many cells the query asks for."""
    total = 1
    for one in table.variables:
        values = tuple(wanted.get(one.code, ()))
        if values == (ALL,):
            total *= len(one.values)
        elif values[:1] and values[0].startswith("top:"):
            total *= min(int(values[0][4:]), len(one.values))
        else:
            total *= max(1, len(values))
    return total
