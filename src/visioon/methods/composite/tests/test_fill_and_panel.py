"""Gaps filled along a row and along time, several years in one scale, and trends: own cases, since in the reference
panel no series has a gap inside.
"""

from dataclasses import replace

import numpy as np
import pytest

from visioon.methods.composite.aggregate import parse_aggregations
from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.fill import impute_columns, impute_rows
from visioon.methods.composite.panel import (
    Panel,
    compute_panel,
    fill_constant,
    fill_latest,
    fill_linear,
    with_values,
)
from visioon.methods.composite.pipeline import Data, Parameters
from visioon.methods.composite.screen import Screen, screened
from visioon.methods.composite.tests.trees import two_domains
from visioon.methods.composite.trend import Growth, cagr, percent_change

NAN = float("nan")
TIMES = np.array([2020.0, 2022.0, 2021.0, 2024.0, 2020.0, 2021.0])
SERIES = np.array(
    [[10.0, NAN, 1.0], [NAN, 4.0, 1.0], [NAN, NAN, NAN], [40.0, NAN, 1.0], [NAN, 7.0, 2.0], [NAN, NAN, NAN]]
)
YEARS = Panel(Data(("a", "a", "a", "a", "b", "b"), SERIES), TIMES)


def test_impute_rows_when_a_gap_then_what_the_unit_reaches_elsewhere_in_the_group() -> None:
    values = np.array([[0.0, 10.0, 5.0], [50.0, NAN, 7.0], [100.0, 0.0, NAN], [NAN, NAN, 9.0]])
    found = impute_rows(values, np.array([1.0, -1.0, 1.0]), (np.array([0, 1]), np.array([2])))
    np.testing.assert_allclose(found, [[0, 10, 5], [50, 5, 7], [100, 0, NAN], [NAN, NAN, 9]])
    median = impute_rows(values, np.array([1.0, -1.0, 1.0]), (np.array([0, 1, 2]),), "median")
    np.testing.assert_allclose(median[3], [100.0, 0.0, 9.0])
    np.testing.assert_allclose(median[2], [100.0, 0.0, 9.0])


def test_impute_rows_when_column_is_flat_then_stays_missing() -> None:
    values = np.array([[1.0, 3.0], [2.0, 3.0], [1.5, NAN]])
    np.testing.assert_array_equal(impute_rows(values, np.ones(2), (np.array([0, 1]),)), values)


def test_impute_columns_when_any_function_then_of_the_available_values() -> None:
    values = np.array([[1.0, NAN], [NAN, NAN], [5.0, NAN]])
    found = impute_columns(values, lambda x: float(x.max()))
    np.testing.assert_array_equal(found, [[1, NAN], [5, NAN], [5, NAN]])


@pytest.mark.parametrize(
    ("found", "first", "second"),
    [
        (fill_latest(YEARS), [10, 10, 10, 40], [NAN, 4, NAN, 4]),
        (fill_latest(YEARS, longest=1), [10, NAN, 10, 40], [NAN, 4, NAN, NAN]),
        (fill_linear(YEARS), [10, 25, 17.5, 40], [4, 4, 4, 4]),
        (fill_linear(YEARS, ends=False), [10, 25, 17.5, 40], [NAN, 4, NAN, NAN]),
        (fill_constant(YEARS), [10, 10, 10, 40], [4, 4, 4, 4]),
    ],
    ids=["latest", "latest of a year", "linear", "linear inside", "constant"],
)
def test_fill_when_years_out_of_order_then_along_time_and_inside_the_unit(
    found: FloatArray, first: list[float], second: list[float]
) -> None:
    np.testing.assert_allclose(found[:4, 0], first)
    np.testing.assert_allclose(found[:4, 1], second)
    assert np.isnan(found[4:, 0]).all()
    np.testing.assert_array_equal(with_values(YEARS, found).data.values, found)


def test_panel_when_times_do_not_fit_then_value_error() -> None:
    for times, says in (
        (TIMES[:3], "6 times were expected"),
        (np.where(TIMES == 2024, NAN, TIMES), "6 times were expected"),
        (np.full(6, 2020.0), "each unit once at each time"),
    ):
        with pytest.raises(ValueError, match=says):
            Panel(YEARS.data, times)


