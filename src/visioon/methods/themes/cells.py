"""Counts by group, with small cells suppressed so that nobody can be picked out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Json = dict[str, Any]

UNKNOWN = "unknown"  # not asked, or preferred not to say


def counts(contributions: Iterable[Json], field: str) -> dict[str, int]:
    """Contributions by the value of a field, missing as `unknown`, in the order of the values."""
    return dict(sorted(Counter(contribution[field] or UNKNOWN for contribution in contributions).items()))


def suppressed(cells: Mapping[str, int], people: Mapping[str, int], minimum: int) -> dict[str, int | None]:
    """The cells with None where fewer than `minimum` people stand behind one.

    Where that hides one cell only, the smallest of the others goes too: else the hidden one were the total minus the
    rest (complementary suppression, Hundepool et al. 2012, section 4).
    """
    hidden = {value for value in cells if people[value] < minimum}
    rest = [value for value in cells if value not in hidden]
    if len(hidden) == 1 and rest:
        hidden.add(min(rest, key=lambda value: (cells[value], value)))
    return {value: None if value in hidden else count for value, count in cells.items()}
