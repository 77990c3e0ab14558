"""Screening: how much data a unit or an indicator has. It is only reported; nobody is dropped."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.arrays import FloatArray, IntArray

LOW_COVERAGE = 0.65


@dataclass(frozen=True)
class Screening:
    """Counts along one axis. available = 1 - missing / all; non_zero = 1 - zeros / values (NaN without any)."""

    missing: IntArray
    zeros: IntArray
    available: FloatArray
    non_zero: FloatArray


def screen(values: FloatArray, *, by: str = "unit") -> Screening:
    """Screening of values (units, indicators), by "unit" or "indicator". Source: COINr, Screen and get_data_avail."""
    axis = 1 if by == "unit" else 0
    gaps = np.isnan(values)
    missing = gaps.sum(axis=axis)
    zeros = (values == 0).sum(axis=axis)
    size = values.shape[axis]
    present = (size - missing).astype(np.float64)
    share = np.divide(zeros, present, out=np.full(present.shape, np.nan), where=present > 0)
    return Screening(missing, zeros, present / size, 1 - share)
