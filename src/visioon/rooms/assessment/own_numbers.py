"""The numbers of our own city in an edition: scores with places and intervals, measures with years and places."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.rank import rank_descending
from visioon.rooms.assessment.computing import TOTAL
from visioon.rooms.assessment.reading import Names, Reading

MOST_STRONG, LEAST_CITIES = 5, 5


@dataclass(frozen=True)
class Score:
    """Score and place of a domain or of the whole; available and total: measures that we have and that there are."""

    code: str
    name: str
    score: float | None
    rank: int | None
    low: int | None
    high: int | None
    available: int
    total: int


@dataclass(frozen=True)
class Own:
    """One measure: value and year, the value on the common scale, our place among the cities that have it."""

    code: str
    name: str
    domain: str
    value: float | None
    decimals: int
    year: str
    scaled: float | None
    place: int | None
    cities: int

    @property
    def share(self) -> float:
        """0 is the best place, 1 the last."""
        return (self.place - 1) / max(self.cities - 1, 1) if self.place else 0.5


def scores(reading: Reading, names: Names, us: str) -> list[Score]:
    """The whole first, then every domain of the edition; a domain below the floor has no score and no place."""
    counted = {row["code"]: row for row in reading.record.result["coverage"] if row["unit"] == us}
    codes = [TOTAL, *(code for code in counted)]
    return [_score(reading, names, us, code, counted.get(code)) for code in codes]


def _score(reading: Reading, names: Names, us: str, code: str, counted: dict[str, int] | None) -> Score:
    row, interval = reading.published.get((us, code), {}), reading.intervals.get((us, code), {})
    low, high = interval.get("q5"), interval.get("q95")
    have = counted or {
        "available": sum(value is not None for value in _values(reading, us)),
        "total": len(reading.codes),
    }
    return Score(
        code,
        names.of(code),
        row.get("score"),
        row.get("rank"),
        None if low is None else round(low),
        None if high is None else round(high),
        have["available"],
        have["total"],
    )


def _values(reading: Reading, us: str) -> list[float | None]:
    values: list[float | None] = reading.record.inputs["values"][reading.units.index(us)]
    return values


def measures(reading: Reading, names: Names, us: str) -> list[Own]:
    """Every measure of the edition in its order."""
    structure, row = reading.steps.structure, reading.units.index(us)
    directed = reading.steps.index.prepared.denominated * structure.directions
    ranks = rank_descending(np.ascontiguousarray(directed.T)).T
    scaled = reading.steps.index.normalised
    return [
        Own(
            one.code,
            names.of(one.code),
            one.parent,
            value,
            names.decimals(one.code),
            reading.year(us, one.code),
            None if np.isnan(scaled[row, column]) else float(scaled[row, column]),
            None if np.isnan(ranks[row, column]) else int(ranks[row, column]),
            int((~np.isnan(ranks[:, column])).sum()),
        )
        for column, (one, value) in enumerate(zip(structure.indicators, _values(reading, us), strict=True))
    ]


def strong_and_weak(found: list[Own]) -> tuple[list[Own], list[Own]]:
    """Up to five measures in the better and in the weaker half, the furthest from the middle first."""
    placed = [one for one in found if one.place and one.cities >= LEAST_CITIES]
    strong = sorted((one for one in placed if one.share < 1 / 2), key=lambda one: one.share)
    weak = sorted((one for one in placed if one.share > 1 / 2), key=lambda one: -one.share)
    return strong[:MOST_STRONG], weak[:MOST_STRONG]
