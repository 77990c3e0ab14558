"""Denominate, impute, screen, correlate: worked by hand."""

import numpy as np
import pytest

from visioon.methods.composite.correlate import correlation
from visioon.methods.composite.denominate import DenominatorError, denominate
from visioon.methods.composite.impute import Imputation, impute
from visioon.methods.composite.parameters import ParameterError
from visioon.methods.composite.screen import screen

NAN = float("nan")
VALUES = np.array([[1.0, 4.0], [NAN, 6.0], [5.0, NAN], [9.0, 0.0]])


def test_denominate_when_one_names_it_then_only_that_is_divided() -> None:
    found = denominate(VALUES, ["pop", None], {"pop": np.array([2.0, 0.0, NAN, 3.0])})
    np.testing.assert_array_equal(found, [[0.5, 4.0], [NAN, 6.0], [NAN, NAN], [3.0, 0.0]])


def test_denominate_when_zero_under_a_value_then_names_unit_and_denominator() -> None:
    with pytest.raises(DenominatorError) as caught:
        denominate(VALUES, ["pop", None], {"pop": np.array([1.0, 1.0, 0.0, 1.0])})
    assert (caught.value.unit, caught.value.denominator) == (2, "pop")


def test_denominate_when_quotient_too_large_then_refused() -> None:
    with pytest.raises(DenominatorError, match="a quotient of at most 1e\\+70"):
        denominate(VALUES, ["pop", None], {"pop": np.array([1e-90, 1.0, 1.0, 1.0])})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("none", VALUES),
        ("mean", [[1, 4], [5, 6], [5, 10 / 3], [9, 0]]),
        ("median", [[1, 4], [5, 6], [5, 4], [9, 0]]),
        ("group-mean:g", [[1, 4], [1, 6], [5, 0], [9, 0]]),
        ("group-median:g", [[1, 4], [1, 6], [5, 0], [9, 0]]),
    ],
)
def test_impute_when_each_form_then_worked_values(text: str, expected: object) -> None:
    found = impute(VALUES, Imputation.parse(text), {"g": ["x", "x", "y", "y"]})
    np.testing.assert_allclose(found, np.array(expected, dtype=np.float64), rtol=1e-15)


def test_impute_when_no_group_or_no_value_then_stays_missing() -> None:
    found = impute(VALUES, Imputation.parse("group-mean:g"), {"g": ["x", None, "y", "x"]})
    np.testing.assert_array_equal(np.isnan(found), [[False, False], [True, False], [False, True], [False, False]])


def test_imputation_when_printed_then_parses_back() -> None:
    for text in ("none", "mean", "median", "group-mean:g", "group-median:g"):
        assert str(Imputation.parse(text)) == text


@pytest.mark.parametrize("text", ["", "mean:g", "group-mean", "group-mean:", "Mean"])
def test_imputation_when_unknown_then_parameter_error(text: str) -> None:
    with pytest.raises(ParameterError, match="impute"):
        Imputation.parse(text)


def test_screen_when_by_indicator_then_counts_down_the_column() -> None:
    found = screen(VALUES, by="indicator")
    assert (found.missing.tolist(), found.zeros.tolist()) == ([1, 1], [0, 1])
    assert (found.available.tolist(), found.non_zero.tolist()) == ([0.75, 0.75], [1.0, 1 - 1 / 3])


def test_screen_when_unit_has_nothing_then_non_zero_unknown() -> None:
    found = screen(np.array([[NAN, NAN]]))
    np.testing.assert_array_equal(found.non_zero, [NAN])


def test_correlation_when_opposite_flat_or_too_few_then_minus_one_or_missing() -> None:
    x = np.array([[1.0, 3.0, 2.0, NAN], [2.0, 2.0, 2.0, NAN], [3.0, 1.0, 2.0, 1.0], [NAN, 9.0, 2.0, 4.0]])
    found = correlation(x)
    np.testing.assert_allclose(found[0, :2], [1.0, -1.0], rtol=1e-12)
    assert np.isnan(found[:, 2]).all()
    assert np.isnan(found[1, 3])
