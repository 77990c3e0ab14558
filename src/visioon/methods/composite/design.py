"""The design of an uncertainty analysis: which choices are uncertain, and one row of choices a replicate."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.aggregate import Aggregation
from visioon.methods.composite.arrays import FloatArray, IntArray
from visioon.methods.composite.normalise import Normalisation
from visioon.methods.composite.structure import INDICATOR_LEVEL, Structure

WINMAX = (1, 2, 3, 4, 5)
NORMALISATIONS = (Normalisation("minmax", 1.0, 100.0), Normalisation("zscore", 10.0, 2.0))
AGGREGATIONS = (Aggregation("amean"), Aggregation("gmean"))
VARIABLES = ("Winmax", "Normalisation", "Weights", "Aggregation")
WEIGHT_SETS, WEIGHT_SPREAD = 100, 0.25


@dataclass(frozen=True)
class WeightSets:
    """count sets of weights: level -> (count, codes of the level), or (1, codes) where the weights are certain."""

    count: int
    levels: dict[int, FloatArray]

    def of(self, level: int, sets: IntArray) -> FloatArray:
        """The weights of a level in some sets: (sets, codes), or (1, codes) where they are certain."""
        weights = self.levels[level]
        return weights if len(weights) == 1 else weights[sets]


def noisy_weights(structure: Structure, rng: np.random.Generator, *, indicators: bool = False) -> WeightSets:
    """100 weight sets w (1 + 0.25 u), u uniform in (-1, 1), for the aggregates below the top, and indicators if asked.

    Source: COINr, get_noisy_weights.
    """
    levels = {}
    for level in range(INDICATOR_LEVEL, structure.top_level):
        weights = structure.weights(level)[None]
        if level > INDICATOR_LEVEL or indicators:
            weights = weights * (1 + WEIGHT_SPREAD * (2 * rng.random((WEIGHT_SETS, weights.shape[1])) - 1))
        levels[level] = weights
    return WeightSets(WEIGHT_SETS, levels)


def sizes(weight_sets: int) -> IntArray:
    """How many choices each of the four variables has."""
    return np.array([len(WINMAX), len(NORMALISATIONS), weight_sets, len(AGGREGATIONS)], dtype=np.intp)


def choices(points: FloatArray, weight_sets: int) -> IntArray:
    """Points of the unit cube (replicates, 4) as choices: for each variable the number of its choice, from 0."""
    count = sizes(weight_sets)
    return np.minimum((points * count).astype(np.intp), count - 1)


def random_design(replicates: int, weight_sets: int, rng: np.random.Generator) -> IntArray:
    """Independent uniform choices, (replicates, 4)."""
    return choices(rng.random((replicates, len(VARIABLES))), weight_sets)


def full_design(weight_sets: int) -> IntArray:
    """Every case once, (cases, 4), the last variable fastest."""
    grid = np.indices(tuple(sizes(weight_sets))).reshape(len(VARIABLES), -1).T
    return np.ascontiguousarray(grid).astype(np.intp)
