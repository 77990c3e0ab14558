"""visioon index: the composite index of DATA by META, with rank intervals and sensitivity where asked."""

import argparse
from typing import Any

from visioon.cli import index_analysis, index_checks, index_tables
from visioon.cli.index_analysis import Analysis
from visioon.formats import coinr
from visioon.formats.coinr import Meta, UnitTable
from visioon.formats.errors import InputError
from visioon.formats.outputs import write_all
from visioon.methods.composite.aggregate import NotPositive, parse_aggregations
from visioon.methods.composite.denominate import DenominatorError
from visioon.methods.composite.impute import Imputation
from visioon.methods.composite.normalise import Normalisation
from visioon.methods.composite.parameters import ParameterError
from visioon.methods.composite.pipeline import DEFAULT_TREATMENT, Index, Parameters, compute

NAME, HELP = "index", "composite index of units from DATA and META"
MOST_DIGITS = 40  # of a number in an option
MOST_REPLICATES = 1_000_000  # a sensitivity analysis runs six a base sample; more would need more memory than there is


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("data", metavar="DATA", help="CSV, one row a unit: uCode and the columns that META names")
    parser.add_argument(
        "meta", metavar="META", help="CSV, one row a code: Level,iCode,iName,Direction,Weight,Parent,Type"
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="directory of the results")
    parser.add_argument("--impute", default="none", help="none, mean, median, group-mean:COL or group-median:COL")
    parser.add_argument("--treat", action=argparse.BooleanOptionalAction, default=True, help="treat outliers")
    parser.add_argument(
        "--normalise",
        default="minmax:0,100",
        help="minmax:LO,HI, zscore:MEAN,SD, rank, prank, borda, dist2max or fracmax",
    )
    parser.add_argument(
        "--aggregate", default="amean", help="amean, gmean, hmean, copeland, genmean:P, or a list, lowest level first"
    )
    parser.add_argument("--uncertainty", type=_positive, metavar="N", help="replicates for rank intervals")
    parser.add_argument("--sensitivity", type=_positive_or_exact, metavar="N|exact", help="base sample, or all cases")
    parser.add_argument("--design", metavar="FILE", help="stored draws: rep,winmax,norm,wset,agg")
    parser.add_argument("--weights", metavar="FILE", help="stored weight sets: wset,iCode,Level,Weight")
    parser.add_argument("--seed", type=_not_negative, default=0)


def run(args: argparse.Namespace) -> dict[str, Any]:
    index_analysis.check_options(args)
    meta = coinr.read_meta(args.meta)
    units = coinr.read_data(args.data, meta)
    parameters = _parameters(args, meta)
    index = _computed(meta, units, parameters)
    analysis = index_analysis.analyse(args, meta.structure, index)
    checks = index_checks.checks(args, meta, units, parameters, index, analysis)
    write_all(args.out, index_tables.files(meta.structure, units.data.units, index, analysis, checks))
    return _summary(meta, units, index, analysis, checks)


def _parameters(args: argparse.Namespace, meta: Meta) -> Parameters:
    try:
        return Parameters(
            aggregations=parse_aggregations(args.aggregate, len(meta.structure.aggregate_levels)),
            imputation=Imputation.parse(args.impute),
            treatment=DEFAULT_TREATMENT if args.treat else None,
            normalisation=Normalisation.parse(args.normalise),
        )
    except ParameterError as wrong:
        raise InputError(f"--{wrong.option}: {wrong.expected}") from wrong


def _computed(meta: Meta, units: UnitTable, parameters: Parameters) -> Index:
    try:
        return compute(meta.structure, units.data, parameters)
    except ParameterError as wrong:
        raise InputError(f"--{wrong.option}: {wrong.expected}") from wrong
    except DenominatorError as wrong:
        raise units.error(wrong.expected, wrong.unit, wrong.denominator) from wrong
    except NotPositive as wrong:
        unit = units.data.units[wrong.unit]
        expected = f"{wrong.function} needs values above 0; the normalised value of unit {unit} in {wrong.code} is"
        raise units.error(
            f"{expected} {wrong.value:.12g}; minmax:1,100 gives none below 1", wrong.unit, wrong.code
        ) from wrong


def _summary(meta: Meta, units: UnitTable, index: Index, analysis: Analysis, checks: dict[str, Any]) -> dict[str, Any]:
    return {
        "units": len(units.data.units),
        "indicators": len(meta.structure.indicators),
        "top": meta.structure.top,
        "treated": sum(1 for treatment in index.treatments if treatment.moved is not None),
        "left_out": checks["left_out"],
        "warnings": len(checks["warnings"]),
        "uncertainty": analysis.facts,
    }


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


def _positive(text: str) -> int:
    if not _digits(text) or not 1 <= int(text) <= MOST_REPLICATES:
        raise argparse.ArgumentTypeError(
            f"a whole number from 1 to {MOST_REPLICATES} was expected, found {text[:MOST_DIGITS]!r}"
        )
    return int(text)


def _not_negative(text: str) -> int:
    if not _digits(text):
        raise argparse.ArgumentTypeError(f"a whole number of at least 0 was expected, found {text[:MOST_DIGITS]!r}")
    return int(text)


def _positive_or_exact(text: str) -> int | str:
    return text if text == index_analysis.EXACT else _positive(text)
