"""The manifest rows marked api that look at an index: statistics, correlations, weights, results, uncertainty."""

from collections.abc import Callable

import numpy as np

from visioon.formats import coinr_design
from visioon.formats.tests.reference import reference_data
from visioon.methods.composite import sensitivity
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.components import components_of_groups, pca_weights
from visioon.methods.composite.correlations import correlations, denominator_correlations, flagged_pairs
from visioon.methods.composite.describe import ColumnStatistics, describe
from visioon.methods.composite.design import WeightSets
from visioon.methods.composite.elements import remove_elements
from visioon.methods.composite.outrank import outranking
from visioon.methods.composite.rank import rank_descending
from visioon.methods.composite.reliability import cronbach, cronbach_of_groups
from visioon.methods.composite.replicate import Replicates, replicate
from visioon.methods.composite.tables import strengths_and_weaknesses
from visioon.methods.composite.tests.asem import Asem, assert_close, by_key, numbers, reference, unit_table
from visioon.methods.composite.tests.manifest_steps import Check
from visioon.methods.composite.uncertainty import replicated_ranks
from visioon.methods.composite.weights import effective_weights, lineage, original_weights

STATISTICS = {
    "Min": "minimum",
    "Max": "maximum",
    "Mean": "mean",
    "Median": "median",
    "Std": "std",
    "Skew": "skew",
    "Kurt": "kurt",
    "N.Avail": "available",
    "N.NonZero": "non_zero",
    "N.Unique": "unique",
    "N.Same": "same",
    "Frc.Avail": "share_available",
    "Frc.NonZero": "share_non_zero",
    "Frc.Unique": "share_unique",
    "Frc.Same": "share_same",
}
FLAGS = {"Flag.Avail": "low_available", "Flag.NonZero": "low_non_zero", "Flag.Unique": "low_unique"}
FLOAT_NOISE = {"N.Unique", "N.Same", "Frc.Unique", "Frc.Same"}  # of TolMin, see the manifest


def statistics(asem: Asem, name: str, tolerance: float) -> None:
    table, found = reference(name), dict(zip(asem.codes, describe(asem.steps.data.values), strict=True))
    for i, row in enumerate(table.rows):
        ours: ColumnStatistics = found[row["iCode"] or ""]
        columns = [c for c in STATISTICS if row["iCode"] != "TolMin" or c not in FLOAT_NOISE]
        mine = np.array([getattr(ours, STATISTICS[column]) for column in columns], dtype=float)
        assert_close(mine, np.array([table.number(i, column) for column in columns], dtype=float), tolerance)
        flags = {column: "LOW" if getattr(ours, field) else "ok" for column, field in FLAGS.items()}
        flags["Flag.SkewKurt"] = "OUT" if ours.outliers else "ok"
        assert {column: row[column] for column in flags} == flags
    assert len(table.rows) == len(found)


def pairs(made: Callable[[Asem], tuple[FloatArray, tuple[str, ...], tuple[str, ...]]]) -> Check:
    """A long table Var1, Var2, Correlation of every pair."""

    def check(asem: Asem, name: str, tolerance: float) -> None:
        r, first, second = made(asem)
        expected = by_key(reference(name), ("Var1", "Var2"), ("Correlation",))
        ours = {(a, b): r[i, j] for i, a in enumerate(first) for j, b in enumerate(second)}
        assert sorted(ours) == sorted(expected)
        assert_close(np.array([[ours[key]] for key in expected]), np.stack(list(expected.values())), tolerance)

    return check


def flags(*, above: float | None = None, below: float | None = None) -> Check:
    def check(asem: Asem, name: str, tolerance: float) -> None:
        found = flagged_pairs(asem.steps.index.normalised, asem.structure, above=above, below=below)
        ours = {(one.group or "", *sorted((one.first, one.second))): one.r for one in found}
        table = by_key(reference(name), ("Group", "Ind1", "Ind2"), ("Corr",))
        expected = {(group, *sorted((one, two))): r for (group, one, two), r in table.items()}
        assert sorted(ours) == sorted(expected)
        assert_close(np.array([[ours[key]] for key in expected]), np.stack(list(expected.values())), tolerance)

    return check


