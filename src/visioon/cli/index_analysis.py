"""The uncertainty and sensitivity analysis of visioon index: draws from files or from the seed, and what follows."""

import argparse
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from visioon.formats import coinr_design
from visioon.formats.csvio import Table
from visioon.formats.errors import InputError
from visioon.methods.composite import design, sensitivity
from visioon.methods.composite.arrays import FloatArray, IntArray
from visioon.methods.composite.design import VARIABLES, WeightSets
from visioon.methods.composite.pipeline import Index
from visioon.methods.composite.replicate import Replicates, replicate
from visioon.methods.composite.sensitivity import DesignError, Sensitivity
from visioon.methods.composite.structure import Structure
from visioon.methods.composite.uncertainty import RankIntervals, rank_intervals, replicated_ranks

EXACT = "exact"
_DESIGN_FIELDS = ("winmax", "norm", "wset", "agg")


@dataclass(frozen=True)
class Analysis:
    """What was asked for: rank intervals, sensitivity indices, and facts about the draws for checks.json."""

    intervals: RankIntervals | None = None
    indices: Sensitivity | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Draws:
    """Where draws come from: the weight sets, their names in a design file, and the generator for the rest."""

    weights: WeightSets
    names: dict[str, int]
    rng: np.random.Generator


def check_options(args: argparse.Namespace) -> None:
    """InputError where stored draws are given and nothing reads them."""
    if args.uncertainty is None and args.sensitivity is None:
        for option in ("design", "weights"):
            if getattr(args, option) is not None:
                raise InputError(f"--{option}: --uncertainty or --sensitivity was expected beside it")
    if args.design is not None and args.sensitivity == EXACT and args.uncertainty is None:
        raise InputError("--design: no design was expected, --sensitivity exact enumerates every case")


def analyse(args: argparse.Namespace, structure: Structure, index: Index) -> Analysis:
    """The analysis that the options ask for. With --sensitivity exact the rank intervals are those of every case."""
    if args.uncertainty is None and args.sensitivity is None:
        return Analysis()
    draws = _draws(args, structure)
    facts: dict[str, Any] = {"weight_sets": draws.weights.count}
    intervals, indices = None, None
    if args.uncertainty is not None:
        rows = _uncertainty_design(args, draws)
        intervals = _intervals(structure, index, rows, draws, facts, "uncertainty")
    if args.sensitivity == EXACT:
        rows = design.full_design(draws.weights.count)
        intervals = _intervals(structure, index, rows, draws, facts, "exact")
        shape = tuple(int(size) for size in design.sizes(draws.weights.count))
        indices = sensitivity.exact(_shift(structure, index, rows, draws), shape)
    elif args.sensitivity is not None:
        rows = _sensitivity_design(args, draws)
        facts["sensitivity"] = {"base_sample": args.sensitivity, "replicates": len(rows)}
        indices = sensitivity.sampled(_shift(structure, index, rows, draws), len(VARIABLES))
    return Analysis(intervals, indices, facts)


def _draws(args: argparse.Namespace, structure: Structure) -> _Draws:
    rng = np.random.default_rng(args.seed)
    if args.weights is not None:
        weights, names = coinr_design.read_weights(args.weights, structure)
        return _Draws(weights, names, rng)
    weights = design.noisy_weights(structure, rng)
    return _Draws(weights, coinr_design.numbered_sets(weights.count), rng)


def _uncertainty_design(args: argparse.Namespace, draws: _Draws) -> IntArray:
    if args.design is not None:
        return coinr_design.read_design(args.design, draws.names, args.uncertainty)[0]
    return design.random_design(args.uncertainty, draws.weights.count, draws.rng)


def _sensitivity_design(args: argparse.Namespace, draws: _Draws) -> IntArray:
    n, variables = args.sensitivity, len(VARIABLES)
    if args.design is not None:
        rows, table = coinr_design.read_design(args.design, draws.names, n * (variables + sensitivity.BASE_BLOCKS))
        _check_blocks(rows, table, n)
        return rows
    # scipy's statistics take longer to load than everything else here takes to run.
    from visioon.methods.composite.sobol import base_points

    a, b = base_points(n, variables, draws.rng)
    count = draws.weights.count
    return sensitivity.blocks(design.choices(a, count), design.choices(b, count))


def _check_blocks(rows: IntArray, table: Table, n: int) -> None:
    try:
        sensitivity.check_blocks(rows, n)
    except DesignError as wrong:
        expected = "blocks A, B, then A with one column of B were expected"
        raise table.error(f"{expected}, {n} rows each", wrong.row, _DESIGN_FIELDS[wrong.variable]) from wrong


def _replicated(structure: Structure, index: Index, rows: IntArray, draws: _Draws) -> tuple[Replicates, FloatArray]:
    top = structure.top_level
    found = replicate(structure, index.prepared.imputed, rows, draws.weights, levels=(top,))
    return found, replicated_ranks(found.scores[top][:, :, 0], found.case)


def _intervals(
    structure: Structure, index: Index, rows: IntArray, draws: _Draws, facts: dict[str, Any], name: str
) -> RankIntervals:
    found, ranks = _replicated(structure, index, rows, draws)
    facts[name] = {"replicates": len(rows), "gmean_replaced_by_amean": found.fallbacks}
    return rank_intervals(_nominal(structure, index), ranks)


def _shift(structure: Structure, index: Index, rows: IntArray, draws: _Draws) -> FloatArray:
    _, ranks = _replicated(structure, index, rows, draws)
    return sensitivity.rank_shift(_nominal(structure, index), ranks)


def _nominal(structure: Structure, index: Index) -> FloatArray:
    nominal: FloatArray = index.ranks[structure.top_level][:, 0]
    return nominal
