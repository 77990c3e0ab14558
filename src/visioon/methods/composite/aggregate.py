"""Aggregation: children of one level combined into the level above, by a mean or by Copeland's comparisons."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from visioon.methods.composite.arrays import BoolArray, FloatArray, IntArray
from visioon.methods.composite.means import amean, genmean, gmean, hmean
from visioon.methods.composite.outrank import copeland
from visioon.methods.composite.parameters import ParameterError, numbers
from visioon.methods.composite.structure import Structure

FORMS = "amean, gmean, hmean, copeland, genmean:P"
Mean = Callable[[FloatArray, FloatArray], FloatArray]


class NotPositive(ValueError):
    """A mean met a value that it is not defined for: function, unit (row from 0), code of the child, value."""

    def __init__(self, function: str, unit: int, code: str, value: float) -> None:
        self.function, self.unit, self.code, self.value = function, unit, code, value
        super().__init__(f"{function} needs values above 0, unit {unit} has {value:.12g} in {code}")


@dataclass(frozen=True)
class Aggregation:
    """One aggregation by name; p is the power of genmean."""

    name: str = "amean"
    p: float = 1.0

    @classmethod
    def parse(cls, text: str) -> "Aggregation":
        """From amean | gmean | hmean | copeland | genmean:P; ParameterError for anything else."""
        name, colon, rest = text.partition(":")
        if name in ("amean", "gmean", "hmean", "copeland") and not colon:
            return cls(name)
        if name != "genmean" or not colon:
            raise ParameterError("aggregate", f"one of {FORMS} was expected, found {text!r}")
        (p,) = numbers("aggregate", rest, 1, "genmean:P")
        if p == 0:
            raise ParameterError("aggregate", "a power other than 0 was expected (gmean is its limit)")
        return cls(name, p)

    def __str__(self) -> str:
        return f"genmean:{self.p:.12g}" if self.name == "genmean" else self.name

    def accepts(self, values: FloatArray) -> BoolArray:
        """Where values are ones the function is defined for; missing ones are."""
        if self.name in ("gmean", "hmean") or (self.name == "genmean" and self.p < 0):
            return np.isnan(values) | np.greater(values, 0.0)
        if self.name == "genmean" and self.p != 1:
            return np.isnan(values) | np.greater_equal(values, 0.0)
        return np.ones_like(values, dtype=bool)

    @property
    def mean(self) -> Mean:
        means: dict[str, Mean] = {"amean": amean, "gmean": gmean, "hmean": hmean, "genmean": genmean(self.p)}
        return means[self.name]


def parse_aggregations(text: str, levels: int) -> tuple[Aggregation, ...]:
    """One aggregation a level, lowest first, from one name or a comma list as long as there are aggregate levels."""
    names = text.split(",")
    if len(names) not in (1, levels):
        raise ParameterError("aggregate", f"1 or {levels} functions were expected, found {len(names)}")
    found = [Aggregation.parse(name) for name in names]
    return tuple(found * levels if len(found) == 1 else found)


def aggregate_level(
    values: FloatArray, weights: FloatArray, children: tuple[IntArray, ...], aggregation: Aggregation
) -> FloatArray:
    """One level from the level below.

    values: (cases or 1, units, codes below); weights: (cases or 1, codes below); result (cases, units, codes).
    Weights are renormalised over the available children; none available: NaN. The caller has made sure that
    aggregation accepts the values.
    """
    parts = [_combine(values[:, :, columns], weights[:, columns], aggregation) for columns in children]
    return np.stack(parts, axis=-1)


def aggregate(
    normalised: FloatArray,
    structure: Structure,
    aggregations: tuple[Aggregation, ...],
    *,
    keep: BoolArray | None = None,
    least: tuple[float, ...] | None = None,
) -> dict[int, FloatArray]:
    """Scores of every level >= 2: level -> (units, codes of the level), NaN missing.

    normalised: (units, indicators). aggregations: one a level, lowest first. keep: optional (units, codes of
    level 2), False empties a score of level 2 before it goes on. least: optional, one a level, the smallest share of
    its children that a unit must have for a score. Raises NotPositive. Source: COINr, Aggregate with dat_thresh.
    """
    scores: dict[int, FloatArray] = {}
    below = normalised
    for level, aggregation in zip(structure.aggregate_levels, aggregations, strict=True):
        _check(below, structure.codes(level - 1), aggregation)
        weights = structure.weights(level - 1)[None]
        made = aggregate_level(below[None], weights, structure.children(level), aggregation)[0]
        if keep is not None and not scores:
            made = np.where(keep, made, np.nan)
        if least is not None:
            made = np.where(_available(below, structure.children(level)) >= least[len(scores)], made, np.nan)
        scores[level] = below = made
    return scores


def _available(values: FloatArray, children: tuple[IntArray, ...]) -> FloatArray:
    """The share of its children that each code has a value of, (units, codes)."""
    return np.stack([(~np.isnan(values[:, columns])).mean(axis=1) for columns in children], axis=1)


def _combine(values: FloatArray, weights: FloatArray, aggregation: Aggregation) -> FloatArray:
    if aggregation.name != "copeland":
        return aggregation.mean(values, weights)
    cases = max(len(values), len(weights))
    all_values = np.broadcast_to(values, (cases, *values.shape[1:]))
    all_weights = np.broadcast_to(weights, (cases, weights.shape[1]))
    return np.stack([copeland(one, weight) for one, weight in zip(all_values, all_weights, strict=True)])


def _check(values: FloatArray, codes: tuple[str, ...], aggregation: Aggregation) -> None:
    wrong = np.argwhere(~aggregation.accepts(values))
    if len(wrong):
        unit, column = (int(i) for i in wrong[0])
        raise NotPositive(str(aggregation), unit, codes[column], float(values[unit, column]))
