"""Normalisation: every formula by hand, and what cannot be normalised."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.normalise import LeftOut, Normalisation, normalise
from visioon.methods.composite.parameters import ParameterError
from visioon.methods.composite.rank import rank_ascending, rank_descending, significant

NAN = float("nan")
X = np.array([2.0, 8.0, NAN, 2.0, 4.0])
UP, DOWN = np.array([1.0]), np.array([-1.0])
SD = math.sqrt(24 / 3)
NAMES = ["minmax:0,100", "minmax:1,100", "zscore:10,2", "rank", "prank", "borda", "dist2max", "fracmax"]
tables = arrays(np.float64, (7, 3), elements=st.floats(-1e4, 1e4).map(lambda x: round(x, 2)))


def one(text: str, directions: FloatArray = UP) -> FloatArray:
    found, left_out = normalise(X[:, None], directions, Normalisation.parse(text))
    assert left_out == ()
    result: FloatArray = found[:, 0]
    return result


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("minmax:0,100", [0, 100, NAN, 0, 100 / 3]),
        ("minmax:1,100", [1, 100, NAN, 1, 34]),
        ("zscore:10,2", [10 - 4 / SD, 10 + 8 / SD, NAN, 10 - 4 / SD, 10]),
        ("rank", [1, 4, NAN, 1, 3]),
        ("borda", [0, 3, NAN, 0, 2]),
        ("prank", [0, 1, NAN, 0, 2 / 3]),
        ("dist2max", [0, 1, NAN, 0, 1 / 3]),
        ("fracmax", [0.25, 1, NAN, 0.25, 0.5]),
    ],
)
def test_normalise_when_each_formula_then_worked_values(text: str, expected: list[float]) -> None:
    np.testing.assert_allclose(one(text), expected, rtol=1e-14)


def test_normalise_when_less_is_better_then_turned_round() -> None:
    np.testing.assert_allclose(one("minmax:0,100", DOWN), [100, 0, NAN, 100, 200 / 3], rtol=1e-14)
    np.testing.assert_allclose(one("rank", DOWN), [3, 1, NAN, 3, 2])


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("minmax:0,100", [(0, "constant"), (1, "no value"), (2, "constant")]),
        ("zscore:0,1", [(0, "constant"), (1, "no value"), (2, "constant")]),
        ("dist2max", [(0, "constant"), (1, "no value"), (2, "constant")]),
        ("prank", [(1, "no value"), (2, "constant")]),
        ("rank", [(1, "no value")]),
        ("borda", [(1, "no value")]),
        ("fracmax", [(1, "no value"), (3, "maximum 0")]),
    ],
)
def test_normalise_when_formula_divides_by_zero_then_column_empty_and_named(
    text: str, reasons: list[tuple[int, str]]
) -> None:
    values = np.array([[5.1, NAN, 3.0, -1.0], [5.1 + 9e-16, NAN, NAN, 0.0]])
    found, left_out = normalise(values, np.ones(4), Normalisation.parse(text))
    assert left_out == tuple(LeftOut(column, reason) for column, reason in reasons)
    assert np.flatnonzero(np.isnan(found).all(axis=0)).tolist() == [column for column, _ in reasons]


@pytest.mark.parametrize("text", NAMES)
def test_normalisation_when_printed_then_parses_back(text: str) -> None:
    assert str(Normalisation.parse(text)) == text


@pytest.mark.parametrize("text", ["minmax", "minmax:1", "minmax:a,b", "minmax:0,inf", "zscore:0,-1", "rank:1", ""])
def test_normalisation_when_malformed_then_parameter_error(text: str) -> None:
    with pytest.raises(ParameterError, match="normalise"):
        Normalisation.parse(text)


@given(tables, st.sampled_from(NAMES), st.permutations(range(7)))
def test_normalise_when_units_permuted_then_values_permuted(x: FloatArray, text: str, order: list[int]) -> None:
    spec = Normalisation.parse(text)
    whole, left = normalise(x, np.ones(3), spec)
    mixed, left_mixed = normalise(x[order], np.ones(3), spec)
    assert left == left_mixed
    np.testing.assert_allclose(mixed, whole[order], rtol=1e-9, atol=1e-9)


@given(tables, st.sampled_from([name for name in NAMES if name != "fracmax"]))
def test_normalise_when_any_column_then_order_is_kept(x: FloatArray, text: str) -> None:
    found, left_out = normalise(x, np.ones(3), Normalisation.parse(text))
    for column in set(range(3)) - {one.column for one in left_out}:
        order = np.argsort(x[:, column], kind="stable")
        assert (np.diff(found[order, column]) >= -1e-9).all()


@given(tables, st.sampled_from([0.5, 4.0, 1024.0]), st.sampled_from(["minmax:0,100", "zscore:10,2", "dist2max"]))
def test_normalise_when_other_unit_of_measurement_then_the_same(x: FloatArray, factor: float, text: str) -> None:
    one_, _ = normalise(x, np.ones(3), Normalisation.parse(text))
    two, _ = normalise(x * factor, np.ones(3), Normalisation.parse(text))
    np.testing.assert_allclose(two, one_, rtol=1e-9, atol=1e-9)


def test_rank_when_ties_and_missing_then_smallest_and_none() -> None:
    scores = np.array([3.0, 5.0, NAN, 5.0 + 1e-15, 1.0, -0.0])
    np.testing.assert_array_equal(rank_descending(scores), [3, 1, NAN, 1, 4, 5])
    np.testing.assert_array_equal(rank_ascending(scores), [3, 4, NAN, 4, 2, 1])


def test_rank_when_many_rows_then_each_row_alone() -> None:
    np.testing.assert_array_equal(rank_descending(np.array([[1.0, 2.0], [2.0, 1.0]])), [[2, 1], [1, 2]])


@given(st.floats(-1e60, 1e60))
def test_significant_when_any_number_then_as_printed_with_12_digits(x: float) -> None:
    found = float(significant(np.array([x]))[0])
    assert found == pytest.approx(float(f"{x:.12g}"), rel=1.1e-12)
    assert float(significant(np.array([found]))[0]) == pytest.approx(found, rel=1e-15)
