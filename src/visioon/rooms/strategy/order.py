"""The order of siblings as fractional key strings: a new one fits between any two without moving others."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MIDDLE = len(DIGITS) // 2


def between(low: str, high: str) -> str:
    """A key with low < key < high by code point; an empty low is the beginning, an empty high the end.

    >>> between("", "")
    'i'
    >>> between("i", "")
    'j'
    >>> between("i", "j")
    'ii'
    """
    if high and low >= high:
        raise ValueError(f"{low!r} < {high!r} was expected")
    key = ""
    while True:
        at = len(key)
        first = DIGITS.index(low[at]) if at < len(low) else 0
        last = DIGITS.index(high[at]) if high and at < len(high) else len(DIGITS)
        if not high and at < len(low) and first + 1 < len(DIGITS):
            return key + DIGITS[first + 1]
        if last - first > 1:
            return key + DIGITS[(first + last) // 2]
        key += DIGITS[first]
        if first < last:
            high = ""
