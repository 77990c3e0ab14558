"""Aggregation: every function by hand, and what must hold for all."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visioon.methods.composite.aggregate import (
    Aggregation,
    NotPositive,
    aggregate,
    aggregate_level,
    parse_aggregations,
)
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.outrank import copeland, outranking
from visioon.methods.composite.parameters import ParameterError
from visioon.methods.composite.tests.trees import flat, two_domains

NAN = float("nan")
MEANS = ["amean", "gmean", "hmean", "genmean:-1", "genmean:0.5", "genmean:2", "genmean:300"]
positive = arrays(np.float64, (6, 3), elements=st.floats(0.5, 100).map(lambda x: round(x, 2)))
weights_of_3 = st.lists(st.sampled_from([0.5, 1.0, 2.0, 3.0]), min_size=3, max_size=3)


def top(values: FloatArray, weights: list[float], text: str) -> FloatArray:
    found: FloatArray = aggregate(values, flat(weights), parse_aggregations(text, 1))[2][:, 0]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("amean", (2 + 3 * 8) / 4),
        ("gmean", math.exp((math.log(2) + 3 * math.log(8)) / 4)),
        ("hmean", 4 / (1 / 2 + 3 / 8)),
        ("genmean:-1", 4 / (1 / 2 + 3 / 8)),
        ("genmean:2", math.sqrt((4 + 3 * 64) / 4)),
        ("genmean:0.5", ((math.sqrt(2) + 3 * math.sqrt(8)) / 4) ** 2),
        ("genmean:1", (2 + 3 * 8) / 4),
    ],
)
def test_aggregate_when_each_mean_then_worked_value(text: str, expected: float) -> None:
    assert top(np.array([[2.0, 8.0]]), [1.0, 3.0], text)[0] == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("text", [*MEANS, "copeland"])
def test_aggregate_when_children_missing_then_weights_renormalised_or_empty(text: str) -> None:
    values = np.array([[2.0, NAN, NAN], [NAN, NAN, NAN], [NAN, 8.0, NAN], [NAN, NAN, 3.0]])
    found = top(values, [1.0, 3.0, 0.0], text)
    assert np.isnan(found).tolist() == [False, True, False, True]
    if text != "copeland":
        np.testing.assert_allclose(found[[0, 2]], [2.0, 8.0], rtol=1e-14)


@pytest.mark.parametrize(("text", "value"), [("gmean", 0.0), ("hmean", -1.0), ("genmean:-2", 0.0), ("genmean:2", -1.0)])
def test_aggregate_when_value_not_positive_then_names_unit_and_code(text: str, value: float) -> None:
    with pytest.raises(NotPositive) as caught:
        top(np.array([[1.0, 2.0], [1.0, value]]), [1.0, 1.0], text)
    wrong = caught.value
    assert (wrong.function, wrong.unit, wrong.code, wrong.value) == (text, 1, "i1", value)


def test_aggregate_when_zero_and_power_above_zero_then_defined() -> None:
    assert top(np.array([[0.0, 0.0], [0.0, 4.0]]), [1.0, 1.0], "genmean:2").tolist() == [0.0, math.sqrt(8)]


def test_aggregate_when_levels_differ_then_lowest_function_first() -> None:
    values = np.array([[1.0, 4.0, 9.0], [2.0, 2.0, 5.0]])
    scores = aggregate(values, two_domains(), parse_aggregations("gmean,amean", 2))
    np.testing.assert_allclose(scores[2], [[2.0, 9.0], [2.0, 5.0]], rtol=1e-14)
    np.testing.assert_allclose(scores[3][:, 0], [(2 + 27) / 4, (2 + 15) / 4], rtol=1e-14)


def test_aggregate_when_not_kept_then_empty_and_left_out_above() -> None:
    values = np.array([[1.0, 4.0, 9.0], [2.0, 2.0, 5.0]])
    keep = np.array([[True, False], [False, False]])
    scores = aggregate(values, two_domains(), parse_aggregations("amean", 2), keep=keep)
    np.testing.assert_array_equal(scores[2], [[2.5, NAN], [NAN, NAN]])
    np.testing.assert_array_equal(scores[3][:, 0], [2.5, NAN])


def test_aggregate_when_too_few_children_then_empty_at_that_level_and_above() -> None:
    values = np.array([[1.0, NAN, 9.0], [2.0, 2.0, NAN], [3.0, 5.0, 7.0]])
    half = aggregate(values, two_domains(), parse_aggregations("amean", 2), least=(0.5, 1.0))
    np.testing.assert_array_equal(half[2], [[1, 9], [2, NAN], [4, 7]])
    np.testing.assert_array_equal(half[3][:, 0], [(1 + 27) / 4, NAN, (4 + 21) / 4])
    every = aggregate(values, two_domains(), parse_aggregations("amean", 2), least=(1.0, 0.5))
    np.testing.assert_array_equal(every[2], [[NAN, 9], [2, NAN], [4, 7]])
    np.testing.assert_array_equal(every[3][:, 0], [9, 2, (4 + 21) / 4])


def test_copeland_when_worked_by_hand_then_wins_minus_losses() -> None:
    values = np.array([[3.0, 1.0, 5.0], [2.0, 2.0, 5.0], [1.0, 3.0, 4.0]])
    weights = np.array([1.0, 1.0, 2.0])
    expected = [[0, 0.5, 0.75], [0.5, 0, 0.75], [0.25, 0.25, 0]]
    np.testing.assert_allclose(outranking(values, weights), expected, rtol=1e-14)
    assert copeland(values, weights).tolist() == [1, 1, -2]


def test_copeland_when_noise_in_values_or_weights_then_a_draw() -> None:
    values = np.array([[5.1, 1.0, 2.0, 0.0], [5.1 + 9e-16, 1.0, 0.0, 2.0]])
    assert copeland(values, np.array([1.0, 1.0, 0.1 + 0.2, 0.3])).tolist() == [0, 0]


def test_copeland_when_no_child_shared_then_not_compared() -> None:
    assert copeland(np.array([[1.0, NAN], [NAN, 2.0]]), np.ones(2)).tolist() == [0, 0]
    np.testing.assert_array_equal(outranking(np.array([[1.0, NAN], [NAN, 2.0]]), np.ones(2)), [[0, NAN], [NAN, 0]])


@given(arrays(np.float64, (5, 3), elements=st.sampled_from([0.0, 1.0, 2.0, 3.0, NAN])), weights_of_3)
def test_outranking_when_any_pair_then_shares_add_to_one_and_scores_to_zero(x: FloatArray, w: list[float]) -> None:
    found = outranking(x, np.array(w))
    pairs = (found + found.T)[~np.eye(5, dtype=bool)]
    assert ((np.abs(pairs - 1) < 1e-12) | np.isnan(pairs)).all()
    assert np.nansum(copeland(x, np.array(w))) == 0


@given(positive, weights_of_3, st.sampled_from(MEANS))
def test_aggregate_when_mean_then_between_smallest_and_largest(x: FloatArray, w: list[float], text: str) -> None:
    found = top(x, w, text)
    assert (found >= x.min(axis=1) * (1 - 1e-9)).all()
    assert (found <= x.max(axis=1) * (1 + 1e-9)).all()


@given(positive, weights_of_3, st.sampled_from(MEANS), st.sampled_from([0.25, 2.0, 10.0]))
def test_aggregate_when_scaled_then_mean_scaled(x: FloatArray, w: list[float], text: str, factor: float) -> None:
    np.testing.assert_allclose(top(x * factor, w, text), top(x, w, text) * factor, rtol=1e-9)


@given(positive, weights_of_3, st.sampled_from([*MEANS, "copeland"]), st.integers(0, 2))
def test_aggregate_when_one_child_rises_then_score_does_not_fall(
    x: FloatArray, w: list[float], text: str, child: int
) -> None:
    better = x.copy()
    better[0, child] += 1.0
    assert top(better, w, text)[0] >= top(x, w, text)[0] - 1e-9


@given(positive, weights_of_3, st.sampled_from([*MEANS, "copeland"]), st.permutations(range(6)))
def test_aggregate_when_units_permuted_then_scores_permuted(
    x: FloatArray, w: list[float], text: str, order: list[int]
) -> None:
    np.testing.assert_allclose(top(x[order], w, text), top(x, w, text)[order], rtol=1e-12)


@given(positive)
def test_aggregate_when_same_data_then_harmonic_below_geometric_below_arithmetic(x: FloatArray) -> None:
    h, g, a = (top(x, [1.0, 2.0, 3.0], text) for text in ("hmean", "gmean", "amean"))
    assert (h <= g * (1 + 1e-12)).all()
    assert (g <= a * (1 + 1e-12)).all()


@given(
    arrays(np.float64, (2, 4, 3), elements=st.sampled_from([1.0, 2.5, 7.0, NAN])), st.sampled_from([*MEANS, "copeland"])
)
def test_aggregate_level_when_many_cases_then_as_each_alone(x: FloatArray, text: str) -> None:
    weights = np.array([[1.0, 2.0, 3.0], [3.0, 1.0, 0.5]])
    children, function = flat([1.0] * 3).children(2), Aggregation.parse(text)
    found = aggregate_level(x, weights, children, function)
    shared = aggregate_level(x[:1], weights, children, function)
    for case in range(2):
        alone = aggregate_level(x[case : case + 1], weights[case : case + 1], children, function)
        np.testing.assert_allclose(found[case], alone[0], rtol=1e-12)
    np.testing.assert_allclose(shared[0], found[0], rtol=1e-12)


@pytest.mark.parametrize("text", ["mean", "genmean", "genmean:x", "genmean:0", "amean:1", "amean,gmean,hmean", ""])
def test_parse_aggregations_when_malformed_then_parameter_error(text: str) -> None:
    with pytest.raises(ParameterError, match="aggregate"):
        parse_aggregations(text, 2)


def test_aggregation_when_printed_then_parses_back() -> None:
    for text in ("amean", "gmean", "hmean", "copeland", "genmean:-1", "genmean:0.5"):
        assert str(Aggregation.parse(text)) == text
