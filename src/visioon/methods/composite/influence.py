"""Influence: how much of a score's variation each child explains alone, against the weight that it was given."""

import numpy as np

from visioon.methods.composite.arrays import FloatArray

# Bandwidths in standard deviations of the child; a wide one is close to a straight line.
BANDWIDTHS = (0.3, 0.5, 0.8, 1.2, 2.0, 4.0)
FEWEST_UNITS = 10
SMALLEST = 1e-12


def correlation_ratio(x: FloatArray, y: FloatArray) -> float:
    """Var(E[y | x]) / Var(y), with E[y | x] by a local straight line; x and y (units,), NaN left out in pairs.

    The width of the Gaussian kernel is the one of BANDWIDTHS that predicts left-out units best. NaN below 10 shared
    units or where x or y does not vary. Source: Paruolo, Saisana and Saltelli (2013), Ratings and rankings: voodoo or
    science?
    """
    both = ~(np.isnan(x) | np.isnan(y))
    a, b = x[both], y[both]
    if len(a) < FEWEST_UNITS or not (a.std() > SMALLEST * np.abs(a).max() and b.std() > SMALLEST * np.abs(b).max()):
        return float("nan")
    standard = (a - a.mean()) / a.std()
    fits = [_local_line(standard, b, width) for width in BANDWIDTHS]
    smooth = min(fits, key=lambda fit: fit[1])[0]
    return float(min(smooth.var() / b.var(), 1.0))


def influence(children: FloatArray, score: FloatArray) -> FloatArray:
    """Correlation ratio of each child (units, children) with the score (units,), shape (children,)."""
    return np.array([correlation_ratio(column, score) for column in children.T])


def _local_line(x: FloatArray, y: FloatArray, width: float) -> tuple[FloatArray, float]:
    """The fitted values, and the mean squared error with each unit left out of its own fit."""
    distance = x[None, :] - x[:, None]
    kernel = np.exp(-0.5 * (distance / width) ** 2)
    s1, s2 = (kernel * distance).sum(axis=1), (kernel * distance**2).sum(axis=1)
    weights = kernel * (s2[:, None] - distance * s1[:, None])
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), SMALLEST)
    fitted: FloatArray = weights @ y
    own = np.minimum(np.diag(weights), 1 - 1e-6)
    return fitted, float((((y - fitted) / (1 - own)) ** 2).mean())
