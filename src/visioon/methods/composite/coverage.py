"""The floor of coverage: below it an aggregate of level 2 says "not enough data" instead of a score."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.arrays import BoolArray, FloatArray, IntArray

# Shares travel with 12 significant digits, so 2/3 of 3 must still be reached by 2.
SHARE_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Floor:
    """Fewest indicators of an aggregate in the design, and smallest share of them that a unit must have."""

    indicators: int = 3
    share: float = 2 / 3


@dataclass(frozen=True)
class Coverage:
    """available: (units, codes of level 2), the indicators a unit has; total: (codes,), the indicators there are."""

    available: IntArray
    total: IntArray

    def enough(self, floor: Floor) -> BoolArray:
        """The codes with enough indicators in the design, (codes,)."""
        return np.asarray(self.total >= floor.indicators)

    def keep(self, floor: Floor) -> BoolArray:
        """Where a unit gets a score: (units, codes)."""
        share = self.available / np.maximum(self.total, 1)
        return np.asarray((share >= floor.share - SHARE_TOLERANCE) & self.enough(floor))


def coverage(values: FloatArray, left_out: tuple[int, ...], children: tuple[IntArray, ...]) -> Coverage:
    """Count the values that can enter a score of level 2.

    values: (units, indicators) before imputation, NaN missing. left_out: columns that could not be normalised; no
    unit has them. children: the indicator columns of each code of level 2.
    """
    present = ~np.isnan(values)
    present[:, list(left_out)] = False
    available = np.stack([present[:, columns].sum(axis=1) for columns in children], axis=1)
    return Coverage(available, np.array([len(columns) for columns in children], dtype=np.intp))
