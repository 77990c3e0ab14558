"""Weights so chosen that the codes of a level correlate with the index as wanted, never below a floor.

optimise_weights(structure, normalised, aggregations, level, ...) -> Optimised. COINr's search has no bounds, stops
early and reports the correlations of another trial; here weights have bounds and what is reported is of these weights.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import Bounds, minimize

from visioon.methods.composite.aggregate import Aggregation, aggregate
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.correlations import correlations
from visioon.methods.composite.rerank import reweighted
from visioon.methods.composite.structure import Structure

Objective = Literal["balance", "infomax"]
LOW, HIGH = 0.01, 1.0
TOLERANCE, MOST_STEPS = 1e-12, 500
UNDEFINED = 1e6  # of a trial whose index does not vary, or is against all of its codes together


@dataclass(frozen=True)
class Optimised:
    """By code of the level: weights that sum to 1, r with the index, r as share of their sum, and what was wanted.

    objective: mean((wanted - share)^2) of balance, -sum r of infomax. start: the objective at the weights as given.
    """

    weights: dict[str, float]
    correlations: dict[str, float]
    shares: dict[str, float]
    wanted: dict[str, float] | None
    objective: float
    start: float
    converged: bool


def balance(r: FloatArray, wanted: FloatArray) -> float:
    """mean((wanted - r / sum r)^2): 0 where influence, as correlation, is shared out as wanted."""
    return float(((wanted - r / r.sum()) ** 2).mean())


def infomax(r: FloatArray) -> float:
    """-sum r: the index says as much as it can of all codes together."""
    return -float(r.sum())


def optimise_weights(
    structure: Structure,
    normalised: FloatArray,
    aggregations: tuple[Aggregation, ...],
    level: int,
    *,
    objective: Objective = "balance",
    wanted: Mapping[str, float] | None = None,
    low: float = LOW,
) -> Optimised:
    """Weights of the codes of a level below the top; the other weights stay.

    wanted: {code: share} for balance, equal without it; scaled to sum 1. low: least weight as a share of the largest
    possible. The search (SLSQP) starts from equal weights and from those as given, and the better end is taken.
    Raises ValueError for a level that is none, a code that is missing in wanted or below 0, a low outside 0..1, or a
    code that does not vary.
    Source: COINr, get_opt_weights, objectives of Becker et al. (2017).
    """
    codes = _codes(structure, level, low)
    aim = _aim(codes, wanted)

    def correlated(weights: FloatArray) -> FloatArray:
        return _correlated(reweighted(structure, _named(codes, weights)), normalised, aggregations, level)

    def loss(weights: FloatArray) -> float:
        r = correlated(weights)
        if np.isnan(r).any() or not r.sum() > 0:
            return UNDEFINED
        # Balance of many codes is small: in units of an equal share the search sees its slope.
        return _value(objective, r, aim) * (len(codes) ** 2 if objective == "balance" else 1)

    given = structure.weights(level)
    best, converged = _search(loss, [np.ones(len(codes)), given / max(given.max(), TOLERANCE)], low)
    r, start = correlated(best), _value(objective, correlated(given), aim)
    if np.isnan(r).any() or not r.sum() > 0:
        raise ValueError("codes that vary, and an index that is with them, were expected")
    named = [_named(codes, of) for of in (best / best.sum(), r, r / r.sum(), aim)]
    wanted_by_code = named[3] if objective == "balance" else None
    return Optimised(named[0], named[1], named[2], wanted_by_code, _value(objective, r, aim), start, converged)


def _correlated(
    structure: Structure, normalised: FloatArray, aggregations: tuple[Aggregation, ...], level: int
) -> FloatArray:
    """r of each code of a level with the top."""
    scores = aggregate(normalised, structure, aggregations)
    values = normalised if level == 1 else scores[level]
    return correlations(values, scores[structure.top_level])[:, 0]


def _named(codes: tuple[str, ...], numbers: FloatArray) -> dict[str, float]:
    return dict(zip(codes, numbers.tolist(), strict=True))


def _search(loss: Callable[[FloatArray], float], starts: list[FloatArray], low: float) -> tuple[FloatArray, bool]:
    limits = Bounds(np.full(len(starts[0]), low), np.full(len(starts[0]), HIGH))
    ends = [
        minimize(
            loss,
            np.clip(start, low, HIGH),
            method="SLSQP",
            bounds=limits,
            options={"ftol": TOLERANCE, "maxiter": MOST_STEPS},
        )
        for start in starts
    ]
    best = min(ends, key=lambda end: float(end.fun))
    return np.clip(np.asarray(best.x, dtype=np.float64), low, HIGH), bool(best.success)


def _value(objective: Objective, r: FloatArray, aim: FloatArray) -> float:
    return balance(r, aim) if objective == "balance" else infomax(r)


def _codes(structure: Structure, level: int, low: float) -> tuple[str, ...]:
    if not 1 <= level < structure.top_level:
        raise ValueError(f"a level from 1 to {structure.top_level - 1} was expected, found {level}")
    if not 0 <= low < HIGH:
        raise ValueError(f"a least weight from 0 to below 1 was expected, found {low:g}")
    return structure.codes(level)


def _aim(codes: tuple[str, ...], wanted: Mapping[str, float] | None) -> FloatArray:
    if wanted is None:
        return np.full(len(codes), 1 / len(codes))
    missing = [code for code in codes if code not in wanted]
    aim = np.array([wanted.get(code, 0.0) for code in codes], dtype=np.float64)
    if missing or not (aim >= 0).all() or not aim.sum() > 0:
        raise ValueError(f"a share of at least 0 for each of {', '.join(codes)} was expected")
    result: FloatArray = aim / aim.sum()
    return result
