"""Other weights, tried by anyone: the published edition ranked anew, beside what was published. Nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from django import forms

from visioon.kernel.look.figures import percent_words
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.rerank import Reranked, rerank, reweighted
from visioon.methods.composite.weights import effective_weights
from visioon.rooms.assessment import rules
from visioon.rooms.assessment.computing import TOTAL
from visioon.rooms.assessment.reading import DOMAIN_LEVEL, Names, Reading
from visioon.rooms.assessment.rules import Ranked

PREFIX = "w-"
LEAST_TOP, STEP, FIRST_PLACES, MOST_SHOWN = 3.0, 0.25, 10, 24


@dataclass(frozen=True)
class Slider:
    """One weight that can be moved: its name in the address, where it stands, where the edition has it."""

    code: str
    name: str
    value: float
    published: float
    domain: str
    open: bool = False

    @property
    def field(self) -> str:
        return PREFIX + self.code

    @property
    def moved(self) -> bool:
        return self.value != self.published


@dataclass(frozen=True)
class Scale:
    """How far a slider reaches. step: any where a published weight does not lie on it."""

    top: float
    step: str


def published_weights(reading: Reading) -> dict[str, float]:
    """What can be moved: the domains that have scores, and the indicators in them."""
    structure, scored = reading.steps.structure, set(reading.scored)
    domains = {
        code: float(weight)
        for code, weight in zip(structure.codes(DOMAIN_LEVEL), structure.weights(DOMAIN_LEVEL), strict=True)
        if code in scored
    }
    return domains | {one.code: one.weight for one in structure.indicators if one.parent in scored}


def scale(reading: Reading) -> Scale:
    weights = published_weights(reading).values()
    even = all((weight / STEP).is_integer() for weight in weights)
    return Scale(max([LEAST_TOP, *(2 * weight for weight in weights)]), str(STEP) if even else "any")


class WeightsForm(forms.Form):
    """Weights from the address; one that is not there is the published one."""

    all = forms.BooleanField(required=False)

    def __init__(self, reading: Reading, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.published, top = published_weights(reading), scale(reading).top
        self.scored = reading.scored
        for code in self.published:
            self.fields[PREFIX + code] = forms.FloatField(required=False, min_value=0, max_value=top)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        found = self._weights(cleaned)
        if not any(found[code] for code in self.scored):
            raise forms.ValidationError("no weight", code="no_weight")
        return cleaned

    def _weights(self, cleaned: Mapping[str, Any]) -> dict[str, float]:
        given = {code: cleaned.get(PREFIX + code) for code in self.published}
        return {code: self.published[code] if value is None else float(value) for code, value in given.items()}

    @property
    def weights(self) -> dict[str, float]:
        """What to weigh with; the published weights where the address cannot be read."""
        return self._weights(self.cleaned_data) if self.is_valid() else self.published


def sliders(reading: Reading, weights: Mapping[str, float], names: Names) -> list[tuple[Slider, list[Slider]]]:
    """One a domain, each with those of its indicators."""
    published = published_weights(reading)

    def slider(code: str, domain: str, *, is_open: bool = False) -> Slider:
        return Slider(code, names.of(code), weights[code], published[code], domain, is_open)

    found = []
    for code in reading.scored:
        own = [slider(one.code, code) for one in reading.steps.structure.indicators if one.parent == code]
        found.append((slider(code, code, is_open=any(one.moved for one in own)), own))
    return found


@dataclass(frozen=True)
class Row:
    """A city with its place by these weights, its published place and the interval of that."""

    code: str
    name: str
    rank: int
    published: int | None
    low: int | None
    high: int | None
    us: bool = False

    @property
    def up(self) -> int:
        """By how many places it stands better (above 0) or worse than published."""
        return 0 if self.published is None else self.published - self.rank

    @property
    def down(self) -> int:
        return -self.up

    @property
    def outside(self) -> bool:
        """Whether the place lies outside what 90 of 100 recomputations give."""
        return self.low is not None and self.high is not None and not self.low <= self.rank <= self.high


@dataclass(frozen=True)
class Weighing:
    """The ranking by these weights."""

    rows: list[Row]
    us: Row | None
    shown: list[Row]
    mean_change: float | None
    shares: list[tuple[str, str, str, str]]
    moved: bool

    @property
    def places(self) -> int:
        return len(self.rows)


def weigh(reading: Reading, weights: Mapping[str, float], names: Names, us: str, *, everyone: bool = False) -> Weighing:
    """Rank all cities by these weights."""
    steps = reading.steps
    found: Reranked = rerank(
        steps.structure, steps.index.normalised, steps.parameters.aggregations, weights, keep=steps.keep
    )
    rows = _rows(reading, found.ranks[steps.structure.top_level][:, 0], names, us)
    own = next((one for one in rows if one.us), None)
    return Weighing(
        rows=rows,
        us=own,
        shown=rows if everyone else _shown(rows, us),
        mean_change=None if isnan(found.mean_change) else found.mean_change,
        shares=_shares(reading, weights, names),
        moved=dict(weights) != published_weights(reading),
    )


def _rows(reading: Reading, ranks: FloatArray, names: Names, us: str) -> list[Row]:
    rows = []
    for unit, rank in zip(reading.units, ranks, strict=True):
        if isnan(rank):
            continue
        before = reading.published.get((unit, TOTAL), {}).get("rank")
        interval = reading.intervals.get((unit, TOTAL), {})
        low, high = interval.get("q5"), interval.get("q95")
        rows.append(
            Row(
                unit,
                names.place(unit),
                int(rank),
                before,
                None if low is None else round(low),
                None if high is None else round(high),
                unit == us,
            )
        )
    return sorted(rows, key=lambda one: (one.rank, one.name))


def _shown(rows: Sequence[Row], us: str) -> list[Row]:
    """The first ten, us with our neighbours in rank, and the cities like ours."""
    ranked = [Ranked(one.code, one.name, one.rank, one.low or one.rank, one.high or one.rank) for one in rows]
    kept = {one.code for one in rules.shown(ranked, us, MOST_SHOWN)} | {one.code for one in rows[:FIRST_PLACES]}
    return [one for one in rows if one.code in kept]


def _shares(reading: Reading, weights: Mapping[str, float], names: Names) -> list[tuple[str, str, str, str]]:
    """Domain, name, and its share of what has scores: by these weights and as published."""
    now = effective_weights(reweighted(reading.steps.structure, weights))
    before = effective_weights(reading.steps.structure)
    total = [sum(shares[code] for code in reading.scored) for shares in (now, before)]
    return [
        (code, names.of(code), percent_words(now[code] / total[0]), percent_words(before[code] / total[1]))
        for code in reading.scored
    ]
