"""Imputation beyond the column: along a unit's row inside each group, or by any function of a column."""

from collections.abc import Callable

import numpy as np

from visioon.methods.composite.arrays import FloatArray, IntArray
from visioon.methods.composite.impute import CENTRES, Statistic

Centre = Callable[[FloatArray], float]


def impute_rows(
    values: FloatArray, directions: FloatArray, groups: tuple[IntArray, ...], statistic: Statistic = "mean"
) -> FloatArray:
    """A missing value becomes what the unit reaches on average in the other indicators of the same group.

    values: (units, indicators), NaN missing; directions: (indicators,); groups: the column numbers of each group, as
    structure.children(2) gives them. Columns are turned by their direction and put on 0..1 by their minimum and
    maximum; the mean or median of the unit's available values of the group is put back on the scale of the column.
    A unit without a value in the group keeps the gap, as does a column without variance. Observed values are not
    touched. Source: COINr, Impute with impute_by "row" and normalise_first.
    """
    x = values * directions
    low = np.where(np.isnan(x), np.inf, x).min(axis=0)
    span = np.where(np.isnan(x), -np.inf, x).max(axis=0) - low
    unit = np.divide(x - low, span, out=np.full(x.shape, np.nan), where=np.isfinite(span) & (span > 0))
    result = values.astype(np.float64, copy=True)
    for columns in groups:
        for row in np.flatnonzero(np.isnan(values[:, columns]).any(axis=1)):
            reached = unit[row, columns]
            if np.isnan(reached).all():
                continue
            centre = float(CENTRES[statistic](reached[~np.isnan(reached)]))
            for column in columns[np.isnan(values[row, columns])]:
                if np.isfinite(span[column]) and span[column] > 0:
                    result[row, column] = (low[column] + centre * span[column]) * directions[column]
    return result


def impute_columns(values: FloatArray, centre: Centre) -> FloatArray:
    """A missing value becomes centre of the available values of its column; a column without any stays empty."""
    result = values.astype(np.float64, copy=True)
    for column in range(values.shape[1]):
        missing = np.isnan(values[:, column])
        if missing.any() and not missing.all():
            result[missing, column] = centre(values[~missing, column])
    return result
