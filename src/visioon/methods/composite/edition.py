"""The published composite index: plain JSON in, plain JSON out, the same for ever. Registered as composite-index 1."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.coverage import Floor
from visioon.methods.composite.design import noisy_weights, random_design
from visioon.methods.composite.impute import Imputation
from visioon.methods.composite.normalise import Normalisation
from visioon.methods.composite.pipeline import DEFAULT_TREATMENT, Data, Parameters
from visioon.methods.composite.replicate import replicate
from visioon.methods.composite.steps import DOMAIN_LEVEL, Steps, run
from visioon.methods.composite.structure import INDICATOR_LEVEL, Aggregate, Indicator, Structure
from visioon.methods.composite.uncertainty import rank_intervals, replicated_ranks

Json = dict[str, Any]


def recompute_v1(inputs: Json, params: Json, seed: int, texts: Mapping[str, str | None]) -> Json:
    """Scores, ranks, rank intervals and coverage of an index with a floor of coverage.

    inputs: units [code], indicators [{code, direction, weight, parent, denominator?}], aggregates [{code, weight,
    parent | null, level}], values [[number | null] a unit], denominators? {code: [number | null a unit]}, groups?
    {column: [text | null a unit]}. params: impute, treat, normalise, aggregate as in the options of the command,
    floor {indicators, share} | null, uncertainty: number of replicates | null.

    An aggregate of level 2 with fewer than floor.indicators indicators has no scores (it is named in
    not_enough_data); a unit with less than floor.share of its indicators, before imputation and without those left
    out, has neither score nor rank in it. Aggregates above are means over what is available. Replicates draw the
    winsorising limit, minmax:1,100 or zscore:10,2, one of 100 weight sets +-25 % on aggregates and on indicators, and
    amean or gmean; a replicate that draws gmean and meets a value <= 0 takes amean and is counted in fallbacks.

    Raises StructureError, ParameterError, DenominatorError and NotPositive.
    """
    structure, childless = _structure(inputs)
    edition = _steps(inputs, params, structure)
    intervals, fallbacks = _intervals(edition, params.get("uncertainty"), seed)
    return {
        "scores": _scores(edition),
        "intervals": intervals,
        "coverage": _coverage(edition, childless),
        "not_enough_data": [*_not_enough(edition), *childless],
        "left_out": [
            {"code": structure.codes(INDICATOR_LEVEL)[one.column], "reason": one.reason}
            for one in edition.index.left_out
        ],
        "fallbacks": fallbacks,
    }


def steps(inputs: Json, params: Json) -> Steps:
    """Every step of the same computation, rank intervals apart. Arguments and errors as of recompute_v1."""
    return _steps(inputs, params, _structure(inputs)[0])


def _steps(inputs: Json, params: Json, structure: Structure) -> Steps:
    floor = params.get("floor")
    limits = None if floor is None else Floor(int(floor["indicators"]), float(floor["share"]))
    return run(structure, _data(inputs, structure), _parameters(params, structure), limits)


def _structure(inputs: Json) -> tuple[Structure, list[str]]:
    """The tree without the aggregates that no indicator stands under, and the codes of those of level 2."""
    indicators = tuple(_indicator(one) for one in inputs["indicators"])
    aggregates = [
        Aggregate(one["code"], int(one["level"]), float(one["weight"]), one["parent"]) for one in inputs["aggregates"]
    ]
    childless: list[str] = []
    while True:
        parents = {one.parent for one in indicators} | {one.parent for one in aggregates}
        gone = [one for one in aggregates if one.parent is not None and one.code not in parents]
        if not gone:
            return Structure(indicators, tuple(aggregates)), childless
        childless += [one.code for one in gone if one.level == DOMAIN_LEVEL]
        aggregates = [one for one in aggregates if one not in gone]


def _indicator(one: Json) -> Indicator:
    return Indicator(
        code=one["code"],
        direction=int(one["direction"]),
        weight=float(one["weight"]),
        parent=one["parent"],
        denominator=one.get("denominator"),
    )


def _data(inputs: Json, structure: Structure) -> Data:
    units = tuple(inputs["units"])
    denominators = {code: _column(values) for code, values in (inputs.get("denominators") or {}).items()}
    shape = (len(units), len(structure.indicators))
    return Data(units, _column(inputs["values"]).reshape(shape), denominators, inputs.get("groups") or {})


def _column(values: Sequence[Any]) -> FloatArray:
    """Numbers with None as NaN, any nesting."""
    return np.array(values, dtype=np.float64)


def _parameters(params: Json, structure: Structure) -> Parameters:
    return Parameters(
        aggregations=parse_aggregations(params["aggregate"], len(structure.aggregate_levels)),
        imputation=Imputation.parse(params["impute"]),
        treatment=DEFAULT_TREATMENT if params["treat"] else None,
        normalisation=Normalisation.parse(params["normalise"]),
    )


def _intervals(edition: Steps, replicates: int | None, seed: int) -> tuple[dict[str, list[Json]], int]:
    if replicates is None:
        return {}, 0
    structure, rng = edition.structure, np.random.default_rng(seed)
    weights = noisy_weights(structure, rng, indicators=True)
    design = random_design(int(replicates), weights.count, rng)
    levels = tuple(sorted({DOMAIN_LEVEL, structure.top_level}))
    found = replicate(structure, edition.index.prepared.imputed, design, weights, levels=levels, keep=edition.keep)
    intervals = {}
    for level in levels:
        for column, code in enumerate(structure.codes(level)):
            if level == structure.top_level or edition.scored[column]:
                ranks = replicated_ranks(found.scores[level][:, :, column], found.case)
                intervals[code] = _interval(edition, edition.ranks[level][:, column], ranks)
    return intervals, found.fallbacks


def _interval(edition: Steps, nominal: FloatArray, ranks: FloatArray) -> list[Json]:
    found = rank_intervals(nominal, ranks)
    names = ("nominal", "mean", "median", "q5", "q95")
    columns = (found.nominal, found.mean, found.median, found.q5, found.q95)
    return [
        {"unit": unit} | {name: _number(of[i]) for name, of in zip(names, columns, strict=True)}
        for i, unit in enumerate(edition.data.units)
    ]


def _scores(edition: Steps) -> list[Json]:
    """Top level first, codes in their order, units in theirs."""
    return [
        {
            "unit": unit,
            "code": code,
            "level": level,
            "score": _number(edition.scores[level][i, j]),
            "rank": _whole(edition.ranks[level][i, j]),
        }
        for level in reversed(edition.structure.aggregate_levels)
        for j, code in enumerate(edition.structure.codes(level))
        if level != DOMAIN_LEVEL or edition.scored[j]
        for i, unit in enumerate(edition.data.units)
    ]


def _coverage(edition: Steps, childless: list[str]) -> list[Json]:
    found = edition.coverage
    rows = [
        {"unit": unit, "code": code, "available": int(found.available[i, j]), "total": int(found.total[j])}
        for j, code in enumerate(edition.structure.codes(DOMAIN_LEVEL))
        for i, unit in enumerate(edition.data.units)
    ]
    return rows + [
        {"unit": unit, "code": code, "available": 0, "total": 0} for code in childless for unit in edition.data.units
    ]


def _not_enough(edition: Steps) -> list[str]:
    codes = edition.structure.codes(DOMAIN_LEVEL)
    return [code for code, scored in zip(codes, edition.scored, strict=True) if not scored]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else int(value)
