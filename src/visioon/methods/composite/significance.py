"""How surely a correlation is none by chance. scipy is slow to load, so this stands apart."""

import numpy as np
from scipy.special import stdtr

from visioon.methods.composite.arrays import FloatArray


def p_values(r: FloatArray, units: FloatArray) -> FloatArray:
    """Two-sided p of Pearson's or Spearman's r on so many units each, by Student's t with n - 2; shape of r.

    NaN where r is, and below 3 units. Source: COINr, get_pvals; R, cor.test.
    """
    freedom = units - 2
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(r) * np.sqrt(freedom / (1 - r**2))
        result: FloatArray = 2 * stdtr(freedom, -t)
    result[np.isnan(r) | (freedom < 1)] = np.nan
    return result
