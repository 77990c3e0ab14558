"""Pure rules of priorities: what a published ranking says of each goal, and agreement in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

CLOSE, PARTLY = 0.7, 0.4


@dataclass(frozen=True)
class Cell:
    """What the judges said of one goal by one criterion. part: what the cell adds to the goal's score."""

    criterion: str
    mean: float | None
    part: float
    median: float | None
    low: float | None
    high: float | None
    judges: int

    @property
    def is_apart(self) -> bool:
        """Judges lie at least two steps from one another."""
        return self.low is not None and self.high is not None and self.high - self.low >= 2


@dataclass(frozen=True)
class Ranked:
    """One goal of a ranking; share: in what share of weightings it is among the first."""

    goal: str
    score: float | None
    rank: int | None
    share: float
    cells: tuple[Cell, ...]

    @property
    def far_apart(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.is_apart]


def ranked(inputs: Mapping[str, Any], result: Mapping[str, Any]) -> list[Ranked]:
    """The goals of an edition of the method smaa-ranking, the first first; goals nobody rated at the end."""
    weights = {one["id"]: one["weight"] for one in inputs["criteria"]}
    given: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for rating in inputs["ratings"]:
        given[rating["goal"], rating["criterion"]].append(rating["value"])
    spread = {(one["goal"], one["criterion"]): one for one in result["spread"]}
    goals = [
        Ranked(
            goal=one["goal"],
            score=one["score"],
            rank=one["rank"],
            share=share,
            cells=tuple(_cells(one["goal"], weights, given, spread)),
        )
        for one, share in zip(result["scores"], result["top_share"], strict=True)
    ]
    return sorted(goals, key=lambda goal: (goal.rank is None, goal.rank or 0, goal.goal))


def _cells(
    goal: str,
    weights: Mapping[str, float],
    given: Mapping[tuple[str, str], Sequence[float]],
    spread: Mapping[tuple[str, str], Mapping[str, Any]],
) -> list[Cell]:
    total = sum(weight for criterion, weight in weights.items() if given.get((goal, criterion)))
    cells = []
    for criterion, weight in weights.items():
        values, five = given.get((goal, criterion)), spread[goal, criterion]
        mean = fmean(values) if values else None
        part = mean * weight / total if mean is not None else 0.0
        cells.append(Cell(criterion, mean, part, five["median"], five["low"], five["high"], five["n"]))
    return cells


def agreement(w: float | None) -> str:
    """Kendall's W as close, partly, weak, or none where it cannot be told."""
    if w is None:
        return "none"
    return "close" if w >= CLOSE else "partly" if w >= PARTLY else "weak"
