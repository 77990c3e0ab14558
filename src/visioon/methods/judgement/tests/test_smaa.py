import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visioon.methods.judgement import sampling
from visioon.methods.judgement.sampling import ordered, sampled, simplex
from visioon.methods.judgement.smaa import from_draws

cells = arrays(np.float64, (4, 3), elements=st.integers(0, 6).map(float))


def test_from_draws_with_one_draw_of_either_then_it_stands_for_all():
    values, weights = np.array([[[1.0, 0.0], [0.0, 1.0]]]), np.array([[0.7, 0.3], [0.4, 0.6], [0.8, 0.2], [0.9, 0.1]])
    assert from_draws(values, weights, 1).acceptability.tolist() == [[0.75, 0.25], [0.25, 0.75]]
    assert from_draws(np.repeat(values, 4, axis=0), weights[:1], 1).top_share.tolist() == [1.0, 0.0]


@settings(max_examples=30)
@given(cells, cells)
def test_sampled_of_any_intervals_then_shares_are_shares(one, other):
    found = sampled(np.minimum(one, other), np.maximum(one, other), draws=200, seed=3, top=2)
    assert found.acceptability.sum(axis=1) == pytest.approx(1)
    assert found.top_share == pytest.approx(found.acceptability[:, :2].sum(axis=1))
    for first, centre, confidence in zip(
        found.acceptability[:, 0], found.central_weights, found.confidence, strict=True
    ):
        assert (centre is None) == (first == 0) == (confidence is None)
        assert centre is None or centre.sum() == pytest.approx(1)


def test_sampled_when_a_goal_dominates_then_always_first():
    values = np.array([[3.0, 3.0], [1.0, 2.0], [2.0, 1.0]])
    found = sampled(values, values, draws=500, seed=0, top=1)
    assert found.top_share.tolist() == [1.0, 0.0, 0.0]
    assert found.central_weights[1:] == [None, None]
    assert found.confidence == [1.0, None, None]


def test_sampled_when_goals_are_equal_then_both_first():
    values = np.array([[0.1 + 0.2, 1.0], [0.3, 1.0]])
    assert sampled(values, values, draws=50, seed=0, top=1).acceptability.tolist() == [[1.0, 0.0], [1.0, 0.0]]


def test_sampled_with_another_block_size_then_the_same(monkeypatch):
    low, high = np.zeros((3, 2)), np.array([[1.0, 2.0], [2.0, 1.0], [1.5, 1.5]])
    whole = sampled(low, high, draws=1000, seed=5, top=1)
    monkeypatch.setattr(sampling, "BLOCK_CELLS", 7 * low.size)
    blocks = sampled(low, high, draws=1000, seed=5, top=1)
    assert blocks.acceptability.tolist() == whole.acceptability.tolist()
    assert blocks.confidence == whole.confidence


def test_sampled_with_weight_order_then_mean_weights_are_rank_order_centroid():
    # Of all weights with w1 >= w2 >= w3 the mean is the rank-order centroid; here goal 0 is always first.
    values = np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]])
    found = sampled(values, values, draws=100_000, seed=0, top=1, weight_order=[2, 0, 1])
    assert found.central_weights[0] == pytest.approx(np.array([5, 2, 11]) / 18, abs=0.003)


def test_simplex_then_weights_sum_to_one_with_equal_means():
    weights = simplex(np.random.default_rng(0), 100_000, 4)
    assert weights.sum(axis=1) == pytest.approx(1)
    assert weights.mean(axis=0) == pytest.approx(0.25, abs=0.003)
    assert (np.diff(ordered(weights, [3, 2, 1, 0])[:, ::-1], axis=1) <= 0).all()
