"""checks.json of visioon index: how it was computed, how much data there was, what was left out, what looks odd."""

import argparse
from typing import Any

import numpy as np

from visioon.cli.index_analysis import Analysis
from visioon.formats.coinr import Meta, UnitTable
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.correlate import OPPOSED, REDUNDANT, correlation
from visioon.methods.composite.pipeline import Index, Parameters
from visioon.methods.composite.screen import LOW_COVERAGE, screen
from visioon.methods.composite.structure import INDICATOR_LEVEL
from visioon.methods.composite.weights import effective_weights

Warnings = list[dict[str, Any]]


def checks(
    args: argparse.Namespace, meta: Meta, units: UnitTable, parameters: Parameters, index: Index, analysis: Analysis
) -> dict[str, Any]:
    """The report as a JSON object; nothing in it changes a score."""
    codes = meta.structure.codes(INDICATOR_LEVEL)
    measured = index.prepared.denominated
    warnings = [
        *_coverage("unit", units.data.units, measured, "low coverage of a unit"),
        *_coverage("indicator", codes, measured, "low coverage of an indicator"),
        *_correlations(meta, index),
        *({"what": "column of META not used", "column": column} for column in meta.unused_columns),
    ]
    if analysis.intervals is not None and "exact" in analysis.facts and args.uncertainty is not None:
        warnings.append({"what": "rank intervals are of every case, not of the draws"})
    return {
        "parameters": _parameters(args, parameters),
        "screening": {
            "units": _screening("unit", units.data.units, measured),
            "indicators": _screening("indicator", codes, measured),
        },
        "imputed": int(np.isnan(measured).sum() - np.isnan(index.prepared.imputed).sum()),
        "still_missing": int(np.isnan(index.prepared.imputed).sum()),
        "left_out": [{"code": codes[one.column], "reason": one.reason} for one in index.left_out],
        "not_scored": _not_scored(meta, units, index),
        "effective_weights": effective_weights(meta.structure),
        "uncertainty": analysis.facts,
        "warnings": warnings,
    }


def _parameters(args: argparse.Namespace, parameters: Parameters) -> dict[str, Any]:
    return {
        "impute": str(parameters.imputation),
        "treat": parameters.treatment is not None,
        "normalise": str(parameters.normalisation),
        "aggregate": [str(aggregation) for aggregation in parameters.aggregations],
        "seed": args.seed,
    }


def _screening(by: str, codes: tuple[str, ...], values: FloatArray) -> list[dict[str, Any]]:
    found = screen(values, by=by)
    return [
        {
            by: code,
            "missing": int(found.missing[i]),
            "zeros": int(found.zeros[i]),
            "available": float(found.available[i]),
            "non_zero": None if np.isnan(found.non_zero[i]) else float(found.non_zero[i]),
        }
        for i, code in enumerate(codes)
    ]


def _coverage(by: str, codes: tuple[str, ...], values: FloatArray, what: str) -> Warnings:
    available = screen(values, by=by).available
    return [
        {"what": what, by: codes[i], "available": float(available[i])} for i in np.flatnonzero(available < LOW_COVERAGE)
    ]


def _correlations(meta: Meta, index: Index) -> Warnings:
    """Pairs of indicators of one group that say the same or the opposite."""
    codes, lowest = meta.structure.codes(INDICATOR_LEVEL), INDICATOR_LEVEL + 1
    found: Warnings = []
    for parent, children in zip(meta.structure.codes(lowest), meta.structure.children(lowest), strict=True):
        r = correlation(index.normalised[:, children])
        for i, j in np.argwhere(np.triu((r > REDUNDANT) | (r < OPPOSED), 1)):
            what = "indicators of a group say nearly the same" if r[i, j] > 0 else "indicators of a group contradict"
            pair = [codes[children[i]], codes[children[j]]]
            found.append({"what": what, "group": parent, "indicators": pair, "r": float(r[i, j])})
    return found


def _not_scored(meta: Meta, units: UnitTable, index: Index) -> list[str]:
    top = index.scores[meta.structure.top_level][:, 0]
    return [units.data.units[i] for i in np.flatnonzero(np.isnan(top))]
