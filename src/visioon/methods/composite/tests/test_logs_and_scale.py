"""Transformations and normalisations against given points: by hand, and what they refuse."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.logs import (
    TRANSFORMATIONS,
    NoVariance,
    boxcox,
    log_ct,
    log_ct_orig,
    log_ct_plus,
    log_gii,
)
from visioon.methods.composite.normalise import LeftOut, Normalisation
from visioon.methods.composite.scale import dist2ref, dist2targ, goalposts, normalise_each, scaled
from visioon.methods.composite.treat import Treatment, moved_points, treat, treat_each

NAN = float("nan")
X = np.array([1.0, 3.0, NAN, 11.0])
LEFT = np.array([0.0, 9.0, 10.0, 10.0])
BOTH = np.array([1.0, -1.0])
TABLE = np.array([[2.0, 8.0], [4.0, 6.0], [10.0, NAN], [6.0, 2.0]])


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (log_ct(X), [math.log(0.1), math.log(2.1), NAN, math.log(10.1)]),
        (log_ct_plus(X), [math.log(0.1), math.log(2.1), NAN, math.log(10.1)]),
        (log_ct_plus(LEFT), [-math.log(10.1), -math.log(1.1), -math.log(0.1), -math.log(0.1)]),
        (log_ct_orig(X), [0.0, math.log(3), NAN, math.log(11)]),
        (log_gii(X), [0.0, math.log(3), NAN, math.log(11)]),
        (boxcox(X, 0.5), [0.0, 2 * (math.sqrt(3) - 1), NAN, 2 * (math.sqrt(11) - 1)]),
        (boxcox(X, 2.0), [0.0, 4.0, NAN, 60.0]),
        (boxcox(X, 0.0), [0.0, math.log(3), NAN, math.log(11)]),
    ],
)
def test_transformation_when_worked_by_hand_then_value(found: FloatArray, expected: list[float]) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-14)


@pytest.mark.parametrize("column", [np.full(4, 7.0), np.full(4, NAN), np.array([NAN, 3.0])])
def test_transformation_when_no_variance_then_refused(column: FloatArray) -> None:
    for transformation in (*TRANSFORMATIONS.values(), lambda x: boxcox(x, 0.5)):
        with pytest.raises(NoVariance, match="two different values"):
            transformation(column)


def test_log_gii_when_maximum_not_above_zero_then_refused() -> None:
    with pytest.raises(ValueError, match="a maximum above 0 was expected, found 0"):
        log_gii(np.array([-3.0, 0.0]))


@given(arrays(np.float64, 8, elements=st.floats(-1e3, 1e3).map(lambda x: round(x, 2))))
def test_transformation_when_any_column_then_order_is_kept(x: FloatArray) -> None:
    if x.min() < x.max():
        order = np.argsort(x, kind="stable")
        made = [log_ct(x), log_ct_orig(x), boxcox(x, 0.5), *([log_gii(x)] if x.max() > 1 else [])]
        if np.ptp(x) > 1e-6:
            made.append(log_ct_plus(x))
        for found in made:
            assert (np.diff(found[order]) >= 0).all()


def test_treat_when_combined_or_other_transformation_then_of_the_winsorised_column() -> None:
    x = np.array([*range(20), 4000.0, 5000.0, 6000.0])[:, None]
    plain = treat(x, Treatment(winmax=1))[0][:, 0]
    combined, (done,) = treat(x, Treatment(winmax=1, combine=True, transformation="log_ct_orig"))
    np.testing.assert_array_equal(plain, log_ct(x[:, 0]))
    np.testing.assert_array_equal(combined[:, 0], log_ct_orig(np.minimum(x[:, 0], 5000.0)))
    assert (done.moved, done.log) == (1, True)


def test_treat_each_when_limits_by_column_then_each_its_own() -> None:
    x = np.array([*range(20), 300.0])
    treated, done = treat_each(np.stack([x, x], axis=1), [Treatment(), Treatment(skew=99)])
    assert [one.pass0 for one in done] == [False, True]
    np.testing.assert_array_equal(treated[:, 1], x)
    sides = moved_points(np.stack([x, -x], axis=1), np.stack([treated[:, 0], -treated[:, 0]], axis=1))
    assert (sides[20], sides[0]) == (["winhi", "winlo"], [None, None])


def test_scaled_when_bounds_given_then_share_of_them() -> None:
    found, left_out = scaled(TABLE, BOTH, np.array([0.0, -10.0]), np.array([20.0, 0.0]))
    np.testing.assert_allclose(found, [[10, 20], [20, 40], [50, NAN], [30, 80]])
    assert left_out == ()


def test_dist2ref_when_reference_is_a_unit_then_one_there_and_beyond_unless_capped() -> None:
    found, _ = dist2ref(TABLE, BOTH, 1)
    np.testing.assert_allclose(found, [[0, 0], [1, 1], [4, NAN], [2, 3]])
    np.testing.assert_allclose(dist2ref(TABLE, BOTH, 1, cap=True)[0], [[0, 0], [1, 1], [1, NAN], [1, 1]])


def test_dist2ref_when_reference_is_worst_or_missing_then_left_out_and_named() -> None:
    found, left_out = dist2ref(TABLE, BOTH, 0)
    assert np.isnan(found).all()
    assert left_out == (LeftOut(0, "no distance to measure against"), LeftOut(1, "no distance to measure against"))
    assert dist2ref(TABLE, BOTH, 2)[1] == (LeftOut(1, "nothing to measure against"),)
    infinite, named = dist2ref(TABLE, BOTH, 0, infinite=True)
    np.testing.assert_array_equal(infinite[:, 0], [NAN, np.inf, np.inf, np.inf])
    assert named == ()


def test_dist2targ_when_target_then_share_of_the_way_from_the_worst() -> None:
    found, _ = dist2targ(TABLE, BOTH, np.array([6.0, 4.0]))
    np.testing.assert_allclose(found, [[0, 0], [0.5, 0.5], [2, NAN], [1, 1.5]])
    np.testing.assert_allclose(dist2targ(TABLE, BOTH, np.array([6.0, 4.0]), cap=True)[0][2:, :], [[1, NAN], [1, 1]])
    _, left_out = dist2targ(TABLE, BOTH, np.array([NAN, 9.0]))
    assert [one.reason for one in left_out] == ["nothing to measure against", "no distance to measure against"]


def test_goalposts_when_beyond_a_post_then_truncated_and_turned_by_direction() -> None:
    low, high = np.array([4.0, 2.0]), np.array([8.0, 10.0])
    found, _ = goalposts(TABLE, BOTH, low, high, scale=100)
    np.testing.assert_allclose(found, [[0, 25], [0, 50], [100, NAN], [50, 100]])
    np.testing.assert_allclose(goalposts(TABLE, BOTH, low, high, truncate=False)[0][0], [-0.5, 0.25])


def test_normalise_each_when_specs_by_column_then_each_its_own() -> None:
    specs = [Normalisation("rank"), Normalisation("minmax", 0, 1)]
    found, left_out = normalise_each(TABLE, BOTH, specs)
    np.testing.assert_allclose(found, [[1, 0], [2, 1 / 3], [4, NAN], [3, 1]])
    assert left_out == ()
    assert normalise_each(np.ones((3, 2)), BOTH, specs)[1] == (LeftOut(1, "constant"),)
