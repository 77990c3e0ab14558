"""Effective weights: what share of the top each code really has."""

import numpy as np

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.structure import Structure


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


def _shares(weights: FloatArray) -> FloatArray:
    total = weights.sum()
    return weights / total if total > 0 else np.zeros_like(weights)
