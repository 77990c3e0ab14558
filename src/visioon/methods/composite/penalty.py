"""Aggregations that the reference lacks: a penalty for unevenness, and the weights that flatter each unit most.

Both take the normalised children of one group, (units, children), NaN missing, higher is better.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from visioon.methods.composite.arrays import FloatArray

CENTRE, SPREAD = 100.0, 10.0


class NotSolved(ValueError):
    """The weights of a unit could not be found: the row of the unit and why."""

    def __init__(self, row: int, reason: str) -> None:
        self.row, self.reason = row, reason
        super().__init__(f"unit {row}: {reason}")


@dataclass(frozen=True)
class Doubt:
    """scores: (units,), 1 = no other unit does better under one's own weights; weights: (units, children)."""

    scores: FloatArray
    weights: FloatArray


def mpi(values: FloatArray, *, downward: bool = True) -> FloatArray:
    """The Mazziotta-Pareto index M - S cv, + where not downward: a unit whose children differ is set back; (units,).

    Children are put on mean 100 and standard deviation 10 over the units (n); M and S are mean and standard deviation
    (n) of a unit's children, cv = S / M. A child without variance, or a unit without any child, gives NaN there.
    Source: Mazziotta and Pareto (2016), On a generalized non-compensatory composite index.
    """
    mean, sd = _mean(values.T), _deviation(values.T)
    with np.errstate(divide="ignore", invalid="ignore"):
        standard = CENTRE + SPREAD * (values - mean) / np.where(sd > 0, sd, np.nan)
        return _penalised(standard, downward)


def ampi(values: FloatArray, low: FloatArray, high: FloatArray, *, downward: bool = True) -> FloatArray:
    """The adjusted index, comparable over years: children on 70..130 between the given goalposts low and high.

    low and high: (children,), fixed for all years. Otherwise as mpi. Raises ValueError unless low is below high.
    Source: Mazziotta and Pareto (2016).
    """
    if not (low < high).all():
        raise ValueError("low below high was expected of every child")
    return _penalised((values - low) / (high - low) * 60.0 + 70.0, downward)


def benefit_of_the_doubt(values: FloatArray, least: float = 0.0) -> Doubt:
    """Each unit by the weights under which it looks best, while no unit exceeds 1 under them.

    values: complete and not negative. least: the smallest share of a unit's score that each child must carry, from 0
    to 1 / children. Raises ValueError for other values, NotSolved where no weights exist. Source: Melyn and Moesen
    (1991); OECD/JRC Handbook (2008), 6.2.
    """
    units, children = values.shape
    if np.isnan(values).any() or (values < 0).any():
        raise ValueError("complete values of at least 0 were expected")
    if not 0 <= least <= 1 / children:
        raise ValueError(f"a least share from 0 to {1 / children:.6g} was expected, found {least:g}")
    weights = np.empty((units, children))
    for row, own in enumerate(values):
        # Child j carries at least its share: least * sum(w x) - w_j x_j <= 0.
        shares = least * np.tile(own, (children, 1)) - np.diag(own)
        solved = linprog(
            -own,
            A_ub=np.concatenate([values, shares]),
            b_ub=np.concatenate([np.ones(units), np.zeros(children)]),
            method="highs",
        )
        if solved.x is None:
            raise NotSolved(row, str(solved.message))
        weights[row] = solved.x
    return Doubt((values * weights).sum(axis=1), weights)


def _penalised(standard: FloatArray, downward: bool) -> FloatArray:
    mean, sd = _mean(standard), _deviation(standard)
    with np.errstate(divide="ignore", invalid="ignore"):
        penalty = sd * sd / mean
    return mean - penalty if downward else mean + penalty


def _mean(rows: FloatArray) -> FloatArray:
    there = ~np.isnan(rows)
    count = there.sum(axis=1)
    total = np.where(there, rows, 0.0).sum(axis=1)
    result: FloatArray = np.divide(total, count, out=np.full(len(rows), np.nan), where=count > 0)
    return result


def _deviation(rows: FloatArray) -> FloatArray:
    squares: FloatArray = np.sqrt(_mean((rows - _mean(rows)[:, None]) ** 2))
    return squares
