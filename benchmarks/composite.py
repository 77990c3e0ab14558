"""Composite index on the reference data: 1,000 replications in process and as a command, every case of the discrete
design, and one move of a weight slider; the slider also for 145 cities.
"""

import tempfile
from pathlib import Path

import numpy as np

from benchmarks.command import measured
from benchmarks.measure import Row, best, note, reference, tell
from visioon.formats import coinr
from visioon.formats.coinr import Meta
from visioon.methods.composite import sensitivity
from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.design import full_design, noisy_weights, random_design, sizes
from visioon.methods.composite.pipeline import Data, Parameters, compute
from visioon.methods.composite.replicate import replicate
from visioon.methods.composite.rerank import rerank
from visioon.methods.composite.structure import Aggregate, Indicator, Structure
from visioon.methods.composite.uncertainty import RankIntervals, rank_intervals, replicated_ranks

REPLICATIONS, RUNS = 1000, 7
COINR = 109.5  # CPU seconds of COINr 1.1 for the same analysis of the same data, measured once on two shared cores
COINR_SENSITIVITY = 72.9  # of its 600 runs for the sampled indices, the same way
IN_PROCESS, COMMAND, SLIDER = 0.1, 2.0, 0.05
CITIES, INDICATORS, DOMAINS, MOVES = 145, 12, 5, 40


def ours(meta: Meta, data: Data) -> RankIntervals:
    """The index and the rank intervals of all replicates."""
    structure, rng = meta.structure, np.random.default_rng(0)
    index = compute(structure, data, Parameters(parse_aggregations("amean", len(structure.aggregate_levels))))
    weights = noisy_weights(structure, rng)
    design = random_design(REPLICATIONS, weights.count, rng)
    top = structure.top_level
    found = replicate(structure, index.prepared.imputed, design, weights, levels=(top,))
    ranks = replicated_ranks(found.scores[top][:, :, 0], found.case)
    return rank_intervals(index.ranks[top][:, 0], ranks)


def every_case(meta: Meta, data: Data) -> FloatArray:
    """The exact total indices over all cases of the discrete design."""
    structure = meta.structure
    index = compute(structure, data, Parameters(parse_aggregations("amean", len(structure.aggregate_levels))))
    weights, top = noisy_weights(structure, np.random.default_rng(0)), structure.top_level
    found = replicate(structure, index.prepared.imputed, full_design(weights.count), weights, levels=(top,))
    ranks = replicated_ranks(found.scores[top][:, :, 0], found.case)
    shift = sensitivity.rank_shift(index.ranks[top][:, 0], ranks)
    return sensitivity.exact(shift, tuple(int(size) for size in sizes(weights.count))).sti


def cities() -> tuple[Structure, FloatArray]:
    """Normalised values of a made-up index of cities."""
    structure = Structure(
        tuple(Indicator(f"i{n}", 1, 1.0, f"d{n % DOMAINS}") for n in range(INDICATORS)),
        (*(Aggregate(f"d{n}", 2, 1.0, "T") for n in range(DOMAINS)), Aggregate("T", 3, 1.0, None)),
    )
    return structure, np.random.default_rng(0).uniform(1, 100, (CITIES, INDICATORS))


def moved(structure: Structure, normalised: FloatArray) -> float:
    """CPU seconds of one move of a slider, as the mean of many, the least of several runs."""
    functions = parse_aggregations("amean", len(structure.aggregate_levels))
    code = structure.codes(2)[0]

    def moves() -> None:
        for step in range(MOVES):
            rerank(structure, normalised, functions, {code: 0.1 * (step + 1)})

    return best(moves, RUNS) / MOVES


def bare(values: FloatArray, directions: FloatArray) -> FloatArray:
    """Treat, normalise once, and the weighted means of all replicates as one matrix product; no tree, no ranks."""
    low, high = np.nanpercentile(values, (2, 98), axis=0)
    treated = np.clip(values, low, high) * directions
    least, most = np.nanmin(treated, axis=0), np.nanmax(treated, axis=0)
    normalised = (treated - least) / (most - least)
    weights = 1 + 0.25 * np.random.default_rng(0).uniform(-1, 1, (values.shape[1], REPLICATIONS))
    there = np.isfinite(normalised)
    means: FloatArray = (np.where(there, normalised, 0) @ weights) / (there.astype(float) @ weights)
    return means


def main() -> None:
    folder = reference("asem")
    if folder is None:
        note("composite index: skipped, the reference data are not here (VISIOON_TEST_DATA)")
        return tell([])
    files = str(folder / "asem_iData.csv"), str(folder / "asem_iMeta.csv")
    meta = coinr.read_meta(files[1])
    data = coinr.read_data(files[0], meta).data
    directions = np.asarray(meta.structure.directions, dtype=float)
    inside, floor = best(lambda: ours(meta, data), RUNS), best(lambda: bare(data.values, directions), RUNS)
    with tempfile.TemporaryDirectory() as out:
        words = ("index", *files, "--out", str(Path(out) / "index"), "--uncertainty", str(REPLICATIONS))
        whole = measured(*words, times=3)["cpu"]
    name = f"composite, {REPLICATIONS:,} replications"
    exact = best(lambda: every_case(meta, data), RUNS)
    functions = parse_aggregations("amean", len(meta.structure.aggregate_levels))
    slider = moved(meta.structure, compute(meta.structure, data, Parameters(functions)).normalised)
    slider_of_cities = moved(*cities())
    units, indicators = data.values.shape
    return tell(
        [
            Row(f"{name}, in process", inside, "COINr, published", COINR, "0.1 s", inside <= IN_PROCESS),
            Row(f"{name}, in process", inside, "bare numpy", floor),
            Row(f"{name}, command", whole, "COINr, published", COINR, "2 s", whole <= COMMAND),
            Row("composite, sensitivity, 2,000 cases, exact", exact, "COINr, 600 runs, sampled", COINR_SENSITIVITY),
            Row(f"composite, slider, {units} x {indicators}", slider, "", None, "0.05 s", slider <= SLIDER),
            Row(
                f"composite, slider, {CITIES} x {INDICATORS}",
                slider_of_cities,
                "",
                None,
                "0.05 s",
                slider_of_cities <= SLIDER,
            ),
        ]
    )


if __name__ == "__main__":
    main()
