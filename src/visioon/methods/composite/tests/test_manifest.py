"""Every reference file of the manifest: by the command where it says index, by our functions where it says api, and
where it is for reference only, what can be said of it all the same.
"""

import csv
import io

import numpy as np
import pytest

from visioon.cli.tests.manifest_index import Run, check_index, runner
from visioon.formats import coinr_design
from visioon.formats.tests.reference import reference_data
from visioon.formats.tests.reference import root as reference_root
from visioon.methods.composite.logs import log_gii
from visioon.methods.composite.optimise import balance, infomax, optimise_weights
from visioon.methods.composite.tables import results
from visioon.methods.composite.tests.asem import Asem, assert_close, by_key, numbers, read, reference, unit_table
from visioon.methods.composite.tests.manifest_analysis import ANALYSIS
from visioon.methods.composite.tests.manifest_steps import STEPS, Check

EQUAL_ENOUGH = 0.00429  # the objective that COINr's own search reaches at a tight tolerance


def as_given(asem: Asem, name: str, tolerance: float) -> None:
    assert_close(asem.steps.data.values, unit_table(reference(name), asem.codes, asem.steps.data.units), tolerance)


def never_transformed(asem: Asem, name: str, tolerance: float) -> None:
    """COINr gives the column back as it was; ours is the formula."""
    theirs = unit_table(reference(name), asem.codes, asem.steps.data.units)
    assert_close(asem.screened, theirs, 1e-9)
    x = asem.screened[:, 0]
    low, high = x.min(), x.max()
    assert_close(log_gii(x), np.log((high - 1) * (x - low) / (high - low) + 1), tolerance)
    assert np.abs(log_gii(x) - theirs[:, 0]).max() > 1


def balanced(asem: Asem, name: str, tolerance: float) -> None:
    """A local optimum: ours must be at least as good, with no weight below 0; theirs has one."""
    found = optimise_weights(asem.structure, asem.steps.index.normalised, asem.steps.parameters.aggregations, 2)
    r = np.array(list(found.correlations.values()))
    assert found.objective == balance(r, np.full(8, 1 / 8)) <= EQUAL_ENOUGH + tolerance
    assert min(found.weights.values()) > 0
    column = "Weight" if name.endswith("weights.csv") else "OptWeight"
    assert numbers(reference(name), (column,)).min() < 0


def informed(asem: Asem, name: str, tolerance: float) -> None:
    found = optimise_weights(
        asem.structure, asem.steps.index.normalised, asem.steps.parameters.aggregations, 2, objective="infomax"
    )
    assert found.objective <= infomax(numbers(reference(name), ("Obtained",))[:, 0]) + tolerance


def read_as_design(asem: Asem, name: str, tolerance: float) -> None:
    rows, table = coinr_design.read_design(reference_data("coinr_reference", name), coinr_design.numbered_sets(100))
    assert (rows.shape, tolerance) == ((len(table.rows), 4), 0)


def read_as_weights(asem: Asem, name: str, tolerance: float) -> None:
    found, sets = coinr_design.read_weights(reference_data("coinr_reference", name), asem.structure)
    assert (found.count, len(sets), tolerance) == (100, 100, 0)


REFERENCE_ONLY: dict[str, Check] = {
    "dset_Raw.csv": as_given,
    "optw_equal_level2_result.csv": balanced,
    "optw_equal_level2_weights.csv": balanced,
    "optw_infomax_level2_result.csv": informed,
    "sa_N100_params.csv": read_as_design,
    "sa_noisy_weights.csv": read_as_weights,
    "treat_log_GII.csv": never_transformed,
    "ua_N1000_params.csv": read_as_design,
    "ua_N100_params.csv": read_as_design,
}


def manifest() -> list[dict[str, str]]:
    path = reference_root() / "coinr_reference" / "manifest.csv"
    if not path.exists():
        return [{"file": "manifest.csv", "how": "reference-only"}]
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def asem() -> Asem:
    return read()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return runner(tmp_path_factory)


@pytest.mark.parametrize("row", manifest(), ids=lambda row: f"{row['how']}-{row['file']}")
def test_manifest_when_row_then_reference_is_met(row: dict[str, str], asem: Asem, run: Run) -> None:
    if row["how"] == "index":
        check_index(row, run)
    elif row["how"] == "api":
        (STEPS | ANALYSIS)[row["file"]](asem, row["file"], float(row["tolerance"]))
    else:
        assert row["rule"] or row["reason"]
        REFERENCE_ONLY[row["file"]](asem, row["file"], 0.0)


def test_manifest_when_read_then_every_row_and_no_other_has_a_check() -> None:
    reference_data("coinr_reference", "manifest.csv")
    rows = manifest()
    assert len(rows) == 89
    assert sorted(STEPS | ANALYSIS) == sorted(row["file"] for row in rows if row["how"] == "api")
    assert sorted(REFERENCE_ONLY) == sorted(row["file"] for row in rows if row["how"] == "reference-only")
    assert sum(row["how"] == "index" for row in rows) == 41


def test_results_when_ranks_of_every_column_then_reference_but_for_one_cell_of_noise(asem: Asem) -> None:
    found = results(asem.structure, {level: asem.steps.values(level) for level in (1, 2, 3, 4)})
    expected = unit_table(reference("results_ranks.csv"), found.codes, asem.steps.data.units)
    differ = np.argwhere(found.ranks != expected)
    assert [(asem.steps.data.units[i], found.codes[j]) for i, j in differ] == [("GRC", "TolMin")]
    order = [row["uCode"] for row in reference("results_ranks.csv").rows]
    assert [asem.steps.data.units[row] for row in found.order] == order


def test_results_when_rounded_then_reference_to_15_decimals(asem: Asem) -> None:
    found = results(asem.structure, {level: asem.steps.values(level) for level in (1, 2, 3, 4)}, 15)
    expected = by_key(reference("results_scores.csv"), ("uCode",), found.codes)
    assert_close(found.scores, np.stack([expected[unit,] for unit in asem.steps.data.units]), 1e-9)
