"""The statistics of each indicator, and whether something about them should be looked at."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.rank import significant
from visioon.methods.composite.statistics import skew_kurt


@dataclass(frozen=True)
class Thresholds:
    """Shares of all units below which a flag is set; a column is an outlier if |G1| > skew and G2 > kurt."""

    available: float = 0.65
    non_zero: float = 0.5
    unique: float = 0.5
    skew: float = 2.0
    kurt: float = 3.5


THRESHOLDS = Thresholds()


@dataclass(frozen=True)
class ColumnStatistics:
    """One column; NaN where a figure is undefined. same: the largest number of equal values.

    share_available is of all units, the other shares are of the available values; std is with n - 1.
    """

    minimum: float
    maximum: float
    mean: float
    median: float
    std: float
    skew: float
    kurt: float
    available: int
    non_zero: int
    unique: int
    same: int
    share_available: float
    share_non_zero: float
    share_unique: float
    share_same: float
    low_available: bool
    low_non_zero: bool
    low_unique: bool
    outliers: bool


def describe(values: FloatArray, thresholds: Thresholds = THRESHOLDS) -> tuple[ColumnStatistics, ...]:
    """Statistics of each column of values (units, columns), NaN missing.

    Equal values are judged on 12 significant digits, so that rounding does not make two out of one. Source: COINr,
    get_stats.
    """
    skews, kurts = skew_kurt(values)
    columns = zip(values.T, skews, kurts, strict=True)
    return tuple(_column(column, float(skew), float(kurt), thresholds) for column, skew, kurt in columns)


def _column(column: FloatArray, skew: float, kurt: float, limits: Thresholds) -> ColumnStatistics:
    units, x = len(column), column[~np.isnan(column)]
    n = len(x)
    non_zero = int(np.count_nonzero(x))
    counts = np.unique(significant(x), return_counts=True)[1]
    unique, same = len(counts), int(counts.max()) if n else 0
    nothing = float("nan")
    shares = [count / n if n else nothing for count in (non_zero, unique, same)]
    return ColumnStatistics(
        minimum=float(x.min()) if n else nothing,
        maximum=float(x.max()) if n else nothing,
        mean=float(x.mean()) if n else nothing,
        median=float(np.median(x)) if n else nothing,
        std=float(x.std(ddof=1)) if n > 1 else nothing,
        skew=skew,
        kurt=kurt,
        available=n,
        non_zero=non_zero,
        unique=unique,
        same=same,
        share_available=n / units,
        share_non_zero=shares[0],
        share_unique=shares[1],
        share_same=shares[2],
        low_available=n / units < limits.available,
        low_non_zero=non_zero / units < limits.non_zero,
        low_unique=unique / units < limits.unique,
        outliers=abs(skew) > limits.skew and kurt > limits.kurt,
    )
