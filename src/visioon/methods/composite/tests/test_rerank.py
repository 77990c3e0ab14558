"""Other weights: what a slider asks for."""

import numpy as np
import pytest

from visioon.methods.composite.rerank import rerank, reweighted
from visioon.methods.composite.structure import StructureError
from visioon.methods.composite.tests.worlds import steps, tree


def test_rerank_when_a_weight_changes_then_as_the_whole_index_with_it() -> None:
    plain, other = steps(), steps(structure=tree(weight_a=5.0))
    found = rerank(plain.structure, plain.index.normalised, plain.parameters.aggregations, {"A": 5.0})
    for level in (2, 3):
        np.testing.assert_array_equal(found.scores[level], other.scores[level])
        np.testing.assert_array_equal(found.ranks[level], other.ranks[level])
        np.testing.assert_array_equal(found.nominal[level], plain.ranks[level])
    change = other.ranks[3][:, 0] - plain.ranks[3][:, 0]
    np.testing.assert_array_equal(found.change, change)
    assert found.mean_change == np.abs(change).mean() > 0


def test_rerank_when_nothing_changes_then_no_rank_moves() -> None:
    plain = steps()
    found = rerank(plain.structure, plain.index.normalised, plain.parameters.aggregations, {})
    assert (found.mean_change, found.change.tolist()) == (0.0, [0.0] * 12)


def test_rerank_when_all_of_a_group_times_the_same_then_no_rank_moves() -> None:
    plain = steps()
    weights = {"a1": 4.0, "a2": 12.0, "a3": 2.0}
    found = rerank(plain.structure, plain.index.normalised, plain.parameters.aggregations, weights)
    np.testing.assert_allclose(found.scores[3], plain.scores[3], rtol=1e-12)


def test_rerank_when_a_floor_empties_a_score_then_it_stays_empty() -> None:
    plain = steps()
    keep = np.ones((12, 2), dtype=bool)
    keep[4] = False
    found = rerank(plain.structure, plain.index.normalised, plain.parameters.aggregations, {"B": 3.0}, keep=keep)
    assert np.isnan(found.change).nonzero()[0].tolist() == [4]
    assert not np.isnan(found.mean_change)


@pytest.mark.parametrize(
    ("weights", "field"), [({"Z": 1.0}, "iCode"), ({"A": -1.0}, "Weight"), ({"a1": float("nan")}, "Weight")]
)
def test_reweighted_when_code_or_weight_is_none_then_names_it(weights: dict[str, float], field: str) -> None:
    with pytest.raises(StructureError) as caught:
        reweighted(tree(), weights)
    assert (caught.value.code, caught.value.field) == (next(iter(weights)), field)
