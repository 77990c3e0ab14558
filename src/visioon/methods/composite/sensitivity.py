"""Sensitivity: which uncertain choice moves the ranks most. y is the mean over units of |rank - nominal rank|."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.arrays import FloatArray, IntArray
from visioon.methods.composite.uncertainty import HIGH, LOW

BASE_BLOCKS = 2


@dataclass(frozen=True)
class Sensitivity:
    """First-order indices si and total indices sti, one a variable; NaN where y does not vary."""

    si: FloatArray
    sti: FloatArray


class DesignError(ValueError):
    """A row of a design is not what its block asks for: which row (from 0), which variable (from 0)."""

    def __init__(self, row: int, variable: int) -> None:
        self.row, self.variable = row, variable
        super().__init__(f"row {row}, variable {variable}: the value of block A or, in one column, of block B expected")


def rank_shift(nominal: FloatArray, ranks: FloatArray) -> FloatArray:
    """y of each replicate: the mean of |rank - nominal rank| over the units that have both; shape (replicates,)."""
    shifts = np.abs(ranks - nominal)
    present = ~np.isnan(shifts)
    count = present.sum(axis=1)
    total = np.where(present, shifts, 0.0).sum(axis=1)
    result: FloatArray = np.divide(total, count, out=np.full(len(ranks), np.nan), where=count > 0)
    return result


def blocks(a: IntArray, b: IntArray) -> IntArray:
    """The design of base samples a and b, (N, d) each: A, B, then A with one column of B; (N (d + 2), d)."""
    parts = [a, b]
    for column in range(a.shape[1]):
        mixed = a.copy()
        mixed[:, column] = b[:, column]
        parts.append(mixed)
    return np.concatenate(parts)


def check_blocks(design: IntArray, n: int) -> None:
    """DesignError unless design (N (d + 2), d) is made as blocks makes it."""
    wrong = np.argwhere(design != blocks(design[:n], design[n : 2 * n]))
    if len(wrong):
        raise DesignError(int(wrong[0, 0]), int(wrong[0, 1]))


def sampled(y: FloatArray, variables: int, *, centred: bool = True) -> Sensitivity:
    """Indices from y of a blocks design, shape (N (variables + 2),).

    With y centred on the mean of blocks A and B and V their variance (n - 1):
    Si = mean(yB (yABi - yA)) / V (Saltelli et al. 2010); STi = sum((yA - yABi)^2) / (2 N V) (Jansen 1999).
    Without centring, Si is COINr's, which is far off at small N; it is there to compare.
    """
    ya, yb, *mixed = y.reshape(variables + BASE_BLOCKS, -1)
    base = np.concatenate([ya, yb])
    variance = base.var(ddof=1)
    if not variance > 0:
        return _undefined(variables)
    centre = base.mean() if centred else 0.0
    si = [((yb - centre) * (yab - ya)).mean() / variance for yab in mixed]
    sti = [((ya - yab) ** 2).mean() / (2 * variance) for yab in mixed]
    return Sensitivity(np.array(si), np.array(sti))


def bootstrapped(
    y: FloatArray, variables: int, draws: int, rng: np.random.Generator
) -> tuple[Sensitivity, Sensitivity]:
    """The 5 % and the 95 % quantile of sampled over draws resamples of the N base points, with replacement.

    y as in sampled. Source: COINr, get_sensitivity with Nboot. Raises ValueError for no draw.
    """
    if draws < 1:
        raise ValueError(f"at least one draw was expected, found {draws}")
    rows = y.reshape(variables + BASE_BLOCKS, -1)
    n = rows.shape[1]
    found = [sampled(rows[:, rng.integers(0, n, n)].ravel(), variables) for _ in range(draws)]
    si, sti = np.stack([one.si for one in found]), np.stack([one.sti for one in found])
    low, high = (Sensitivity(_quantile(si, at), _quantile(sti, at)) for at in (LOW, HIGH))
    return low, high


def _quantile(values: FloatArray, at: float) -> FloatArray:
    """Of each column over the draws in which the indices are defined, NaN where they never are."""
    whole = values[~np.isnan(values).any(axis=1)]
    return np.quantile(whole, at, axis=0) if len(whole) else np.full(values.shape[1], np.nan)


def exact(y: FloatArray, shape: tuple[int, ...]) -> Sensitivity:
    """Indices from y of every case, in the order of design.full_design; shape: the number of choices by variable.

    Si = Var(E[y | xi]) / Var(y); STi = E[Var(y | all but xi)] / Var(y); population variances.
    """
    cube = y.reshape(shape)
    variance = cube.var()
    if not variance > 0:
        return _undefined(len(shape))
    axes = range(len(shape))
    si = [cube.mean(axis=tuple(other for other in axes if other != axis)).var() / variance for axis in axes]
    sti = [cube.var(axis=axis).mean() / variance for axis in axes]
    return Sensitivity(np.array(si), np.array(sti))


def _undefined(variables: int) -> Sensitivity:
    return Sensitivity(np.full(variables, np.nan), np.full(variables, np.nan))
