"""Imputation by column: a missing value becomes the mean or median of the available ones, of all or of a group."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from visioon.methods.composite.arrays import FloatArray, IntArray
from visioon.methods.composite.parameters import ParameterError

Statistic = Literal["mean", "median"]
CENTRES: dict[str, Callable[[FloatArray], np.floating]] = {"mean": np.mean, "median": np.median}
FORMS = "none, mean, median, group-mean:COL or group-median:COL was expected"


@dataclass(frozen=True)
class Imputation:
    """How missing values are filled. statistic None: not at all. group: the column whose groups are kept apart."""

    statistic: Statistic | None = None
    group: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Imputation":
        """From none | mean | median | group-mean:COL | group-median:COL; ParameterError for anything else."""
        name, colon, group = text.partition(":")
        forms: dict[str, Statistic | None] = {"none": None, "mean": "mean", "median": "median"}
        if name in forms and not colon:
            return cls(forms[name])
        by_group: dict[str, Statistic] = {"group-mean": "mean", "group-median": "median"}
        if name in by_group and group:
            return cls(by_group[name], group)
        raise ParameterError("impute", f"{FORMS}, found {text!r}")

    def __str__(self) -> str:
        if self.statistic is None:
            return "none"
        return f"group-{self.statistic}:{self.group}" if self.group else self.statistic


def impute(
    values: FloatArray, imputation: Imputation, groups: Mapping[str, Sequence[str | None]] | None = None
) -> FloatArray:
    """Fill missing values column by column.

    values: (units, indicators), NaN missing. groups: column name -> the group of each unit, None unknown.
    Where no value is available in the column or group, or the unit has no group, the value stays missing.
    Raises ParameterError where the group column is not there. Source: COINr, i_mean, i_median, i_mean_grp.
    """
    result = values.copy()
    if imputation.statistic is None:
        return result
    centre = CENTRES[imputation.statistic]
    for rows in _parts(len(values), imputation.group, groups or {}):
        for column in np.flatnonzero(np.isnan(values[rows]).any(axis=0)):
            _fill(result, rows, int(column), centre)
    return result


def _fill(result: FloatArray, rows: IntArray, column: int, centre: Callable[[FloatArray], np.floating]) -> None:
    part = result[rows, column]
    missing = np.isnan(part)
    if not missing.all():
        part[missing] = centre(part[~missing])
        result[rows, column] = part


def _parts(units: int, group: str | None, groups: Mapping[str, Sequence[str | None]]) -> list[IntArray]:
    if group is None:
        return [np.arange(units)]
    if group not in groups:
        raise ParameterError("impute", f"the name of a group column was expected, found {group!r}")
    labels = groups[group]
    names = sorted({label for label in labels if label is not None})
    return [np.array([i for i, label in enumerate(labels) if label == name], dtype=np.intp) for name in names]
