"""What an expert would warn of, as data: a rule, the codes and units it is about, and numbers; no words.

advise(facts, limits=LIMITS) -> tuple[Advice, ...], rules in the order of RULES. facts_of(steps, ...) makes the facts
from steps.run or edition.steps. tied(intervals) -> (units, units): whose rank intervals overlap.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from visioon.methods.composite.arrays import BoolArray, FloatArray
from visioon.methods.composite.correlate import correlation
from visioon.methods.composite.influence import influence
from visioon.methods.composite.reliability import cronbach
from visioon.methods.composite.screen import screen
from visioon.methods.composite.statistics import constant
from visioon.methods.composite.steps import Steps
from visioon.methods.composite.structure import INDICATOR_LEVEL, Structure
from visioon.methods.composite.uncertainty import RankIntervals

RULES = (
    "low-coverage-unit",
    "low-coverage-indicator",
    "redundant-pair",
    "opposed-pair",
    "low-alpha",
    "weight-not-influence",
    "same-inside-country",
    "mixed-years",
    "tie",
)


@dataclass(frozen=True)
class Limits:
    """coverage, alpha: below; redundant: abs(r) above; opposed: r below, inside a group; influence: share of influence
    and share of weight differ by more than this factor.
    """

    coverage: float = 0.65
    redundant: float = 0.9
    opposed: float = 0.0
    alpha: float = 0.7
    influence: float = 2.0


LIMITS = Limits()


@dataclass(frozen=True)
class Advice:
    """One warning. codes and units are what it is about; the names of numbers are those said at each rule."""

    rule: str
    codes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """values: level -> (units, codes), normalised at level 1. measured: (units, indicators) before imputation.

    countries: the country of each unit, None unknown; years: (units, indicators), NaN unknown; intervals: of the top.
    """

    structure: Structure
    units: tuple[str, ...]
    measured: FloatArray
    values: Mapping[int, FloatArray]
    countries: Sequence[str | None] | None = None
    years: FloatArray | None = None
    intervals: RankIntervals | None = None


def facts_of(
    steps: Steps,
    *,
    countries: Sequence[str | None] | None = None,
    years: FloatArray | None = None,
    intervals: RankIntervals | None = None,
) -> Facts:
    values = {level: steps.values(level) for level in range(INDICATOR_LEVEL, steps.structure.top_level + 1)}
    measured = steps.index.prepared.denominated
    return Facts(steps.structure, steps.data.units, measured, values, countries, years, intervals)


def advise(facts: Facts, limits: Limits = LIMITS) -> tuple[Advice, ...]:
    """Every warning that the facts give cause for."""
    return (
        *_coverage(facts, limits),
        *_pairs(facts, limits),
        *_alpha(facts, limits),
        *_influence(facts, limits),
        *_countries(facts),
        *_years(facts),
        *_ties(facts),
    )


def tied(intervals: RankIntervals) -> BoolArray:
    """Whether the rank intervals of two units overlap, so that neither is better; diagonal True, False without one."""
    low, high = intervals.q5, intervals.q95
    return np.asarray((low[:, None] <= high[None, :]) & (low[None, :] <= high[:, None]))


def _coverage(facts: Facts, limits: Limits) -> Iterator[Advice]:
    """numbers: available, the share of values that are there."""
    by_unit = screen(facts.measured, by="unit").available
    for i in np.flatnonzero(by_unit < limits.coverage):
        yield Advice("low-coverage-unit", units=(facts.units[i],), numbers={"available": float(by_unit[i])})
    codes, by_code = facts.structure.codes(INDICATOR_LEVEL), screen(facts.measured, by="indicator").available
    for i in np.flatnonzero(by_code < limits.coverage):
        yield Advice("low-coverage-indicator", codes=(codes[i],), numbers={"available": float(by_code[i])})


def _pairs(facts: Facts, limits: Limits) -> Iterator[Advice]:
    """codes: the two and their group; numbers: r and units, the number of units that have both. Indicators only."""
    codes, lowest = facts.structure.codes(INDICATOR_LEVEL), INDICATOR_LEVEL + 1
    values = facts.values[INDICATOR_LEVEL]
    found: dict[str, list[Advice]] = {"redundant-pair": [], "opposed-pair": []}
    for group, children in zip(facts.structure.codes(lowest), facts.structure.children(lowest), strict=True):
        r = correlation(values[:, children])
        both = ~np.isnan(values[:, children])
        shared = both.T.astype(float) @ both
        for i, j in np.argwhere(np.triu((np.abs(r) > limits.redundant) | (r < limits.opposed), 1)):
            rule = "opposed-pair" if r[i, j] < 0 else "redundant-pair"
            numbers = {"r": float(r[i, j]), "units": float(shared[i, j])}
            found[rule].append(Advice(rule, (codes[children[i]], codes[children[j]], group), numbers=numbers))
    yield from (*found["redundant-pair"], *found["opposed-pair"])


def _groups(facts: Facts) -> Iterator[tuple[str, int, tuple[str, ...], FloatArray, FloatArray]]:
    """Each aggregate of two or more children: code, level, codes of the children, their values and its own."""
    structure = facts.structure
    for level in structure.aggregate_levels:
        below = structure.codes(level - 1)
        for column, (code, children) in enumerate(zip(structure.codes(level), structure.children(level), strict=True)):
            if len(children) > 1:
                names = tuple(below[child] for child in children)
                yield code, level, names, facts.values[level - 1][:, children], facts.values[level][:, column]


def _alpha(facts: Facts, limits: Limits) -> Iterator[Advice]:
    """codes: the group; numbers: alpha, children."""
    for code, _, names, children, _ in _groups(facts):
        alpha = cronbach(children)
        if alpha < limits.alpha:
            yield Advice("low-alpha", (code,), numbers={"alpha": alpha, "children": float(len(names))})


def _influence(facts: Facts, limits: Limits) -> Iterator[Advice]:
    """codes: the child and its parent; numbers: weight and influence, both as shares inside the group, and ratio, the
    correlation ratio of the child with the score of its parent.
    """
    for code, level, names, children, score in _groups(facts):
        structure = facts.structure
        weights = dict(zip(structure.codes(level - 1), structure.weights(level - 1), strict=True))
        total = sum(weights[name] for name in names)
        ratios = influence(children, score)
        if np.isnan(ratios).any() or not (ratios.sum() > 0 and total > 0):
            continue
        for name, ratio in zip(names, ratios, strict=True):
            weight, share = float(weights[name] / total), float(ratio / ratios.sum())
            if max(weight, share) > limits.influence * min(weight, share):
                numbers = {"weight": weight, "influence": share, "ratio": float(ratio)}
                yield Advice("weight-not-influence", (name, code), numbers=numbers)


def _countries(facts: Facts) -> Iterator[Advice]:
    """An indicator that differs between countries but in none of them between units: it is measured nationally.

    numbers: countries and units, of those with two units or more that have a value.
    """
    if facts.countries is None:
        return
    rows: dict[str, list[int]] = {}
    for row, country in enumerate(facts.countries):
        if country is not None:
            rows.setdefault(country, []).append(row)
    for column, code in enumerate(facts.structure.codes(INDICATOR_LEVEL)):
        values = facts.measured[:, [column]]
        parts = [part for of in rows.values() if len(part := values[of][~np.isnan(values[of, 0])]) > 1]
        if parts and all(bool(constant(part)[0]) for part in parts):
            numbers = {"countries": float(len(parts)), "units": float(sum(len(part) for part in parts))}
            yield Advice("same-inside-country", (code,), numbers=numbers)


def _years(facts: Facts) -> Iterator[Advice]:
    """numbers: first, last, and unknown, the number of values whose year is not known."""
    if facts.years is None:
        return
    for column, code in enumerate(facts.structure.codes(INDICATOR_LEVEL)):
        there = ~np.isnan(facts.measured[:, column])
        years = facts.years[there, column]
        known = years[~np.isnan(years)]
        unknown = len(years) - len(known)
        if unknown or (known.size and known.min() < known.max()):
            span = {"first": float(known.min()), "last": float(known.max())} if known.size else {}
            yield Advice("mixed-years", (code,), numbers={**span, "unknown": float(unknown)})


def _ties(facts: Facts) -> Iterator[Advice]:
    """units: the unit and those after it in nominal rank that it cannot be told from; numbers: rank, q5, q95."""
    found = facts.intervals
    if found is None:
        return
    overlap = tied(found)
    order = [int(i) for i in np.argsort(found.nominal, kind="stable") if not np.isnan(found.nominal[i])]
    for place, i in enumerate(order):
        others = tuple(facts.units[j] for j in order[place + 1 :] if overlap[i, j])
        if others:
            numbers = {"rank": float(found.nominal[i]), "q5": float(found.q5[i]), "q95": float(found.q95[i])}
            yield Advice("tie", units=(facts.units[i], *others), numbers=numbers)
