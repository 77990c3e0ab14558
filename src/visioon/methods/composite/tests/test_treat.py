"""Skewness, kurtosis and treatment: worked by hand and by property."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.logs import log_ct
from visioon.methods.composite.statistics import column_skew_kurt, constant, skew_kurt, varies
from visioon.methods.composite.treat import Treatment, treat, winsorise

NAN = float("nan")
ONE_HIGH = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 1000.0])
columns = arrays(np.float64, st.integers(4, 30), elements=st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))


def test_skew_kurt_when_worked_by_hand_then_g1_and_g2() -> None:
    # x = 0, 0, 0, 4: d = -1, -1, -1, 3; m2 = 3, m3 = 6; r = 4 * 84 / 144.
    skew, kurt = skew_kurt(np.array([[0.0], [0.0], [0.0], [4.0]]))
    assert skew[0] == pytest.approx(math.sqrt(12) / 2 * 6 / 3**1.5)
    assert kurt[0] == pytest.approx((5 * (336 / 144 - 3) + 6) * 3 / 2)


def test_skew_kurt_when_too_few_or_constant_then_missing() -> None:
    values = np.array([[1.0, 5.0, NAN, 0.1 + 0.2], [2.0, 5.0, 1.0, 0.3], [9.0, 5.0, 2.0, 0.3], [NAN, 5.0, NAN, 0.3]])
    skew, kurt = skew_kurt(values)
    assert (np.isnan(skew).tolist(), np.isnan(kurt).tolist()) == ([False, True, True, True], [True] * 4)
    assert constant(values).tolist() == [False, True, False, True]


@given(columns)
def test_column_skew_kurt_when_any_column_then_as_for_the_table(x: FloatArray) -> None:
    assert varies(x) == (not constant(x[:, None])[0])
    if varies(x):
        expected = [float(of[0]) for of in skew_kurt(x[:, None])]
        assert list(column_skew_kurt(x)) == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_treat_when_one_high_point_then_set_to_the_next_lower() -> None:
    treated, (done,) = treat(ONE_HIGH[:, None], Treatment())
    assert treated[:, 0].tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9, 9]
    assert (done.pass0, done.moved, done.side, done.log, done.pass1) == (False, 1, "hi", False, True)


def test_treat_when_one_low_point_then_set_to_the_next_higher() -> None:
    treated, (done,) = treat(-ONE_HIGH[:, None], Treatment())
    assert treated[-1, 0] == -9
    assert (done.moved, done.side) == (1, "lo")


def test_treat_when_no_point_may_move_then_logarithm_of_the_original() -> None:
    treated, (done,) = treat(ONE_HIGH[:, None], Treatment(winmax=0))
    np.testing.assert_array_equal(treated[:, 0], log_ct(ONE_HIGH))
    assert treated[0, 0] == pytest.approx(math.log(9.99))
    assert (done.moved, done.side, done.log) == (0, None, True)


def test_treat_when_limit_reached_without_passing_then_logarithm_of_the_original() -> None:
    x = np.array([*range(20), 400.0, 500.0, 700.0])
    treated, (done,) = treat(x[:, None], Treatment(winmax=1))
    assert (done.moved, done.log) == (1, True)
    np.testing.assert_array_equal(treated[:, 0], log_ct(x))


def test_winsorise_when_tied_points_then_moved_counts_units_and_may_overshoot() -> None:
    x = np.array([*range(30), 900.0, 900.0, 900.0])
    found, passed = winsorise(x, Treatment(winmax=1))
    assert (passed, int((found != x).sum()), found.max()) == (True, 3, 29.0)


def test_treat_when_a_step_would_leave_no_variance_then_logarithm() -> None:
    x = np.array([0.0] * 9 + [1.0])
    treated, (done,) = treat(x[:, None], Treatment())
    assert (done.moved, done.log) == (0, True)
    np.testing.assert_array_equal(treated[:, 0], log_ct(x))


def test_treat_when_few_values_or_no_variance_then_untouched_and_nothing_said() -> None:
    values = np.array([[1.0, 7.0], [2.0, 7.0], [9000.0, 7.0], [NAN, 7.0]])
    treated, done = treat(values, Treatment())
    np.testing.assert_array_equal(treated, values)
    assert {(one.pass0, one.moved, one.pass1) for one in done} == {(None, None, None)}


def test_treat_when_missing_among_values_then_stays_missing() -> None:
    x = np.append(ONE_HIGH, NAN)
    treated, (done,) = treat(x[:, None], Treatment())
    assert np.isnan(treated).ravel().tolist() == [False] * 10 + [True]
    assert done.moved == 1


@given(columns, st.sampled_from([1e-3, 2.0, 64.0]), st.sampled_from([0.0, 8.0]))
def test_treat_when_scaled_then_the_same_decision(x: FloatArray, factor: float, shift: float) -> None:
    y = x * factor + shift
    if varies(x):
        one, two = treat(x[:, None], Treatment())[1][0], treat(y[:, None], Treatment())[1][0]
        near = any(abs(abs(s or 0) - 2) < 1e-3 or abs((k or 0) - 3.5) < 1e-3 for s, k in [(one.skew0, one.kurt0)])
        assert near or one.pass0 == two.pass0


@given(columns)
def test_treat_when_any_column_then_order_is_kept(x: FloatArray) -> None:
    treated = treat(x[:, None], Treatment())[0][:, 0]
    order = np.argsort(x, kind="stable")
    assert (np.diff(treated[order]) >= 0).all()
