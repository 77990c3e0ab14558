"""SMAA-2 of 40 goals by 8 criteria with 10,000 draws, beside the bare draws, utilities and counts of ranks."""

import numpy as np
from numpy.typing import NDArray

from benchmarks.measure import Row, best, tell
from visioon.methods.judgement.sampling import sampled

GOALS, CRITERIA, DRAWS, RUNS = 40, 8, 10_000, 5


def bare(low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.int64]:
    """How often each goal had each rank; ties, central weights and confidence left out."""
    rng = np.random.default_rng(0)
    weights = rng.standard_exponential((DRAWS, CRITERIA))
    weights /= weights.sum(axis=1, keepdims=True)
    values = low + (high - low) * rng.random((DRAWS, GOALS, CRITERIA))
    utilities = np.einsum("kij,kj->ki", values, weights)
    ranks = (-utilities).argsort(axis=1).argsort(axis=1)
    places = np.arange(GOALS) * GOALS + ranks
    return np.bincount(places.ravel(), minlength=GOALS * GOALS)


def main() -> None:
    rng = np.random.default_rng(7)
    low = rng.uniform(0, 8, (GOALS, CRITERIA))
    high = low + rng.uniform(0, 2, low.shape)
    ours = best(lambda: sampled(low, high, draws=DRAWS, seed=0, top=5), RUNS)
    floor = best(lambda: bare(low, high), RUNS)
    tell([Row(f"SMAA, {GOALS} x {CRITERIA} x {DRAWS:,}", ours, "bare numpy", floor)])


if __name__ == "__main__":
    main()
