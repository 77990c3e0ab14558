"""The tree of an index, and effective weights."""

import numpy as np
import pytest

from visioon.methods.composite.structure import Aggregate, Indicator, Structure, StructureError
from visioon.methods.composite.tests.trees import flat, two_domains
from visioon.methods.composite.weights import effective_weights


def test_structure_when_two_domains_then_levels_codes_and_children() -> None:
    tree = two_domains()
    assert (tree.top, tree.top_level, list(tree.aggregate_levels)) == ("I", 3, [2, 3])
    assert (tree.codes(1), tree.codes(2), tree.codes(3)) == (("a0", "a1", "b0"), ("A", "B"), ("I",))
    assert [children.tolist() for children in tree.children(2)] == [[0, 1], [2]]
    assert [children.tolist() for children in tree.children(3)] == [[0, 1]]
    assert (tree.weights(2).tolist(), tree.directions.tolist()) == ([1.0, 3.0], [1.0, -1.0, 1.0])


def test_effective_weights_when_two_domains_then_products_of_shares() -> None:
    assert effective_weights(two_domains()) == {"I": 1.0, "A": 0.25, "B": 0.75, "a0": 0.125, "a1": 0.125, "b0": 0.75}


def test_effective_weights_when_group_all_zero_then_zero() -> None:
    assert effective_weights(flat([0.0, 0.0])) == {"P": 1.0, "i0": 0.0, "i1": 0.0}


@pytest.mark.parametrize("weight", [-1.0, float("nan"), float("inf")])
def test_structure_when_weight_impossible_then_names_code_and_field(weight: float) -> None:
    with pytest.raises(StructureError) as caught:
        flat([1.0, weight])
    assert (caught.value.code, caught.value.field) == ("i1", "Weight")


def test_structure_when_no_indicator_then_structure_error() -> None:
    with pytest.raises(StructureError, match="at least one indicator"):
        Structure((), (Aggregate("P", 2, 1.0, None),))


def test_structure_when_aggregate_above_the_top_then_structure_error() -> None:
    indicators = (Indicator("a", 1, 1.0, "P"),)
    with pytest.raises(StructureError) as caught:
        Structure(indicators, (Aggregate("P", 2, 1.0, None), Aggregate("Q", 3, 1.0, "R"), Aggregate("R", 4, 1.0, "Q")))
    assert (caught.value.code, caught.value.field) == ("P", "Level")


def test_structure_when_top_at_level_1_then_structure_error() -> None:
    with pytest.raises(StructureError, match="P: Level: a level of at least 2 was expected of an aggregate"):
        Structure((Indicator("a", 1, 1.0, "Q"),), (Aggregate("P", 1, 1.0, "Q"), Aggregate("Q", 2, 1.0, None)))


def test_structure_when_weights_read_then_float_array() -> None:
    assert flat([1, 2]).weights(1).dtype == np.float64
