"""Canonical JSON, hashes and commitments: the bytes that are signed, chained and compared.

Source: RFC 8785 (JSON Canonicalization Scheme). Before serialisation every number is rounded to 12 significant digits,
so that machines whose last bits differ still write the same bytes.
"""

import hashlib
import json
import math
import unicodedata
from typing import Any

import rfc8785

SIGNIFICANT_DIGITS = 12
LARGEST_INTEGER = 2**53 - 1  # RFC 8785 section 3.2.2.3: beyond it a JSON number is no longer one certain integer
SALT_BYTES = 16


class NotCanonical(ValueError):
    """A value that canonical JSON cannot carry, or bytes that are not canonical JSON."""


def twelve(value: Any) -> Any:
    """The value as an edition carries it: plain JSON with every number rounded to 12 significant digits.

    Floats are rounded half to even on their exact value; a whole one within +-(2**53 - 1) becomes an integer, -0.0
    becomes 0. Integers stay exact, tuples become lists. Raises NotCanonical for NaN, infinity, larger integers, keys
    that are not text, and anything that is not JSON. twelve(twelve(x)) == twelve(x).
    """
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, float):
        return _rounded(value)
    if isinstance(value, list | tuple):
        return [twelve(item) for item in value]
    if isinstance(value, dict):
        return {_key(key): twelve(item) for key, item in value.items()}
    raise NotCanonical(f"{type(value).__name__} is not JSON")


def canonical(value: Any) -> bytes:
    """The RFC 8785 bytes of twelve(value), UTF-8, without a line end. Raises NotCanonical."""
    try:
        return rfc8785.dumps(twelve(value))
    except RecursionError:
        raise NotCanonical("nested too deeply") from None
    except NotCanonical:
        raise
    except ValueError as wrong:
        raise NotCanonical(str(wrong)) from wrong


def parse(data: bytes) -> Any:
    """The value of canonical bytes: canonical(parse(data)) == data. Raises NotCanonical for any other bytes."""
    try:
        value = json.loads(data.decode("utf-8"), parse_int=_read_integer)
    except (ValueError, RecursionError) as wrong:
        raise NotCanonical(f"not JSON: {wrong}") from wrong
    if canonical(value) != data:
        raise NotCanonical("not canonical JSON")
    return value


def digest(data: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def commitment(salt: bytes, text: str) -> str:
    """The hash by which an edition names a text: SHA-256(salt + UTF-8 of the NFC text), 64 hexadecimal digits.

    The salt is always 16 bytes: were its length free, the beginning of a text could be passed off as salt.
    Raises ValueError for a salt of another length and for text that UTF-8 cannot carry.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt of {SALT_BYTES} bytes was expected, not {len(salt)}")
    return digest(salt + unicodedata.normalize("NFC", text).encode("utf-8"))


def _integer(value: int) -> int:
    if abs(value) > LARGEST_INTEGER:
        raise NotCanonical("an integer beyond 2**53 - 1 cannot be carried exactly")
    return int(value)


def _rounded(value: float) -> int | float:
    if not math.isfinite(value):
        raise NotCanonical(f"{value} is not a JSON number")
    number = float(f"{value:.{SIGNIFICANT_DIGITS - 1}e}")
    if number.is_integer() and abs(number) <= LARGEST_INTEGER:
        return int(number)
    return number


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise NotCanonical(f"a key that is text was expected, found {type(key).__name__}")
    return key


def _read_integer(digits: str) -> int | float:
    # RFC 8785 writes floats below 1e21 without an exponent; those beyond the safe integers are floats here too.
    number = float(digits)
    return int(digits) if abs(number) <= LARGEST_INTEGER else number
