"""Statistics, correlations, components, weights that are sought, elements, results: by hand and at their edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.components import pca_shares, pca_weights, principal_components
from visioon.methods.composite.correlations import (
    correlations,
    denominator_correlations,
    flagged_pairs,
    shared_units,
    with_parents,
)
from visioon.methods.composite.describe import Thresholds, describe
from visioon.methods.composite.elements import remove_elements
from visioon.methods.composite.optimise import optimise_weights
from visioon.methods.composite.significance import p_values
from visioon.methods.composite.structure import Aggregate, Indicator, Structure
from visioon.methods.composite.tables import group_ranks, results, strengths_and_weaknesses, unit_summary
from visioon.methods.composite.tests.trees import flat, two_domains
from visioon.methods.composite.tests.worlds import steps
from visioon.methods.composite.weights import effective_weights, lineage, original_weights

NAN = float("nan")
columns = arrays(np.float64, (9, 2), elements=st.floats(-50, 50).map(lambda x: round(x, 1)))


def normal(rows: int = 60, width: int = 3, seed: int = 8) -> FloatArray:
    return np.random.default_rng(seed).normal(size=(rows, width))


def test_describe_when_worked_by_hand_then_every_figure() -> None:
    (one,) = describe(np.array([[0.0], [2.0], [2.0 + 1e-15], [NAN], [8.0]]))
    assert (one.minimum, one.maximum, one.mean, one.median) == (0.0, 8.0, 3.0, pytest.approx(2.0))
    assert one.std == pytest.approx(np.sqrt(36 / 3))
    assert (one.available, one.non_zero, one.unique, one.same) == (4, 3, 3, 2)
    assert (one.share_available, one.share_non_zero, one.share_unique, one.share_same) == (0.8, 0.75, 0.75, 0.5)
    assert (one.low_available, one.low_non_zero, one.low_unique, one.outliers) == (False, False, False, False)
    (strict,) = describe(np.array([[0.0], [2.0], [NAN]]), Thresholds(available=0.9, non_zero=0.9, unique=0.9))
    assert (strict.low_available, strict.low_non_zero, strict.low_unique) == (True, True, True)


def test_describe_when_no_value_then_nothing_but_counts() -> None:
    (one,) = describe(np.full((3, 1), NAN))
    assert (one.available, one.unique, one.same, one.low_available) == (0, 0, 0, True)
    assert np.isnan([one.minimum, one.mean, one.std, one.share_same]).all()


def test_correlations_when_ranks_then_worked_values() -> None:
    a, b = np.array([[1.0], [2.0], [2.0], [9.0], [NAN]]), np.array([[4.0], [3.0], [7.0], [8.0], [1.0]])
    assert correlations(a, b, "kendall")[0, 0] == pytest.approx((4 - 1) / np.sqrt(5 * 6))
    ranks = np.corrcoef([1, 2.5, 2.5, 4], [2, 1, 3, 4])[0, 1]
    assert correlations(a, b, "spearman")[0, 0] == pytest.approx(ranks)
    assert shared_units(a, b).tolist() == [[4.0]]


@given(columns)
def test_correlations_when_bent_upwards_then_ranks_say_the_same(x: FloatArray) -> None:
    bent = np.exp(x / 25) * 3 + 1
    for kind in ("spearman", "kendall"):
        found, other = correlations(x, x, kind), correlations(bent, bent, kind)
        np.testing.assert_allclose(found, other, atol=1e-12)
        np.testing.assert_allclose(found, found.T, atol=1e-12)


@pytest.mark.parametrize("kind", ["pearson", "spearman", "kendall"])
def test_correlations_when_too_few_or_flat_then_missing(kind: str) -> None:
    few, flat_column = np.array([[1.0], [2.0], [NAN]]), np.ones((3, 1))
    for column in (few, flat_column):
        assert np.isnan(correlations(column, np.array([[1.0], [2.0], [3.0]]), kind)[0, 0])


def test_p_values_when_known_then_of_students_t() -> None:
    r = np.array([0.0, 0.878339448, 1.0, NAN, 0.5])
    found = p_values(r, np.array([12.0, 5.0, 9.0, 9.0, 2.0]))
    np.testing.assert_allclose(found[:3], [1.0, 0.05, 0.0], atol=1e-8)
    assert np.isnan(found[3:]).all()


def test_flagged_pairs_when_both_limits_then_only_inside_a_group() -> None:
    values = normal()
    values[:, 1] = -values[:, 0]
    values[:, 2] = values[:, 0]
    found = flagged_pairs(values, two_domains(), above=0.9, below=-0.9)
    assert [(one.group, one.first, one.second, round(one.r, 9)) for one in found] == [("A", "a0", "a1", -1.0)]
    assert flagged_pairs(values, two_domains()) == ()


def test_denominator_correlations_when_above_the_limit_then_either_sign() -> None:
    values = normal()
    sizes = np.stack([-values[:, 1], normal(seed=9)[:, 0]], axis=1)
    found = denominator_correlations(values, ("a", "b", "c"), sizes, ("pop", "area"))
    assert [(one.first, one.second, round(one.r, 9)) for one in found] == [("b", "pop", -1.0)]


def test_with_parents_when_three_levels_then_each_with_its_own() -> None:
    found = steps()
    values = {level: found.values(level) for level in (1, 2, 3)}
    r = with_parents(values, found.structure, 1)
    assert r.shape == (5, 2)
    assert r[3, 0] == correlations(values[1], values[2])[3, 1]
    np.testing.assert_array_equal(r[:, 1], correlations(values[1], values[3])[:, 0])


def test_components_when_two_columns_agree_then_one_component_and_sign_fixed() -> None:
    x = normal()[:, 0]
    found = principal_components(np.stack([x, 3 * x + 1], axis=1))
    np.testing.assert_allclose(found.share, [1, 0], atol=1e-12)
    np.testing.assert_allclose(found.loadings[:, 0], [np.sqrt(0.5)] * 2)
    np.testing.assert_allclose(principal_components(-np.stack([x, 3 * x], axis=1)).loadings[:, 0], [np.sqrt(0.5)] * 2)


@given(arrays(np.float64, (12, 3), elements=st.floats(-50, 50)), st.permutations(range(12)))
def test_components_when_units_permuted_then_the_same_shares(x: FloatArray, order: list[int]) -> None:
    if x.std(axis=0).min() > 1:
        found, other = principal_components(x), principal_components(x[order])
        np.testing.assert_allclose(found.share, other.share, atol=1e-9)
        assert found.share.sum() == pytest.approx(1)


def test_components_when_flat_or_few_units_then_value_error() -> None:
    for values, says in ((np.ones((5, 2)), "vary"), (np.array([[1.0, NAN], [2.0, 1.0]]), "at least 2 units")):
        with pytest.raises(ValueError, match=says):
            principal_components(values)


def test_pca_shares_when_a_loading_is_negative_then_no_weight_is_and_groups_sum_to_one() -> None:
    values = normal()
    values[:, 1] = 0.3 * values[:, 1] - values[:, 0]
    assert min(pca_weights(values, flat([1.0] * 3), 2).values()) < 0
    shares = pca_shares(values, flat([1.0] * 3), 2)
    assert min(shares.values()) >= 0
    assert sum(shares.values()) == pytest.approx(1)


def test_optimise_when_a_target_is_given_by_code_then_met_by_the_weights_returned() -> None:
    values = normal(200)
    wanted = {"i0": 2.0, "i1": 1.0, "i2": 1.0}
    found = optimise_weights(
        two_levels := _nested(), values, parse_aggregations("amean", 2), 1, wanted=wanted, low=0.001
    )
    assert found.wanted == {"i0": 0.5, "i1": 0.25, "i2": 0.25}
    assert found.objective < 1e-8 < found.start
    assert found.shares == pytest.approx(found.wanted, abs=1e-3)
    assert (found.converged, sum(found.weights.values())) == (True, pytest.approx(1))
    assert two_levels.weights(1).tolist() == [1.0, 1.0, 1.0]


def _nested() -> Structure:
    return Structure(
        tuple(Indicator(f"i{n}", 1, 1.0, "P") for n in range(3)),
        (Aggregate("P", 2, 1.0, "T"), Aggregate("T", 3, 1.0, None)),
    )


def test_optimise_when_as_much_as_possible_then_at_least_as_at_the_start_and_never_below_the_floor() -> None:
    found = optimise_weights(_nested(), normal(80), parse_aggregations("amean", 2), 1, objective="infomax", low=0.1)
    assert found.objective <= found.start
    assert found.wanted is None
    assert min(found.weights.values()) >= 0.1 / 3


def test_optimise_when_level_target_or_floor_is_none_then_value_error() -> None:
    for arguments in (
        {"level": 3},
        {"level": 0},
        {"level": 1, "low": 1.0},
        {"level": 1, "wanted": {"i0": 1.0}},
        {"level": 1, "wanted": {"i0": 1.0, "i1": -1.0, "i2": 1.0}},
    ):
        with pytest.raises(ValueError, match="expected"):
            optimise_weights(_nested(), normal(), parse_aggregations("amean", 2), **arguments)


def test_optimise_when_a_code_does_not_vary_then_value_error() -> None:
    values = normal()
    values[:, 1] = 4.0
    with pytest.raises(ValueError, match="codes that vary"):
        optimise_weights(_nested(), values, parse_aggregations("amean", 2), 1)


def test_remove_elements_when_the_only_one_that_orders_then_ranks_move() -> None:
    values = np.array([[1.0, 5.0, 9.0], [2.0, 5.0, 5.0], [3.0, 5.0, 1.0]])
    found = {one.code: one for one in remove_elements(two_domains(), values, parse_aggregations("amean", 2), 2)}
    assert list(found) == ["A", "B"]
    assert (found["A"].mean_change, found["A"].ranks.tolist()) == (0.0, [1, 2, 3])
    assert (found["B"].mean_change, found["B"].ranks.tolist()) == (pytest.approx(4 / 3), [3, 2, 1])
    with pytest.raises(ValueError, match="a level from 1 to 2"):
        remove_elements(two_domains(), values, parse_aggregations("amean", 2), 3)


def test_results_when_a_score_is_missing_then_last_without_rank() -> None:
    values = {1: np.array([[1.0, 2, 3], [NAN, NAN, NAN], [4, 5, 6]]), 2: np.array([[1.5, 3], [NAN, NAN], [4.5, 6]])}
    found = results(two_domains(), values | {3: np.array([[2.25], [NAN], [5.25]])}, 1)
    assert (found.codes, found.order) == (("I", "A", "B", "a0", "a1", "b0"), (2, 0, 1))
    np.testing.assert_array_equal(found.scores[0], [2.2, 1.5, 3, 1, 2, 3])
    np.testing.assert_array_equal(found.ranks[:, 0], [2, NAN, 1])
    lines = unit_summary(two_domains(), values | {3: np.array([[2.25], [NAN], [5.25]])}, 1)
    assert [(line.code, line.level, line.score, line.rank) for line in lines] == [
        ("I", 3, None, None),
        ("A", 2, None, None),
        ("B", 2, None, None),
    ]


def test_group_ranks_when_groups_then_ranked_inside_each() -> None:
    scores = np.array([[1.0], [2.0], [3.0], [4.0], [NAN]])
    found = group_ranks(scores, ["x", "y", "x", None, "y"])
    np.testing.assert_array_equal(found[:, 0], [2, 1, 1, NAN, NAN])


def test_strengths_when_last_missing_or_of_two_values_then_left_out() -> None:
    structure = flat([1.0] * 5, [1, -1, 1, 1, 1])
    values = np.array([[9.0, 1.0, 0.0, NAN, 1.0], [5.0, 5.0, 5.0, 1.0, 1.0], [7.0, 9.0, 9.0, 2.0, 0.0]])
    best, worst = strengths_and_weaknesses(structure, values, 0, few=2)
    assert [(one.code, one.rank, one.value) for one in best] == [("i0", 1, 9.0), ("i1", 1, 1.0)]
    assert [one.code for one in worst] == ["i1", "i4"]
    kept, last = strengths_and_weaknesses(structure, values, 0, few=9, fewest_unique=3, keep_last=True)
    assert [one.code for one in kept] == [one.code for one in last] == ["i0", "i1", "i2"]
    named, _ = strengths_and_weaknesses(structure, values, 0, order=["i4", "i1", "i0"])
    assert [one.code for one in named] == ["i4", "i1", "i0"]


def test_weights_when_a_tree_then_levels_shares_and_parents() -> None:
    assert original_weights(two_domains())["B"] == (2, 3.0)
    assert effective_weights(two_domains()) == {"I": 1, "A": 0.25, "B": 0.75, "a0": 0.125, "a1": 0.125, "b0": 0.75}
    assert lineage(two_domains())["a1"] == ("A", "I")
