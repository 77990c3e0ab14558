"""Several years of the same units: gaps filled along time, and one normalisation over all years.

fill_latest, fill_linear and fill_constant fill; compute_panel makes the scores, comparable from year to year.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from visioon.methods.composite.aggregate import aggregate
from visioon.methods.composite.arrays import BoolArray, FloatArray, IntArray
from visioon.methods.composite.denominate import denominate
from visioon.methods.composite.impute import impute
from visioon.methods.composite.normalise import LeftOut, normalise
from visioon.methods.composite.pipeline import Data, Parameters, rank_levels
from visioon.methods.composite.screen import Screen, screened
from visioon.methods.composite.structure import Structure
from visioon.methods.composite.treat import treat


@dataclass(frozen=True)
class Panel:
    """One row a unit and time: data.units names the unit of each row, times (rows,) its time; each pair once.

    Raises ValueError for another number of times, a time that is missing, or a pair given twice.
    """

    data: Data
    times: FloatArray

    def __post_init__(self) -> None:
        if self.times.shape != (len(self.data.units),) or np.isnan(self.times).any():
            raise ValueError(f"{len(self.data.units)} times were expected, found {self.times.shape}")
        if len(set(zip(self.data.units, self.times.tolist(), strict=True))) != len(self.times):
            raise ValueError("each unit once at each time was expected")

    def at(self, time: float) -> IntArray:
        """The rows of one time."""
        return np.flatnonzero(self.times == time)


@dataclass(frozen=True)
class PanelIndex:
    """The rows that screening kept, as row numbers of the panel, and their results; ranks are inside each time."""

    rows: IntArray
    treated: FloatArray
    normalised: FloatArray
    left_out: tuple[LeftOut, ...]
    scores: dict[int, FloatArray]
    ranks: dict[int, FloatArray]


def fill_latest(panel: Panel, longest: float | None = None) -> FloatArray:
    """A missing value becomes the unit's latest earlier one, at most longest back in time; (rows, indicators).

    Source: COINr, impute_panel with imp_type "latest" and max_time.
    """
    return _along(panel, lambda t, x: _latest(t, x, longest))


def fill_linear(panel: Panel, *, ends: bool = True) -> FloatArray:
    """A missing value lies on the line between its neighbours in time; before the first and after the last it is that
    one, or stays missing without ends. Source: COINr, impute_panel with imp_type "linear".
    """
    return _along(panel, lambda t, x: _linear(t, x, ends))


def fill_constant(panel: Panel) -> FloatArray:
    """A missing value becomes the latest earlier one, before the first the first. Source: impute_panel, "constant"."""
    return _along(panel, _constant)


def compute_panel(
    structure: Structure, panel: Panel, parameters: Parameters, screening: Screen | None = None
) -> PanelIndex:
    """Denominate, then in each time screen, impute and treat; normalise over all times together; aggregate and rank.

    Raises DenominatorError, ParameterError, NotPositive; ValueError where screening leaves nobody. Source: COINr, a
    purse with Normalise(global = TRUE).
    """
    denominators = [indicator.denominator for indicator in structure.indicators]
    values = denominate(panel.data.values, denominators, panel.data.denominators)
    kept, treated = [], []
    for time in np.unique(panel.times):
        rows = panel.at(float(time))
        rows = rows[screened(values[rows], screening).included] if screening else rows
        if not rows.size:
            continue
        groups = {name: [of[row] for row in rows] for name, of in panel.data.groups.items()}
        filled = impute(values[rows], parameters.imputation, groups)
        treated.append(filled if parameters.treatment is None else treat(filled, parameters.treatment)[0])
        kept.append(rows)
    if not kept:
        raise ValueError("at least one unit that screening keeps was expected")
    return _together(structure, panel, parameters, np.concatenate(kept), np.concatenate(treated))


def with_values(panel: Panel, values: FloatArray) -> Panel:
    """The same panel with filled values."""
    return replace(panel, data=replace(panel.data, values=values))


def _together(
    structure: Structure, panel: Panel, parameters: Parameters, rows: IntArray, treated: FloatArray
) -> PanelIndex:
    normalised, left_out = normalise(treated, structure.directions, parameters.normalisation)
    scores = aggregate(normalised, structure, parameters.aggregations)
    ranks = {level: np.full_like(of, np.nan) for level, of in scores.items()}
    for time in np.unique(panel.times[rows]):
        here: BoolArray = panel.times[rows] == time
        for level, of in rank_levels({level: found[here] for level, found in scores.items()}).items():
            ranks[level][here] = of
    return PanelIndex(rows, treated, normalised, left_out, scores, ranks)


def _along(panel: Panel, fill: Callable[[FloatArray, FloatArray], FloatArray]) -> FloatArray:
    result = panel.data.values.astype(np.float64, copy=True)
    units = np.array(panel.data.units, dtype=object)
    for unit in sorted(set(panel.data.units)):
        rows = np.flatnonzero(units == unit)
        rows = rows[np.argsort(panel.times[rows], kind="stable")]
        for column in np.flatnonzero(np.isnan(result[rows]).any(axis=0)):
            series = result[rows, column]
            if not np.isnan(series).all():
                result[rows, column] = fill(panel.times[rows], series)
    return result


def _latest(t: FloatArray, x: FloatArray, longest: float | None) -> FloatArray:
    places = np.where(np.isnan(x), -1, np.arange(len(x)))
    before = np.maximum.accumulate(places)
    known = before >= 0
    if longest is not None:
        known &= t - t[before] <= longest
    return np.where(known, x[before], np.nan)


def _linear(t: FloatArray, x: FloatArray, ends: bool) -> FloatArray:
    there, outside = ~np.isnan(x), None if ends else np.nan
    line: FloatArray = np.interp(t, t[there], x[there], left=outside, right=outside)
    return np.where(there, x, line)


def _constant(t: FloatArray, x: FloatArray) -> FloatArray:
    filled = _latest(t, x, None)
    return np.where(np.isnan(filled), x[~np.isnan(x)][0], filled)
