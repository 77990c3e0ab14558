"""Weights: as given, what share of the top each code really has, and under which parents it stands."""

import numpy as np

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.structure import INDICATOR_LEVEL, Structure


def effective_weights(structure: Structure) -> dict[str, float]:
    """Weight inside the parent's group (sum 1) times the effective weight of the parent, from the top down.

    A group whose weights are all 0 has effective weights 0. Source: COINr, get_eff_weights.
    """
    result = {structure.top: 1.0}
    for level in reversed(structure.aggregate_levels):
        below, weights = structure.codes(level - 1), structure.weights(level - 1)
        for parent, children in zip(structure.codes(level), structure.children(level), strict=True):
            shares = _shares(weights[children]) * result[parent]
            result |= {below[child]: float(share) for child, share in zip(children, shares, strict=True)}
    return result


def original_weights(structure: Structure) -> dict[str, tuple[int, float]]:
    """Level and weight as given of every code, lowest level first. Source: COINr, the weight set "Original"."""
    levels = range(INDICATOR_LEVEL, structure.top_level + 1)
    return {
        code: (level, float(weight))
        for level in levels
        for code, weight in zip(structure.codes(level), structure.weights(level), strict=True)
    }


def lineage(structure: Structure) -> dict[str, tuple[str, ...]]:
    """The parents of every code from the next one to the top. Source: COINr, the lineage of a coin."""
    parents = {node.code: node.parent for node in structure.nodes}
    result = {}
    for code in parents:
        path: list[str] = []
        above = parents[code]
        while above is not None:
            path.append(above)
            above = parents[above]
        result[code] = tuple(path)
    return result


def _shares(weights: FloatArray) -> FloatArray:
    total = weights.sum()
    return weights / total if total > 0 else np.zeros_like(weights)
