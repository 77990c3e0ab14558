"""Scrambled Sobol' points for the base samples of a sensitivity analysis."""

import numpy as np
from scipy.stats import qmc

from visioon.methods.composite.arrays import FloatArray


def base_points(n: int, variables: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Two base samples in the unit cube, (n, variables) each: halves of one scrambled sequence of twice the dimension.

    Source: Sobol' (1967); scrambling by Owen (1995) as in scipy.stats.qmc.
    """
    sequence = qmc.Sobol(2 * variables, scramble=True, rng=rng)
    points = np.asarray(sequence.random_base2(max(n - 1, 0).bit_length())[:n], dtype=np.float64)
    return points[:, :variables], points[:, variables:]
