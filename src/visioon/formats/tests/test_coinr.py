"""Reading COINr's files."""

import numpy as np
import pytest

from visioon.formats import coinr, coinr_design, csvio
from visioon.formats.coinr import Meta
from visioon.formats.errors import InputError
from visioon.formats.tests.reference import reference_data

META = b"""Type,Parent,Weight,Direction,iName,iCode,Level,Note
Indicator,P,1,1,A,a,1,x
Indicator,P,2,-1,B,b,1,
Aggregate,,,,Index,P,2,
Denominator,,,,Population,pop,,
Group,,,,Country,land,,
Other,,,,Remark,remark,,
"""


def small() -> Meta:
    return coinr.meta(csvio.parse(META, file="meta.csv", required=coinr.META_COLUMNS))


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


def test_read_weights_when_code_not_named_then_keeps_its_weight() -> None:
    meta = coinr.read_meta(reference_data("asem", "asem_iMeta.csv"))
    path = reference_data("coinr_reference", "sa_noisy_weights.csv")
    weights, sets = coinr_design.read_weights(path, meta.structure)
    assert (len(sets), weights.count, len(weights.levels[1]), len(weights.levels[2])) == (100, 100, 1, 100)
    assert sorted(weights.levels) == [1, 2, 3]
