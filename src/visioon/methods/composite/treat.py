"""Treatment of outliers: winsorise a skewed column point by point; where that does not help, take its logarithm."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.logs import TRANSFORMATIONS
from visioon.methods.composite.statistics import column_skew_kurt, skew_kurt, varies

WINSORISED = {-1.0: "winhi", 1.0: "winlo"}


@dataclass(frozen=True)
class Treatment:
    """Limits: a column passes if |G1| < skew or G2 < kurt; at most winmax points are moved before the logarithm.

    transformation: the name in logs.TRANSFORMATIONS of what follows where winsorising does not help; combine: it is
    taken of the winsorised column and not of the original.
    """

    winmax: int = 5
    skew: float = 2.0
    kurt: float = 3.5
    transformation: str = "log_ct"
    combine: bool = False

    def passes(self, skew: float, kurt: float) -> bool:
        return bool(abs(skew) < self.skew or kurt < self.kurt)


@dataclass(frozen=True)
class ColumnTreatment:
    """What was done to one column.

    pass0, skew0, kurt0 before; moved points, side (hi, lo or both), log: whether the transformation was taken, and
    pass1, skew1, kurt1 after. All before are None where the column has too few values or no variance, all after where
    it passed.
    """

    pass0: bool | None = None
    skew0: float | None = None
    kurt0: float | None = None
    moved: int | None = None
    side: str | None = None
    log: bool | None = None
    pass1: bool | None = None
    skew1: float | None = None
    kurt1: float | None = None


def check(values: FloatArray, treatment: Treatment) -> tuple[ColumnTreatment, ...]:
    """What treat would find in values (units, columns), with nothing done."""
    skews, kurts = skew_kurt(values)
    return tuple(
        ColumnTreatment() if np.isnan(kurt) else ColumnTreatment(treatment.passes(skew, kurt), float(skew), float(kurt))
        for skew, kurt in zip(skews, kurts, strict=True)
    )


def treat(values: FloatArray, treatment: Treatment) -> tuple[FloatArray, tuple[ColumnTreatment, ...]]:
    """The treated columns and what was done to each.

    values: (units, columns), NaN missing, which stays. A column that fails is winsorised while it fails and fewer
    than winmax of its values differ from the original; if it still fails, or a step would leave no variance, it
    becomes the transformation (log_ct) of the original. Source: COINr, Treat; moved counts units, where COINr counts
    tied points anew.
    """
    result = values.copy()
    found = list(check(values, treatment))
    for column, before in enumerate(found):
        if before.pass0 is False:
            present = ~np.isnan(values[:, column])
            result[present, column], found[column] = _treat_column(values[present, column], treatment, before)
    return result, tuple(found)


def winsorise(x: FloatArray, treatment: Treatment) -> tuple[FloatArray, bool]:
    """The winsorised column and whether it now passes. x: (values,), 4 or more, none missing, not all the same.

    A step sets every point equal to the largest to the next lower value where G1 >= 0, else every smallest to the
    next higher.
    """
    now = x
    skew, kurt = column_skew_kurt(now)
    while not treatment.passes(skew, kurt) and np.count_nonzero(now != x) < treatment.winmax:
        stepped = _step(now, skew)
        if not varies(stepped):
            return now, False
        now = stepped
        skew, kurt = column_skew_kurt(now)
    return now, treatment.passes(skew, kurt)


def treat_each(values: FloatArray, treatments: Sequence[Treatment]) -> tuple[FloatArray, tuple[ColumnTreatment, ...]]:
    """The same as treat with limits of its own for each column of values (units, columns)."""
    parts = [treat(values[:, [place]], one) for place, one in zip(range(values.shape[1]), treatments, strict=True)]
    return np.concatenate([part for part, _ in parts], axis=1), tuple(done[0] for _, done in parts)


def moved_points(before: FloatArray, after: FloatArray) -> list[list[str | None]]:
    """For each cell of two tables of one shape: winhi where it was set down, winlo where up, else None."""
    return [[WINSORISED.get(float(np.sign(x))) for x in row] for row in after - before]


def _treat_column(x: FloatArray, treatment: Treatment, before: ColumnTreatment) -> tuple[FloatArray, ColumnTreatment]:
    winsorised, passed = winsorise(x, treatment)
    last = TRANSFORMATIONS[treatment.transformation]
    final = winsorised if passed else last(winsorised if treatment.combine else x)
    skew, kurt = column_skew_kurt(final)
    return final, ColumnTreatment(
        pass0=before.pass0,
        skew0=before.skew0,
        kurt0=before.kurt0,
        moved=int(np.count_nonzero(winsorised != x)),
        side=_side(x, winsorised),
        log=not passed,
        pass1=treatment.passes(skew, kurt),
        skew1=skew,
        kurt1=kurt,
    )


def _step(x: FloatArray, skew: float) -> FloatArray:
    if skew >= 0:
        high = x.max()
        return np.where(x == high, x[x < high].max(), x)
    low = x.min()
    return np.where(x == low, x[x > low].min(), x)


def _side(before: FloatArray, after: FloatArray) -> str | None:
    down, up = bool((after < before).any()), bool((after > before).any())
    if down and up:
        return "both"
    return "hi" if down else "lo" if up else None
