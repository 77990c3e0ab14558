import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visioon.methods.judgement.concordance import kendall_w
from visioon.methods.judgement.errors import JudgementError
from visioon.methods.judgement.rating import rate
from visioon.methods.judgement.topsis import topsis
from visioon.methods.judgement.weighting import RULES

matrices = arrays(np.float64, (4, 3), elements=st.integers(1, 9).map(float))
weightings = arrays(np.float64, 3, elements=st.integers(1, 9).map(float))


@pytest.mark.parametrize("rule", sorted(RULES))
@pytest.mark.parametrize("n", [1, 2, 7, 40])
def test_weights_of_any_rule_then_sum_one_and_fall(rule, n):
    weights = RULES[rule](n)
    assert weights.sum() == pytest.approx(1, abs=1e-12)
    assert (np.diff(weights) < 0).all()


def test_rate_of_a_worked_example_then_weighted_means():
    means, ranks = rate(np.array([[5.0, 1.0], [3.0, 3.0], [4.0, 4.0]]), np.array([3.0, 1.0]))
    assert means.tolist() == [4.0, 3.0, 4.0]
    assert ranks.tolist() == [1, 3, 1]


@given(matrices, weightings)
def test_rate_when_weights_are_multiplied_then_same(scores, weights):
    assert rate(scores, weights)[0] == pytest.approx(rate(scores, weights * 4)[0])


@pytest.mark.parametrize(
    ("weights", "path"),
    [([1.0], "weights"), ([1.0, -1.0], "weights[1]"), ([0.0, 0.0], "weights")],
)
def test_rate_when_weights_are_wrong_then_error_names_them(weights, path):
    with pytest.raises(JudgementError) as caught:
        rate(np.ones((2, 2)), np.array(weights))
    assert caught.value.path == path


@given(matrices, weightings)
def test_topsis_of_any_matrix_then_between_zero_and_one_and_turned_by_the_types(matrix, weights):
    types = np.array([1, -1, 1])
    scores, _ = topsis(matrix, weights, types)
    turned, _ = topsis(matrix, weights, -types)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert scores + turned == pytest.approx(1)


@pytest.mark.parametrize("normalisation", ["vector", "minmax"])
def test_topsis_when_all_goals_are_alike_then_one_half(normalisation):
    scores, ranks = topsis(np.zeros((3, 2)), np.ones(2), np.array([1, -1]), normalisation)
    assert scores.tolist() == [0.5, 0.5, 0.5]
    assert ranks.tolist() == [1, 1, 1]


@given(arrays(np.float64, (4, 5), elements=st.integers(1, 5).map(float)))
def test_kendall_w_of_any_ranks_then_between_zero_and_one(ranks):
    w = kendall_w(ranks).w
    assert w is None or 0 <= w <= 1 + 1e-12


def test_kendall_w_when_every_judge_ties_everything_then_none():
    assert kendall_w(np.ones((3, 4))).w is None


def test_kendall_w_when_ties_are_smallest_ranks_then_as_mean_ranks():
    smallest = kendall_w(np.array([[1.0, 2, 2, 4], [1, 3, 2, 4]]))
    assert smallest == kendall_w(np.array([[1.0, 2.5, 2.5, 4], [1, 3, 2, 4]]))
