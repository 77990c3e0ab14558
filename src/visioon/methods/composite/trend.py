"""Trends of one series: growth a year from first to last, and the slope of a fitted line in percent a period."""

from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.arrays import FloatArray

FEWEST_POINTS = 3


@dataclass(frozen=True)
class Growth:
    """cagr: compound growth a year, inf from 0, NaN where undefined. available: share of the times with a value."""

    cagr: float
    available: float
    first: float | None
    last: float | None


def cagr(times: FloatArray, values: FloatArray) -> Growth:
    """(last / first)^(1 / (t_last - t_first)) - 1 over the times (periods,) that have a value; NaN missing.

    0 where last equals first, even both 0; inf from 0; NaN where the sign changes or there are fewer than 2 values.
    Source: COINr, get_trends with f_trend "CAGR".
    """
    there = ~np.isnan(values)
    available = float(there.mean()) if there.size else 0.0
    if not there.any():
        return Growth(float("nan"), available, None, None)
    order = np.argsort(times[there], kind="stable")
    t, y = times[there][order], values[there][order]
    first, last = float(t[0]), float(t[-1])
    return Growth(_growth(float(y[0]), float(y[-1]), last - first), available, first, last)


def percent_change(times: FloatArray, values: FloatArray, per: float = 1.0) -> float:
    """Slope of the least-squares line times per, in percent of the first fitted value; NaN below 3 values.

    NaN too where the first fitted value is 0 or all values are of one time. Source: COINr, prc_change.
    """
    there = ~np.isnan(values)
    t, y = times[there], values[there]
    if len(t) < FEWEST_POINTS:
        return float("nan")
    d = t - t.mean()
    squares = float((d * d).sum())
    if squares == 0:
        return float("nan")
    slope = float((d * y).sum()) / squares
    fitted = float(y.mean()) + slope * float(d.min())
    return slope * per / fitted * 100 if fitted != 0 else float("nan")


def _growth(first: float, last: float, span: float) -> float:
    if span == 0:
        return float("nan")
    if last == first:
        return 0.0
    if first == 0:
        return float("inf") if last > 0 else float("-inf")
    ratio = last / first
    return ratio ** (1 / span) - 1 if ratio >= 0 else float("nan")
