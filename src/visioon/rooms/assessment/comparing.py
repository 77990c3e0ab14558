"""Two editions of the index beside each other: what changed, and how much of a difference is data, method, weights."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Any

from django.utils.translation import gettext as _

from visioon.methods.composite.compare import Comparison, compare
from visioon.rooms.assessment.reading import Names, Reading

MOST_VALUES, MOST_CITIES = 40, 25


@dataclass(frozen=True)
class Change:
    """One thing that is not the same: what, before, after."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class ValueChange:
    """A value of one place that is new, gone or another."""

    place: str
    indicator: str
    code: str
    decimals: int
    before: float | None
    after: float | None
    us: bool = False


@dataclass(frozen=True)
class Changes:
    """Everything that differs between what went into two editions."""

    units: list[Change]
    indicators: list[Change]
    params: list[Change]
    weights: list[Change]
    values: list[ValueChange]
    own: list[ValueChange]

    @property
    def nothing(self) -> bool:
        return not (self.units or self.indicators or self.params or self.weights or self.values)


@dataclass(frozen=True)
class Shift:
    """A city: its places and scores in both, and the parts of the difference, which add up to it."""

    code: str
    name: str
    before: int | None
    after: int | None
    score: float
    data: float
    method: float
    weights: float
    places: tuple[int, int, int]
    us: bool = False

    @property
    def lifts(self) -> list[str]:
        """By how many places it moved in all, and by data, method and weights, as arrows; empty where by none."""
        return ["" if one == 0 else f"↑{one}" if one > 0 else f"↓{-one}" for one in (self.up, *self.places)]

    @property
    def total(self) -> float:
        return self.data + self.method + self.weights

    @property
    def up(self) -> int:
        """By how many places it rose; below 0 it fell."""
        return self.before - self.after if self.before is not None and self.after is not None else 0


def changes(first: Reading, second: Reading, names: Names, us: str) -> Changes:
    """What went in: places, indicators, parameters, weights and values."""
    values = _values(first, second, names, us)
    return Changes(
        units=_sets(first.units, second.units, names.place),
        indicators=[*_sets(first.codes, second.codes, names.of), *_indicators(first, second, names)],
        params=_params(first, second),
        weights=_weights(first, second, names),
        values=values,
        own=[one for one in values if one.us],
    )


def _sets(first: Iterable[str], second: Iterable[str], name: Any) -> list[Change]:
    before, after = set(first), set(second)
    return [Change(name(code), code in before, code in after) for code in sorted(before ^ after)]


def _indicators(first: Reading, second: Reading, names: Names) -> list[Change]:
    """Indicators of both that changed their direction, domain or denominator."""
    before = {one.code: one for one in first.steps.structure.indicators}
    after = {one.code: one for one in second.steps.structure.indicators}
    found = []
    for code in sorted(before.keys() & after.keys()):
        one, other = before[code], after[code]
        old, new = ((it.direction, it.parent, it.denominator or "") for it in (one, other))
        if old != new:
            found.append(Change(names.of(code), _said(old), _said(new)))
    return found


def _said(of: tuple[int, str, str]) -> str:
    return ", ".join(str(part) for part in of if part != "")


def _params(first: Reading, second: Reading) -> list[Change]:
    method = [(f"{one.record.method} {one.record.version}", one) for one in (first, second)]
    found = [Change(_("method"), method[0][0], method[1][0])] if method[0][0] != method[1][0] else []
    before, after = first.record.params, second.record.params
    names = sorted({*before, *after})
    return found + [
        Change(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    ]


def _weights(first: Reading, second: Reading, names: Names) -> list[Change]:
    before, after = (_weights_of(one) for one in (first, second))
    both = [code for code in before if code in after and before[code] != after[code]]
    return [Change(names.of(code), before[code], after[code]) for code in both]


def _weights_of(reading: Reading) -> Mapping[str, float]:
    structure = reading.steps.structure
    above = {one.code: one.weight for one in structure.aggregates}
    return above | {one.code: one.weight for one in structure.indicators}


def _values(first: Reading, second: Reading, names: Names, us: str) -> list[ValueChange]:
    """Values of places and indicators that are in both; our own city first."""
    units = [unit for unit in first.units if unit in set(second.units)]
    codes = [code for code in first.codes if code in set(second.codes)]
    found = []
    for unit in units:
        rows = [one.record.inputs["values"][one.units.index(unit)] for one in (first, second)]
        for code in codes:
            old, new = (row[one.codes.index(code)] for row, one in zip(rows, (first, second), strict=True))
            if old != new:
                change = ValueChange(
                    names.place(unit), names.of(code), code, names.decimals(code), old, new, unit == us
                )
                found.append(change)
    return sorted(found, key=lambda one: not one.us)


def codes_of_both(first: Reading, second: Reading) -> list[str]:
    """The whole, and the domains that have scores in both."""
    both = set(first.scored) & set(second.scored)
    top = [one.steps.structure.top for one in (first, second)]
    return [*([top[0]] if top[0] == top[1] else []), *(code for code in first.scored if code in both)]


def shifts(first: Reading, second: Reading, code: str, names: Names, us: str) -> list[Shift]:
    """Every city of both with a score in both, the largest difference first. Raises NotComparable."""
    found: Comparison = compare(first.steps, second.steps, code)
    rows = []
    for at, unit in enumerate(found.units):
        data, method, weights = (float(of[at]) for of in (found.score.data, found.score.method, found.score.weights))
        if isnan(data + method + weights):
            continue
        places = _lifts(found, at)
        before, after = (_place(of[at]) for of in (found.rank.first, found.rank.second))
        name, score, own = names.place(unit), float(found.score.second[at]), unit == us
        rows.append(Shift(unit, name, before, after, score, data, method, weights, places, own))
    return sorted(rows, key=lambda one: (not one.us, -abs(one.total), -abs(one.up), one.name))


def _lifts(found: Comparison, at: int) -> tuple[int, int, int]:
    """By how many places data, method and weights lift a city; 0 where it has no place in one of the steps."""
    ranks = found.rank.data[at], found.rank.method[at], found.rank.weights[at]
    data, method, weights = (0 if isnan(one) else -int(one) for one in ranks)
    return data, method, weights


def _place(rank: float) -> int | None:
    return None if isnan(rank) else int(rank)
