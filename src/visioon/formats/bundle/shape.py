"""What the JSON objects of a bundle must look like: exactly these members, each of its kind."""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

Check = Callable[[Any], bool]

_HEX = re.compile(r"[0-9a-f]+", re.ASCII)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}", re.ASCII)
_OBJECT = re.compile(r"[A-Za-z0-9._-]+:[A-Za-z0-9._-]+", re.ASCII)
_SHA256_DIGITS = 64


class Misshapen(ValueError):
    """A part of a bundle that is not as its format says; the message names the place."""


def record(value: Any, where: str, fields: Mapping[str, Check]) -> dict[str, Any]:
    """The value if it is an object with exactly these members, each passing its check. Raises Misshapen."""
    if not isinstance(value, dict):
        raise Misshapen(f"{where}: an object was expected")
    odd = sorted(fields.keys() ^ value.keys())
    if odd:
        raise Misshapen(f"{where}: {odd[0]} is {'missing' if odd[0] in fields else 'not part of the format'}")
    for name, check in fields.items():
        if not check(value[name]):
            raise Misshapen(f"{where}: {name} is not of its kind")
    return value


def integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def count(value: Any) -> bool:
    """An integer of at least 0."""
    return integer(value) and value >= 0


def position(value: Any) -> bool:
    """An integer of at least 1."""
    return integer(value) and value >= 1


def text(value: Any) -> bool:
    return isinstance(value, str)


def word(value: Any) -> bool:
    """A short name or id without spaces, so that it can stand in a line of the report."""
    return isinstance(value, str) and _WORD.fullmatch(value) is not None


def noun(value: Any) -> bool:
    """kind:id."""
    return isinstance(value, str) and _OBJECT.fullmatch(value) is not None


def hexadecimal(value: Any) -> bool:
    """Whole bytes as lower-case hexadecimal digits."""
    return isinstance(value, str) and len(value) % 2 == 0 and _HEX.fullmatch(value) is not None


def sha256(value: Any) -> bool:
    return hexadecimal(value) and len(value) == _SHA256_DIGITS


def mapping(value: Any) -> bool:
    return isinstance(value, dict)


def texts_by_word(value: Any) -> bool:
    return isinstance(value, dict) and all(word(key) and text(item) for key, item in value.items())


def exactly(expected: str) -> Check:
    return lambda value: bool(value == expected)


def optional(check: Check) -> Check:
    return lambda value: value is None or check(value)


def list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(check(item) for item in value)


def increasing(check: Check) -> Check:
    """A list in strictly increasing order, so nothing stands in it twice."""
    return lambda value: list_of(check)(value) and all(a < b for a, b in pairwise(value))
