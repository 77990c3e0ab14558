"""The formulas of one number with its own numbers filled in, so that a stranger can compute it by hand."""

from collections.abc import Callable
from math import isnan

import numpy as np
from django.utils.translation import gettext as _

from visioon.formats.canonical import twelve
from visioon.formats.csvio import number_text
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.logs import LOG_SHIFT
from visioon.methods.composite.normalise import Normalisation
from visioon.methods.composite.steps import Steps


def exact(value: float | None) -> str:
    """A number with all of its twelve significant digits and a decimal point; – where missing."""
    if value is None or isnan(value):
        return "–"
    return number_text(float(twelve([value])[0])).replace("-", "−")


def treated(steps: Steps, row: int, column: int) -> str:
    """How the value was treated, in numbers; empty where it was left as it is."""
    before, after = steps.index.prepared.imputed[:, column], steps.index.treated[:, column]
    value, result = before[row], after[row]
    if isnan(value):
        return ""
    if steps.index.treatments[column].log:
        low, high = float(np.nanmin(before)), float(np.nanmax(before))
        return f"ln({exact(value)} − {_in(low)} + {exact(LOG_SHIFT)} × ({exact(high)} − {_in(low)})) = {exact(result)}"
    return f"{exact(value)} → {exact(result)}" if value != result else ""


def normalised(steps: Steps, row: int, column: int) -> str:
    """The formula of the normalisation with the numbers of this value filled in; empty where there is none."""
    values = steps.index.treated[:, column] * steps.structure.indicators[column].direction + 0.0
    x, result = float(values[row]), steps.index.normalised[row, column]
    if isnan(result):
        return ""
    spec = steps.parameters.normalisation
    return f"{FORMULAS[spec.name](x, values, spec)} = {exact(result)}"


def _in(value: float) -> str:
    """A number that follows a sign: in brackets where it is below zero."""
    return exact(value) if value >= 0 else f"({exact(value)})"


def _ends(values: FloatArray) -> tuple[float, float]:
    return float(np.nanmin(values)), float(np.nanmax(values))


def _minmax(x: float, values: FloatArray, spec: Normalisation) -> str:
    low, high = _ends(values)
    said = f"({exact(x)} − {_in(low)}) / ({exact(high)} − {_in(low)})"
    return f"{said} × ({exact(spec.second)} − {_in(spec.first)}) + {_in(spec.first)}"


def _zscore(x: float, values: FloatArray, spec: Normalisation) -> str:
    mean, deviation = float(np.nanmean(values)), float(np.nanstd(values, ddof=1))
    return f"({exact(x)} − {_in(mean)}) / {exact(deviation)} × {exact(spec.second)} + {_in(spec.first)}"


def _dist2max(x: float, values: FloatArray, _spec: Normalisation) -> str:
    low, high = _ends(values)
    return f"1 − ({exact(high)} − {_in(x)}) / ({exact(high)} − {_in(low)})"


def _fracmax(x: float, values: FloatArray, _spec: Normalisation) -> str:
    return f"{exact(x)} / {_in(_ends(values)[1])}"


def _rank(x: float, values: FloatArray, _spec: Normalisation) -> str:
    count = int((~np.isnan(values)).sum())
    return _("place of %(value)s among %(count)s values, counted from the lowest") % {"value": exact(x), "count": count}


def _borda(x: float, values: FloatArray, spec: Normalisation) -> str:
    return f"{_rank(x, values, spec)} − 1"


def _prank(x: float, values: FloatArray, spec: Normalisation) -> str:
    return f"({_rank(x, values, spec)} − 1) / ({int((~np.isnan(values)).sum())} − 1)"


FORMULAS: dict[str, Callable[[float, FloatArray, Normalisation], str]] = {
    "minmax": _minmax,
    "zscore": _zscore,
    "dist2max": _dist2max,
    "fracmax": _fracmax,
    "rank": _rank,
    "borda": _borda,
    "prank": _prank,
}
