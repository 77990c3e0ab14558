"""The published method `smaa-ranking`: a ranking of goals from the ratings of a panel of judges."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from visioon.methods.judgement.case import smaa_answer
from visioon.methods.judgement.concordance import kendall_w
from visioon.methods.judgement.errors import JudgementError
from visioon.methods.judgement.ranks import Floats, descending
from visioon.methods.judgement.sampling import sampled
from visioon.methods.judgement.weighting import normalised

Json = dict[str, Any]


def recompute_v1(inputs: Json, params: Json, seed: int, texts: Mapping[str, str | None]) -> Json:
    """Scores, ranks, SMAA-2, spread and concordance of a panel.

    inputs: {"goals": [id], "criteria": [{"id", "weight"}], "ratings": [{"judge", "goal", "criterion", "value"}]};
    params: {"draws", "top", "scale": [lowest, highest]}; no text is read.
    A goal's score is the weighted mean of its cells, a cell the mean over its judges; criteria that nobody rated are
    left out of that mean, a goal without any rating has neither score nor rank. SMAA-2 draws each cell between the
    lowest and the highest judge, over the whole scale where nobody rated. Raises JudgementError (a ValueError) for
    unknown ids, a cell rated twice by one judge, or values off the scale.
    """
    goals, weights = list(inputs["goals"]), _weights(inputs)
    cube = _cube(inputs, params["scale"])
    low, high = _extremes(cube, params["scale"])
    found = sampled(low, high, draws=params["draws"], seed=seed, top=params["top"])
    return {
        "scores": _scores(goals, _cell_means(cube), weights),
        **smaa_answer(found),
        "spread": _spread(goals, [criterion["id"] for criterion in inputs["criteria"]], cube),
        "kendall_w": _agreement(cube, weights),
    }


def _weights(inputs: Json) -> Floats:
    given = np.array([criterion["weight"] for criterion in inputs["criteria"]], dtype=np.float64)
    if not inputs["goals"] or not given.size:
        raise JudgementError("goals", "at least one goal and one criterion were expected")
    return normalised(given, len(given))


def _cube(inputs: Json, scale: list[float]) -> Floats:
    """Ratings by judge (in id order), goal and criterion; NaN where a judge gave none."""
    judges = _places("ratings", sorted({rating["judge"] for rating in inputs["ratings"]}))
    goals = _places("goals", inputs["goals"])
    criteria = _places("criteria", [criterion["id"] for criterion in inputs["criteria"]])
    cube = np.full((len(judges), len(goals), len(criteria)), np.nan)
    for i, rating in enumerate(inputs["ratings"]):
        if rating["goal"] not in goals or rating["criterion"] not in criteria:
            raise JudgementError("ratings", "a goal and a criterion of the edition were expected", (i,))
        cell = judges[rating["judge"]], goals[rating["goal"]], criteria[rating["criterion"]]
        if not np.isnan(cube[cell]):
            raise JudgementError("ratings", "each judge was expected to rate a cell once", (i,))
        if not scale[0] <= rating["value"] <= scale[1]:
            raise JudgementError("ratings", f"a value from {scale[0]} to {scale[1]} was expected", (i,))
        cube[cell] = rating["value"]
    return cube


def _places(field: str, ids: list[str]) -> dict[str, int]:
    places = {name: place for place, name in enumerate(ids)}
    if len(places) != len(ids):
        raise JudgementError(field, "each id once was expected")
    return places


def _cell_means(cube: Floats) -> Floats:
    """Mean over the judges, NaN where nobody rated."""
    counts = (~np.isnan(cube)).sum(axis=0)
    sums = np.where(np.isnan(cube), 0.0, cube).sum(axis=0)
    means: Floats = np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0)
    return means


def _extremes(cube: Floats, scale: list[float]) -> tuple[Floats, Floats]:
    rated = (~np.isnan(cube)).any(axis=0)
    low = np.where(np.isnan(cube), np.inf, cube).min(axis=0, initial=np.inf)
    high = np.where(np.isnan(cube), -np.inf, cube).max(axis=0, initial=-np.inf)
    return np.where(rated, low, scale[0]), np.where(rated, high, scale[1])


def _weighted(cells: Floats, weights: Floats) -> Floats:
    """Weighted mean along the last axis over the cells that are there, NaN where there is none or they weigh 0."""
    rated = ~np.isnan(cells)
    total = np.where(rated, weights, 0.0).sum(axis=-1)
    sums = np.where(rated, cells * weights, 0.0).sum(axis=-1)
    means: Floats = np.divide(sums, total, out=np.full(total.shape, np.nan), where=total > 0)
    return means


def _scores(goals: list[str], means: Floats, weights: Floats) -> list[Json]:
    scores = _weighted(means, weights)
    scored = np.flatnonzero(~np.isnan(scores))
    ranks = dict(zip(scored.tolist(), descending(scores[scored]).tolist(), strict=True))
    return [
        {"goal": goal, "score": float(scores[i]) if i in ranks else None, "rank": ranks.get(i)}
        for i, goal in enumerate(goals)
    ]


def _spread(goals: list[str], criteria: list[str], cube: Floats) -> list[Json]:
    return [
        {"goal": goal, "criterion": criterion, **_five(cube[:, i, j])}
        for i, goal in enumerate(goals)
        for j, criterion in enumerate(criteria)
    ]


def _five(cell: Floats) -> Json:
    given = cell[~np.isnan(cell)]
    if not given.size:
        return {"median": None, "low": None, "high": None, "n": 0}
    return {
        "median": float(np.median(given)),
        "low": float(given.min()),
        "high": float(given.max()),
        "n": int(given.size),
    }


def _agreement(cube: Floats, weights: Floats) -> float | None:
    """Kendall's W of the judges' own rankings; a judge counts who rated every goal on the same criteria."""
    rated = ~np.isnan(cube)
    comparable = (rated == rated[:, :1]).all(axis=(1, 2))
    scores = _weighted(cube[comparable], weights)
    scores = scores[~np.isnan(scores).any(axis=1)]
    if min(scores.shape) < 2:
        return None
    return kendall_w(descending(scores).astype(np.float64)).w
