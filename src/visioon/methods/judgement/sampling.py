"""Draws for SMAA-2: weights uniform on the simplex, values fixed or uniform between low and high."""

from collections.abc import Iterator, Sequence

import numpy as np

from visioon.methods.judgement.ranks import Floats
from visioon.methods.judgement.smaa import Smaa, analyse

BLOCK_CELLS = 1 << 19  # cells of values drawn at a time: some megabytes, whatever the number of draws


def simplex(generator: np.random.Generator, draws: int, criteria: int) -> Floats:
    """Weights uniform on the simplex, shape (draws, criteria): exponentials divided by their sum (Devroye 1986)."""
    exponentials = generator.standard_exponential((draws, criteria))
    weights: Floats = exponentials / exponentials.sum(axis=1, keepdims=True)
    return weights


def ordered(weights: Floats, order: Sequence[int]) -> Floats:
    """The same weights with the largest at order[0] and so on: uniform on the part of the simplex with that order.

    Exact, since the uniform distribution does not change when the criteria are permuted.
    """
    result = np.empty_like(weights)
    result[:, list(order)] = np.sort(weights, axis=1)[:, ::-1]
    return result


def sampled(
    low: Floats, high: Floats, *, draws: int, seed: int, top: int, weight_order: Sequence[int] | None = None
) -> Smaa:
    """SMAA-2 with seeded draws.

    low, high: shape (goals, criteria), unscaled, higher is better; each cell is uniform between them, independent of
    the others; where all are equal the values are fixed and count as one value draw. weight_order: criteria with the
    most important first. Weights and values have streams of their own, so neither depends on the size of a block.
    """
    for_weights, for_values = np.random.SeedSequence(seed).spawn(2)
    fixed = bool((low == high).all())
    size = max(1, BLOCK_CELLS // max(1, low.size))
    sizes = [min(size, draws - done) for done in range(0, draws, size)]

    def values() -> Iterator[Floats]:
        generator = np.random.default_rng(for_values)
        if fixed:
            yield low[np.newaxis]
            return
        for count in sizes:
            yield low + (high - low) * generator.random((count, *low.shape))

    def pairs() -> Iterator[tuple[Floats, Floats]]:
        generator, cells = np.random.default_rng(for_weights), values()
        block = low[np.newaxis]
        for count in sizes:
            weights = simplex(generator, count, low.shape[1])
            block = block if fixed else next(cells)
            yield block, weights if weight_order is None else ordered(weights, weight_order)

    return analyse(pairs, values, top)
