"""Normalisation: columns of different units brought to one scale, after the direction has been applied."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.arrays import BoolArray, FloatArray
from visioon.methods.composite.parameters import ParameterError, numbers
from visioon.methods.composite.rank import rank_ascending
from visioon.methods.composite.statistics import constant

PLAIN = ("rank", "prank", "borda", "dist2max", "fracmax")
FORMS = f"minmax:LO,HI, zscore:MEAN,SD, {', '.join(PLAIN)}"


@dataclass(frozen=True)
class Normalisation:
    """A normalisation by name; first and second are LO, HI of minmax or MEAN, SD of zscore."""

    name: str = "minmax"
    first: float = 0.0
    second: float = 100.0

    @classmethod
    def parse(cls, text: str) -> "Normalisation":
        """From minmax:LO,HI | zscore:MEAN,SD | rank | prank | borda | dist2max | fracmax; else ParameterError."""
        name, colon, rest = text.partition(":")
        if name in PLAIN and not colon:
            return cls(name)
        if name not in ("minmax", "zscore") or not colon:
            raise ParameterError("normalise", f"one of {FORMS} was expected, found {text!r}")
        first, second = numbers("normalise", rest, 2, "minmax:LO,HI" if name == "minmax" else "zscore:MEAN,SD")
        if name == "minmax" and not first < second:
            raise ParameterError("normalise", f"LO below HI was expected, found {text!r}")
        if name == "zscore" and not second > 0:
            raise ParameterError("normalise", f"SD above 0 was expected, found {text!r}")
        return cls(name, first, second)

    def __str__(self) -> str:
        return self.name if self.name in PLAIN else f"{self.name}:{self.first:.12g},{self.second:.12g}"


@dataclass(frozen=True)
class LeftOut:
    """A column that could not be normalised and became empty: its number and why."""

    column: int
    reason: str


def normalise(
    values: FloatArray, directions: FloatArray, normalisation: Normalisation
) -> tuple[FloatArray, tuple[LeftOut, ...]]:
    """Normalise each column of values (units, columns) after multiplying it with its direction (1 or -1).

    minmax (x-min)/(max-min)(HI-LO)+LO; zscore (x-mean)/sd SD+MEAN with n-1; rank ascending, ties smallest, on 12
    significant digits; borda rank-1; prank (rank-1)/(n-1); dist2max 1-(max-x)/(max-min); fracmax x/max.
    A column whose formula would divide by 0 or that has no value becomes NaN and is named. Source: COINr, Normalise.
    """
    x = values * directions
    # 0 - 0 instead of -0 * -1 keeps a zero of direction -1 a plain zero.
    x = x + 0.0
    formula = FORMULAS[normalisation.name]
    return without(x, _reasons(x, normalisation.name), lambda usable: formula(x[:, usable], normalisation))


def without(
    x: FloatArray, reasons: Sequence[str | None], formula: Callable[[list[int]], FloatArray]
) -> tuple[FloatArray, tuple[LeftOut, ...]]:
    """The formula of the columns of x that have no reason against it; the others are NaN and named."""
    usable = [column for column, reason in enumerate(reasons) if reason is None]
    result = np.full(x.shape, np.nan)
    if usable:
        result[:, usable] = formula(usable)
    return result, tuple(LeftOut(column, reason) for column, reason in enumerate(reasons) if reason is not None)


def _reasons(x: FloatArray, name: str) -> list[str | None]:
    empty = np.asarray(np.isnan(x).all(axis=0))
    undivided = _undivided(x, name)
    reason = "maximum 0" if name == "fracmax" else "constant"
    return ["no value" if empty[i] else reason if undivided[i] else None for i in range(x.shape[1])]


def _undivided(x: FloatArray, name: str) -> BoolArray:
    """Whether the formula would divide by 0 in each column."""
    if name == "fracmax":
        return np.asarray(_largest(x) == 0)
    if name == "prank":
        return np.asarray((~np.isnan(x)).sum(axis=0) == 1)
    return np.zeros(x.shape[1], dtype=bool) if name in ("rank", "borda") else constant(x)


def _largest(x: FloatArray) -> FloatArray:
    result: FloatArray = np.where(np.isnan(x), -np.inf, x).max(axis=0)
    return result


def _smallest(x: FloatArray) -> FloatArray:
    result: FloatArray = np.where(np.isnan(x), np.inf, x).min(axis=0)
    return result


def _minmax(x: FloatArray, spec: Normalisation) -> FloatArray:
    low, high = _smallest(x), _largest(x)
    return (x - low) / (high - low) * (spec.second - spec.first) + spec.first


def _zscore(x: FloatArray, spec: Normalisation) -> FloatArray:
    gaps = np.isnan(x)
    n = (~gaps).sum(axis=0)
    deviations = x - np.where(gaps, 0.0, x).sum(axis=0) / n
    sd = np.sqrt(np.where(gaps, 0.0, deviations**2).sum(axis=0) / (n - 1))
    result: FloatArray = deviations / sd * spec.second + spec.first
    return result


def _rank(x: FloatArray, _: Normalisation) -> FloatArray:
    return rank_ascending(x.T).T


def _borda(x: FloatArray, spec: Normalisation) -> FloatArray:
    return _rank(x, spec) - 1


def _prank(x: FloatArray, spec: Normalisation) -> FloatArray:
    result: FloatArray = _borda(x, spec) / ((~np.isnan(x)).sum(axis=0) - 1)
    return result


def _dist2max(x: FloatArray, _: Normalisation) -> FloatArray:
    low, high = _smallest(x), _largest(x)
    return 1 - (high - x) / (high - low)


def _fracmax(x: FloatArray, _: Normalisation) -> FloatArray:
    result: FloatArray = x / _largest(x)
    return result


FORMULAS: dict[str, Callable[[FloatArray, Normalisation], FloatArray]] = {
    "minmax": _minmax,
    "zscore": _zscore,
    "rank": _rank,
    "borda": _borda,
    "prank": _prank,
    "dist2max": _dist2max,
    "fracmax": _fracmax,
}
