"""The published method `process-scorecard`: whether the process itself went well, by rules that stand here.

Inputs are counts; nothing of it is a judgement of persons. A figure that is not known is None and never counts as
reached. Where nobody was heard, no figure counts as reached, whatever it says.
"""

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

Json = dict[str, Any]

LEAST_FOR_BALANCE = 10
LEAST_FOR_SATISFACTION = 5
SEGMENTS_OF_A_GOAL = 3
LOWER_IS_BETTER = frozenset({"answer_days", "reaction_days"})


def recompute_v1(inputs: Json, params: Json, seed: int, texts: Mapping[str, str | None]) -> Json:
    """The figures in their order, each with its target and whether it is reached.

    inputs: {"people", "contributions": {"shown", "answered", "days": [days to the answer]}, "balance": [{"dimension",
    "groups": [{"code", "population", "voices"}], "unknown"}], "goals": [number of segments behind each standing goal],
    "satisfaction": {"1": n, ..., "5": n}, "partners": {"asked", "heard"}, "promises": {"kept", "broken"},
    "reaction_days": [days from trigger to the end of its review]}. params: {"targets": {figure: value}}.
    Shares are percent. Raises ValueError for a negative count.
    """
    _check(inputs)
    heard = inputs["people"] > 0
    figures = []
    for key, rule in RULES.items():
        value, target = rule(inputs), params.get("targets", {}).get(key)
        figures.append({"key": key, "value": value, "target": target, "reached": _reached(key, value, target, heard)})
    known = [one for one in figures if one["value"] is not None]
    return {
        "figures": figures,
        "known": len(known),
        "reached": sum(one["reached"] is True for one in figures),
        "with_target": sum(one["target"] is not None for one in figures),
        "balance": {one["dimension"]: balance(one) for one in inputs["balance"]},
        "heard_anybody": heard,
    }


def _check(inputs: Json) -> None:
    counts = [
        inputs["people"],
        inputs["contributions"]["shown"],
        inputs["contributions"]["answered"],
        *inputs["contributions"]["days"],
        *inputs["goals"],
        *inputs["satisfaction"].values(),
        *inputs["partners"].values(),
        *inputs["promises"].values(),
        *inputs["reaction_days"],
    ]
    if any(count < 0 for count in counts):
        raise ValueError("counts of nothing less than zero were expected")


def _reached(key: str, value: float | None, target: float | None, heard: bool) -> bool | None:
    """None without a target. Not known, or nobody heard: not reached."""
    if target is None:
        return None
    if value is None or not heard:
        return False
    return value <= target if key in LOWER_IS_BETTER else value >= target


def balance(dimension: Json) -> float | None:
    """100 minus the index of dissimilarity in percent: 100 where voices are spread as the population, 0 where nowhere.

    Half the sum of |share of voices - share of population| over the groups. None with fewer than ten known voices or
    without a population.
    """
    groups: Sequence[Json] = dimension["groups"]
    voices, people = sum(one["voices"] for one in groups), sum(one["population"] for one in groups)
    if voices < LEAST_FOR_BALANCE or people <= 0:
        return None
    gap = sum(abs(one["voices"] / voices - one["population"] / people) for one in groups) / 2
    return float(100.0 * (1.0 - gap))


def _balance(inputs: Json) -> float | None:
    """The least balanced of the known dimensions."""
    known = [value for one in inputs["balance"] if (value := balance(one)) is not None]
    return min(known, default=None)


def _share(part: float, whole: float) -> float | None:
    return 100.0 * part / whole if whole > 0 else None


def _median(days: Sequence[float]) -> float | None:
    return float(median(days)) if days else None


def _goals(inputs: Json) -> float | None:
    """Share of the standing goals behind which stand voices of at least three segments."""
    return _share(sum(count >= SEGMENTS_OF_A_GOAL for count in inputs["goals"]), len(inputs["goals"]))


def _satisfaction(inputs: Json) -> float | None:
    """Mean of the answers 1 to 5; None below five answers."""
    given = {int(value): count for value, count in inputs["satisfaction"].items()}
    total = sum(given.values())
    return sum(value * count for value, count in given.items()) / total if total >= LEAST_FOR_SATISFACTION else None


def _promises(inputs: Json) -> float | None:
    kept, broken = inputs["promises"]["kept"], inputs["promises"]["broken"]
    return _share(kept, kept + broken)


RULES: dict[str, Callable[[Json], float | None]] = {
    "people": lambda inputs: float(inputs["people"]),
    "balance": _balance,
    "answered": lambda inputs: _share(inputs["contributions"]["answered"], inputs["contributions"]["shown"]),
    "answer_days": lambda inputs: _median(inputs["contributions"]["days"]),
    "segments": _goals,
    "satisfaction": _satisfaction,
    "partners": lambda inputs: _share(inputs["partners"]["heard"], inputs["partners"]["asked"]),
    "promises": _promises,
    "reaction_days": lambda inputs: _median(inputs["reaction_days"]),
}
