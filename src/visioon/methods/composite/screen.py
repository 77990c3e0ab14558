"""Screening: how much data a unit or an indicator has, and which units a rule would keep.

The command only reports it and drops nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from visioon.methods.composite.arrays import BoolArray, FloatArray, IntArray

LOW_COVERAGE = 0.65
Rule = Literal["byNA", "byzeros", "byNAandzeros"]


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


@dataclass(frozen=True)
class Screen:
    """When a unit is kept. forced: row -> whether it is kept all the same."""

    rule: Rule = "byNA"
    available: float = 2 / 3
    non_zero: float = 0.05
    forced: Mapping[int, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Screened:
    """Screening by unit, and (units,) whether each has little data, few values other than 0, and is kept."""

    found: Screening
    low_available: BoolArray
    low_non_zero: BoolArray
    included: BoolArray


def screened(values: FloatArray, screen_by: Screen) -> Screened:
    """Which units of values (units, indicators) a rule keeps. A unit without any value has few other than 0.

    Source: COINr, Screen.
    """
    found = screen(values)
    low_available = found.available < screen_by.available
    low_non_zero = ~(found.non_zero >= screen_by.non_zero)
    dropped = {
        "byNA": low_available,
        "byzeros": low_non_zero,
        "byNAandzeros": low_available | low_non_zero,
    }[screen_by.rule]
    included = ~dropped
    for row, kept in screen_by.forced.items():
        included[row] = kept
    return Screened(found, np.asarray(low_available), np.asarray(low_non_zero), np.asarray(included))
