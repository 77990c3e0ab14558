"""Reading COINr's files, and the reference files that only the methods themselves can give."""

import numpy as np
import pytest

from visioon.formats import coinr, coinr_design, csvio
from visioon.formats.coinr import Meta, UnitTable
from visioon.formats.errors import InputError
from visioon.formats.tests.reference import reference_data
from visioon.methods.composite import sensitivity
from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.impute import Imputation
from visioon.methods.composite.normalise import Normalisation, normalise
from visioon.methods.composite.outrank import outranking
from visioon.methods.composite.pipeline import Index, Parameters, compute
from visioon.methods.composite.replicate import Replicates, replicate
from visioon.methods.composite.screen import screen
from visioon.methods.composite.treat import Treatment, log_ct, treat, winsorise
from visioon.methods.composite.uncertainty import replicated_ranks
from visioon.methods.composite.weights import effective_weights

META = b"""Type,Parent,Weight,Direction,iName,iCode,Level,Note
Indicator,P,1,1,A,a,1,x
Indicator,P,2,-1,B,b,1,
Aggregate,,,,Index,P,2,
Denominator,,,,Population,pop,,
Group,,,,Country,land,,
Other,,,,Remark,remark,,
"""


@pytest.fixture(scope="module")
def asem() -> tuple[Meta, UnitTable, Index]:
    meta = coinr.read_meta(reference_data("asem", "asem_iMeta.csv"))
    units = coinr.read_data(reference_data("asem", "asem_iData.csv"), meta)
    parameters = Parameters(parse_aggregations("amean", 3), Imputation.parse("group-mean:EurAsia_group"))
    return meta, units, compute(meta.structure, units.data, parameters)


def small() -> Meta:
    return coinr.meta(csvio.parse(META, file="meta.csv", required=coinr.META_COLUMNS))


def reference(name: str) -> csvio.Table:
    return csvio.read(reference_data("coinr_reference", name))


def columns(table: csvio.Table, names: tuple[str, ...]) -> FloatArray:
    values = [[table.number(i, name) for name in names] for i in range(len(table.rows))]
    return np.array(values, dtype=np.float64)


def assert_equal(found: FloatArray, expected: FloatArray) -> None:
    np.testing.assert_array_equal(np.isnan(found), np.isnan(expected))
    error = np.nan_to_num(np.abs(found - expected) / np.maximum(1.0, np.abs(expected)))
    assert error.max() <= 1e-9


def test_meta_when_columns_in_any_order_then_tree_and_the_rest_named() -> None:
    meta = small()
    assert (meta.structure.top, meta.structure.codes(1)) == ("P", ("a", "b"))
    assert (meta.denominators, meta.groups, meta.others) == (("pop",), ("land",), ("remark",))
    assert meta.unused_columns == ("Note",)
    assert meta.names["land"] == "Country"


def test_unit_table_when_ids_are_digits_then_ordered_as_integers_and_rows_kept() -> None:
    table = csvio.parse(b"b,uCode,a,land,Time\n1,10,2,,2020\nNA,9,4,x,2020\n", file="data.csv")
    units = coinr.unit_table(table, small())
    assert units.data.units == ("9", "10")
    np.testing.assert_array_equal(units.data.values, [[4.0, np.nan], [2.0, 1.0]])
    assert units.data.groups == {"land": ["x", None]}
    assert str(units.error("x was expected", 0, "a")) == "data.csv, row 3, column a: x was expected"


def test_unit_table_when_unknown_column_then_input_error() -> None:
    with pytest.raises(InputError, match="column c: a column that META knows was expected"):
        coinr.unit_table(csvio.parse(b"uCode,a,b,c\n", file="data.csv"), small())


def test_treat_when_two_points_and_tight_thresholds_then_reference(asem: tuple[Meta, UnitTable, Index]) -> None:
    meta, _, index = asem
    treated, done = treat(index.prepared.imputed, Treatment(winmax=2, skew=1.5, kurt=3.0))
    assert_equal(treated, columns(reference("qtreat_w2_s15_k3.csv"), meta.structure.codes(1)))
    assert [sum(one.pass0 is True for one in done), sum(one.log is True for one in done)] == [32, 8]


def test_log_ct_when_every_column_then_reference(asem: tuple[Meta, UnitTable, Index]) -> None:
    meta, _, index = asem
    found = np.stack([log_ct(x) for x in index.prepared.imputed.T], axis=1)
    assert_equal(found, columns(reference("treat_log_CT.csv"), meta.structure.codes(1)))