def sizes(asem: Asem, name: str, tolerance: float) -> None:
    table = asem.steps.data.denominators
    names = tuple(sorted(table))
    found = denominator_correlations(
        asem.steps.data.values, asem.codes, np.stack([table[one] for one in names], axis=1), names, limit=0.7
    )
    ours = {(one.first, one.second): one.r for one in found}
    expected = by_key(reference(name), ("Ind", "Denom"), ("Corr",))
    assert sorted(ours) == sorted(expected)
    assert_close(np.array([[ours[key]] for key in expected]), np.stack(list(expected.values())), tolerance)


def alpha(asem: Asem, name: str, tolerance: float) -> None:
    steps = asem.steps
    ours = cronbach_of_groups(steps.index.normalised, steps.structure, 2)
    ours |= cronbach_of_groups(steps.scores[2], steps.structure, 3)
    ours["ALL_INDICATORS_Raw"] = cronbach(steps.data.values)
    expected = {key[0]: value for key, value in by_key(reference(name), ("group",), ("alpha",)).items()}
    # The index has two sub-indices, whose alpha the reference does not give.
    assert sorted(ours) == sorted(expected)
    assert_close(np.array([[ours[key]] for key in expected]), np.stack(list(expected.values())), tolerance)


def loadings(level: int) -> Check:
    """Weights of one level, up to sign in each group; the codes of other levels keep theirs."""

    def check(asem: Asem, name: str, tolerance: float) -> None:
        structure, below = asem.structure, asem.structure.codes(level - 1)
        found = {code: weight for code, (_, weight) in original_weights(structure).items()}
        found |= pca_weights(asem.steps.values(level - 1), structure, level)
        expected = {key[0]: float(of[0]) for key, of in by_key(reference(name), ("iCode",), ("Weight",)).items()}
        assert sorted(found) == sorted(expected)
        for children in structure.children(level):
            names = [below[child] for child in children]
            ours, theirs = (np.array([of.pop(one) for one in names]) for of in (found, expected))
            assert_close(ours * np.sign(ours @ theirs), theirs, tolerance)
        assert found == expected

    return check


def variances(asem: Asem, name: str, tolerance: float) -> None:
    found = components_of_groups(asem.steps.index.normalised, asem.structure, 2)
    ours = {
        (code, str(number)): (sdev, share)
        for code, one in found.items()
        for number, (sdev, share) in enumerate(zip(one.sdev, one.share, strict=True), 1)
    }
    expected = by_key(reference(name), ("group", "pc"), ("sdev", "prop"))
    assert sorted(ours) == sorted(expected)
    assert_close(np.array([ours[key] for key in expected]), np.stack(list(expected.values())), tolerance)


def weights(asem: Asem, name: str, tolerance: float) -> None:
    original, effective = original_weights(asem.structure), effective_weights(asem.structure)
    ours = {code: (level, weight, effective[code]) for code, (level, weight) in original.items()}
    columns = ("Level", "Weight", "EffWeight") if name == "eff_weights.csv" else ("Level", "Weight")
    expected = {key[0]: of for key, of in by_key(reference(name), ("iCode",), columns).items()}
    assert sorted(ours) == sorted(expected)
    mine = np.array([ours[code][: len(columns)] for code in expected])
    assert_close(mine, np.stack(list(expected.values())), tolerance)


def parents(asem: Asem, name: str, tolerance: float) -> None:
    rows = {row["Indicator"]: (row["Pillar"], row["Sub-index"], row["Index"]) for row in reference(name).rows}
    found = lineage(asem.structure)
    assert ({code: found[code] for code in asem.codes}, tolerance) == (rows, 0)


def without(level: int) -> Check:
    def check(asem: Asem, name: str, tolerance: float) -> None:
        index, structure = asem.steps.index, asem.structure
        found = remove_elements(structure, index.normalised, asem.steps.parameters.aggregations, level)
        nominal, table = index.ranks[4][:, 0], reference(name)
        if name == "remove_elements_L2_ranks.csv":
            columns = ("Nominal", *(one.code for one in found))
            ours = np.stack([nominal, *(one.ranks for one in found)], axis=1)
            assert sorted(table.columns) == sorted(("uCode", *columns))
            assert_close(ours, unit_table(table, columns, asem.steps.data.units), tolerance)
            return
        mine = {"Nominal": 0.0} | {one.code: one.mean_change for one in found}
        expected = {key[0]: of for key, of in by_key(table, ("iCode",), ("MeanAbsDiff",)).items()}
        assert sorted(mine) == sorted(expected)
        assert_close(np.array([[mine[code]] for code in expected]), np.stack(list(expected.values())), tolerance)

    return check