def two_years() -> Panel:
    values = np.array(
        [[0.0, 5.0, 1.0], [5.0, 5.0, 2.0], [NAN, NAN, 9.0], [10.0, 0.0, 3.0], [5.0, 10.0, 5.0], [1, 2, 3]]
    )
    return Panel(Data(("x", "y", "z", "x", "y", "z"), values), np.array([1.0, 1, 1, 2, 2, 2]))


def test_compute_panel_when_two_years_then_one_scale_and_ranks_inside_each_year() -> None:
    parameters = Parameters(parse_aggregations("amean", 2), treatment=None)
    found = compute_panel(two_domains(), two_years(), parameters, Screen())
    assert found.rows.tolist() == [0, 1, 3, 4, 5]
    np.testing.assert_allclose(found.normalised[:, 0], [0, 50, 100, 50, 10])
    np.testing.assert_allclose(found.normalised[:, 1], [50, 50, 100, 0, 80])
    np.testing.assert_allclose(found.normalised[:, 2], [0, 25, 50, 100, 50])
    np.testing.assert_array_equal(found.ranks[2][:, 0], [2, 1, 1, 3, 2])
    everyone = compute_panel(two_domains(), two_years(), parameters)
    assert everyone.rows.tolist() == [0, 1, 2, 3, 4, 5]
    np.testing.assert_array_equal(everyone.ranks[3][:, 0], [3, 2, 1, 1, 1, 3])


def test_compute_panel_when_screening_leaves_nobody_then_value_error() -> None:
    panel = two_years()
    empty = replace(panel, data=replace(panel.data, values=np.full((6, 3), NAN)))
    with pytest.raises(ValueError, match="at least one unit"):
        compute_panel(two_domains(), empty, Parameters(parse_aggregations("amean", 2)), Screen())


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("byNA", [True, False, True, False]),
        ("byzeros", [True, True, False, False]),
        ("byNAandzeros", [True, False, False, False]),
    ],
)
def test_screened_when_rule_then_units_that_are_kept(rule: str, expected: list[bool]) -> None:
    values = np.array([[1.0, 2, 3, 4], [1, NAN, NAN, 4], [0, 0, 0, 0], [NAN, NAN, NAN, NAN]])
    found = screened(values, Screen(rule=rule))
    assert found.included.tolist() == expected
    forced = screened(values, Screen(rule=rule, forced={0: False, 3: True}))
    assert forced.included.tolist() == [False, *expected[1:3], True]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([100.0, NAN, 121.0], Growth(0.1, 2 / 3, 2020.0, 2022.0)),
        ([0.0, 5.0, 0.0], Growth(0.0, 1.0, 2020.0, 2022.0)),
        ([0.0, 5.0, 2.0], Growth(float("inf"), 1.0, 2020.0, 2022.0)),
        ([0.0, 5.0, -2.0], Growth(float("-inf"), 1.0, 2020.0, 2022.0)),
        ([-4.0, NAN, -1.0], Growth(-0.5, 2 / 3, 2020.0, 2022.0)),
    ],
)
def test_cagr_when_worked_by_hand_then_growth_a_year(values: list[float], expected: Growth) -> None:
    found = cagr(np.array([2020.0, 2021.0, 2022.0]), np.array(values))
    assert (found.available, found.first, found.last) == (expected.available, expected.first, expected.last)
    assert found.cagr == pytest.approx(expected.cagr)


def test_cagr_when_order_of_times_then_the_same_and_where_undefined_then_missing() -> None:
    times, values = np.array([2022.0, 2020.0, 2021.0]), np.array([121.0, 100.0, NAN])
    assert cagr(times, values).cagr == pytest.approx(0.1)
    for undefined in ([5.0, NAN, NAN], [-1.0, NAN, 4.0], [NAN, NAN, NAN]):
        assert np.isnan(cagr(times, np.array(undefined)).cagr)
    assert cagr(times, np.full(3, NAN)).first is None


def test_percent_change_when_line_then_slope_of_the_first_fitted_value() -> None:
    times = np.array([0.0, 1.0, 2.0, 3.0])
    assert percent_change(times, np.array([10.0, 11.0, 12.0, 13.0])) == pytest.approx(10)
    assert percent_change(times, np.array([10.0, NAN, 12.0, 13.0]), per=5) == pytest.approx(50)
    for values in ([1.0, NAN, NAN, 2.0], [0.0, 1.0, 2.0, 3.0]):
        assert np.isnan(percent_change(times, np.array(values)))
    assert np.isnan(percent_change(np.ones(4), np.arange(4.0)))