def test_winsorise_when_no_limit_then_reference(asem: tuple[Meta, UnitTable, Index]) -> None:
    meta, _, index = asem
    found = np.stack([winsorise(x, Treatment(winmax=51))[0] for x in index.prepared.imputed.T], axis=1)
    assert_equal(found, columns(reference("treat_winsorise_nolimit.csv"), meta.structure.codes(1)))


def test_treat_when_default_then_the_same_cells_as_the_reference(asem: tuple[Meta, UnitTable, Index]) -> None:
    meta, units, index = asem
    points = {row["uCode"]: row for row in reference("treat_points.csv").rows}
    moved = index.treated - index.prepared.imputed
    for i, unit in enumerate(units.data.units):
        sides = ["winhi" if x < 0 else "winlo" if x > 0 else None for x in moved[i]]
        assert sides == [points[unit][code] for code in meta.structure.codes(1)]


def test_effective_weights_when_asem_then_reference(asem: tuple[Meta, UnitTable, Index]) -> None:
    found, table = effective_weights(asem[0].structure), reference("eff_weights.csv")
    assert sorted(found) == sorted(row["iCode"] or "" for row in table.rows)
    for i, row in enumerate(table.rows):
        assert found[row["iCode"] or ""] == pytest.approx(table.number(i, "EffWeight"), rel=1e-12)


def test_screen_when_asem_imputed_then_reference(asem: tuple[Meta, UnitTable, Index]) -> None:
    found, table = screen(asem[2].prepared.imputed), reference("screen_summary.csv")
    expected = columns(table, ("N_missing", "N_zero", "Dat_Avail", "Non_Zero"))
    assert_equal(np.stack([found.missing, found.zeros, found.available, found.non_zero], axis=1), expected)


def test_outranking_when_asem_physical_then_reference(asem: tuple[Meta, UnitTable, Index]) -> None:
    meta, units, index = asem
    normalised, _ = normalise(index.treated, meta.structure.directions, Normalisation("minmax", 1, 100))
    physical = meta.structure.children(2)[0]
    found = outranking(normalised[:, physical], meta.structure.weights(1)[physical])
    table = reference("outrank_Physical.csv")
    rows = [table.columns[0], *units.data.units]
    assert sorted(table.columns) == sorted(rows)
    assert_equal(found, columns(table, units.data.units))


def stored(asem: tuple[Meta, UnitTable, Index], name: str) -> tuple[Replicates, FloatArray]:
    """The replicates of a stored design, and the top scores (units, replicates)."""
    structure = asem[0].structure
    weights, sets = coinr_design.read_weights(reference_data("coinr_reference", "sa_noisy_weights.csv"), structure)
    rows, _ = coinr_design.read_design(reference_data("coinr_reference", name), sets)
    found = replicate(structure, asem[2].prepared.imputed, rows, weights, levels=(4,))
    return found, found.scores[4][found.case][:, :, 0].T


@pytest.mark.parametrize(("name", "count"), [("ua_N1000", 1000), ("ua_N100", 100), ("sa_N100", 600)])
def test_replicate_when_stored_design_then_every_score_of_reference(
    asem: tuple[Meta, UnitTable, Index], name: str, count: int
) -> None:
    _, scores = stored(asem, f"{name}_params.csv")
    names = tuple(f"r_{number + 1}" for number in range(count))
    assert_equal(scores, columns(reference(f"{name}_scores.csv"), names))


def test_sampled_when_uncentred_y_then_first_order_of_reference(asem: tuple[Meta, UnitTable, Index]) -> None:
    found, _ = stored(asem, "sa_N100_params.csv")
    y = sensitivity.rank_shift(asem[2].ranks[4][:, 0], replicated_ranks(found.scores[4][:, :, 0], found.case))
    # The reference does not centre: what centring takes away is the mean of y times the mean difference.
    ya, yb, *mixed = y.reshape(6, 100)
    base = np.concatenate([ya, yb])
    taken = np.array([(yab - ya).mean() for yab in mixed]) * base.mean() / base.var(ddof=1)
    expected = columns(reference("sa_N100_sobol.csv"), ("Si", "STi"))
    indices = sensitivity.sampled(y, 4)
    assert_equal(np.stack([indices.si + taken, indices.sti], axis=1), expected)


def test_read_weights_when_code_not_named_then_keeps_its_weight(asem: tuple[Meta, UnitTable, Index]) -> None:
    weights, sets = coinr_design.read_weights(
        reference_data("coinr_reference", "sa_noisy_weights.csv"), asem[0].structure
    )
    assert (len(sets), weights.count, len(weights.levels[1]), len(weights.levels[2])) == (100, 100, 1, 100)
    assert sorted(weights.levels) == [1, 2, 3]
