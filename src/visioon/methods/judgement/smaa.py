"""SMAA-2: which goals lead under which weightings (Lahdelma and Salminen 2001), with a linear value function."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from visioon.methods.judgement.ranks import Floats, Ints, descending, same

Pairs = Callable[[], Iterable[tuple[Floats, Floats]]]
Values = Callable[[], Iterable[Floats]]


@dataclass(frozen=True)
class Smaa:
    """acceptability[i, r]: share of draws in which goal i has rank r + 1, shape (goals, goals), rows sum to 1.

    central_weights[i]: mean of the weights under which goal i is first, or None when it never is.
    top_share[i]: share of draws in which goal i is among the first `top`. confidence[i]: share of the value draws in
    which goal i is first at its own central weights, or None.
    """

    acceptability: Floats
    central_weights: list[Floats | None]
    top_share: Floats
    confidence: list[float | None]


def from_draws(values: Floats, weights: Floats, top: int) -> Smaa:
    """SMAA-2 of given draws: utility u = sum_j w_j x_j, draw by draw.

    values: shape (draws, goals, criteria), higher is better; weights: shape (draws, criteria). Either may have one draw
    only, which then stands for all.
    """
    return analyse(lambda: [(values, weights)], lambda: [values], top)


def analyse(pairs: Pairs, values: Values, top: int) -> Smaa:
    """SMAA-2 over blocks of draws. `pairs` gives (values, weights) blocks, `values` the value draws alone, anew."""
    counts, weight_sums, draws = _count(pairs())
    acceptability = counts / draws
    firsts = counts[:, 0]
    centres = [weight_sums[i] / firsts[i] if firsts[i] else None for i in range(len(counts))]
    return Smaa(acceptability, centres, counts[:, :top].sum(axis=1) / draws, _confidence(values(), centres))


def _count(pairs: Iterable[tuple[Floats, Floats]]) -> tuple[Ints, Floats, int]:
    """How often each goal had each rank, the sum of the weights that made it first, and the number of draws."""
    counts, weight_sums, draws = np.zeros((0, 0), dtype=np.int64), np.zeros((0, 0)), 0
    for values, weights in pairs:
        ranks = descending(_utilities(values, weights))
        goals = ranks.shape[1]
        if not draws:
            counts, weight_sums = np.zeros((goals, goals), dtype=np.int64), np.zeros((goals, weights.shape[1]))
        places = np.arange(goals) * goals + ranks - 1
        counts += np.bincount(places.ravel(), minlength=goals * goals).reshape(goals, goals)
        first = (ranks == 1).astype(np.float64)
        weight_sums += np.einsum("ki,kj->ij", first, np.broadcast_to(weights, (len(ranks), weights.shape[1])))
        draws += len(ranks)
    return counts, weight_sums, draws


def _utilities(values: Floats, weights: Floats) -> Floats:
    utilities: Floats = np.einsum("kij,kj->ki", *_aligned(values, weights))
    return utilities


def _aligned(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    draws = max(len(values), len(weights))
    return (
        np.broadcast_to(values, (draws, *values.shape[1:])),
        np.broadcast_to(weights, (draws, weights.shape[1])),
    )


def _confidence(blocks: Iterable[Floats], centres: list[Floats | None]) -> list[float | None]:
    """Share of value draws in which each goal is first at its own central weights."""
    led = [i for i, centre in enumerate(centres) if centre is not None]
    matrix = np.array([centre for centre in centres if centre is not None]).T
    firsts, draws = np.zeros(len(led), dtype=np.int64), 0
    for values in blocks:
        utilities = values @ matrix  # (draws, goals, led goals)
        own = utilities[:, led, np.arange(len(led))]
        # Rounding keeps the order, so the largest rounded utility is the rounded largest.
        firsts += same(own, utilities.max(axis=1)).sum(axis=0)
        draws += len(values)
    shares = iter(firsts / draws)
    return [None if centre is None else float(next(shares)) for centre in centres]
