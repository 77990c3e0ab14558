"""Composite index with 1,000 replications on the reference data: in process and as a command."""

import tempfile
from pathlib import Path

import numpy as np

from benchmarks.command import measured
from benchmarks.measure import Row, best, note, reference, tell
from visioon.formats import coinr
from visioon.formats.coinr import Meta
from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.design import noisy_weights, random_design
from visioon.methods.composite.pipeline import Data, Parameters, compute
from visioon.methods.composite.replicate import replicate
from visioon.methods.composite.uncertainty import RankIntervals, rank_intervals, replicated_ranks

REPLICATIONS, RUNS = 1000, 7
COINR = 109.5  # CPU seconds of COINr 1.1 for the same analysis of the same data, measured once on two shared cores
IN_PROCESS, COMMAND = 0.1, 2.0


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
    return tell(
        [
            Row(f"{name}, in process", inside, "COINr, published", COINR, "0.1 s", inside <= IN_PROCESS),
            Row(f"{name}, in process", inside, "bare numpy", floor),
            Row(f"{name}, command", whole, "COINr, published", COINR, "2 s", whole <= COMMAND),
        ]
    )


if __name__ == "__main__":
    main()