def standing(side: int) -> Check:
    def check(asem: Asem, name: str, tolerance: float) -> None:
        order = [row["iCode"] or "" for row in reference("weights_original.csv").rows if row["Level"] == "1"]
        found = strengths_and_weaknesses(asem.structure, asem.steps.data.values, asem.row, order=order)[side]
        table = reference(name)
        ours = [(one.code, asem.meta.names[one.code], one.parent, float(one.rank)) for one in found]
        assert ours == [
            (row["Code"], row["Name"], row["Pillar"], table.number(i, "Rank")) for i, row in enumerate(table.rows)
        ]
        values = numbers(table, ("Value",))[:, 0]
        np.testing.assert_allclose([one.value for one in found], values, rtol=tolerance)

    return check


def outranked(asem: Asem, name: str, tolerance: float) -> None:
    physical = asem.structure.children(2)[0]
    found = outranking(asem.from_1_to_100()[:, physical], asem.structure.weights(1)[physical])
    table, units = reference(name), asem.steps.data.units
    expected = by_key(table, (table.columns[0],), units)
    assert_close(found, np.stack([expected[unit,] for unit in units]), tolerance)


def stored_weights(asem: Asem) -> tuple[WeightSets, dict[str, int]]:
    return coinr_design.read_weights(reference_data("coinr_reference", "sa_noisy_weights.csv"), asem.structure)


def replicated(asem: Asem, name: str) -> Replicates:
    weights_of, sets = stored_weights(asem)
    rows, _ = coinr_design.read_design(reference_data("coinr_reference", name), sets)
    return replicate(asem.structure, asem.screened, rows, weights_of, levels=(4,))


def every_score(asem: Asem, name: str, tolerance: float) -> None:
    found = replicated(asem, name.replace("scores", "params"))
    scores = found.scores[4][found.case][:, :, 0].T
    columns = ("Nominal", *(f"r_{number + 1}" for number in range(scores.shape[1])))
    table = reference(name)
    assert sorted(table.columns) == sorted(("uCode", *columns))
    ours = np.concatenate([asem.steps.index.scores[4], scores], axis=1)
    assert_close(ours, unit_table(table, columns, asem.steps.data.units), tolerance)


def indices(asem: Asem, name: str, tolerance: float) -> None:
    found = replicated(asem, "sa_N100_params.csv")
    ranks = replicated_ranks(found.scores[4][:, :, 0], found.case)
    y = sensitivity.rank_shift(rank_descending(asem.steps.index.scores[4][:, 0]), ranks)
    ours = sensitivity.sampled(y, 4, centred=False)
    assert_close(np.stack([ours.si, ours.sti], axis=1), numbers(reference(name), ("Si", "STi")), tolerance)


ANALYSIS: dict[str, Check] = {
    "corr_ind_index_pearson.csv": pairs(
        lambda a: (correlations(a.steps.scores[4], a.steps.index.normalised), ("Index",), a.codes)
    ),
    "corr_normalised_level1_pearson.csv": pairs(
        lambda a: (correlations(a.steps.index.normalised, a.steps.index.normalised), a.codes, a.codes)
    ),
    "corr_pillars_spearman.csv": pairs(
        lambda a: (
            correlations(a.steps.scores[2], a.steps.scores[2], "spearman"),
            a.structure.codes(2),
            a.structure.codes(2),
        )
    ),
    "corrflags_high075.csv": flags(above=0.75),
    "corrflags_lowm05.csv": flags(below=-0.5),
    "cronbach.csv": alpha,
    "denomcorr_raw07.csv": sizes,
    "eff_weights.csv": weights,
    "lineage.csv": parents,
    "outrank_Physical.csv": outranked,
    "pca_variance_level1.csv": variances,
    "pca_weights_level1.csv": loadings(2),
    "pca_weights_level2.csv": loadings(3),
    "remove_elements_L1.csv": without(1),
    "remove_elements_L2.csv": without(2),
    "remove_elements_L2_ranks.csv": without(2),
    "sa_N100_scores.csv": every_score,
    "sa_N100_sobol.csv": indices,
    "stats_raw.csv": statistics,
    "strengths_EST.csv": standing(0),
    "ua_N1000_scores.csv": every_score,
    "ua_N100_scores.csv": every_score,
    "weaknesses_EST.csv": standing(1),
    "weights_original.csv": weights,
}
