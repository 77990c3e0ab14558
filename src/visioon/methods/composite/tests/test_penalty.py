"""The penalised mean and the benefit of the doubt."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from visioon.methods.composite.arrays import FloatArray
from visioon.methods.composite.penalty import ampi, benefit_of_the_doubt, mpi

NAN = float("nan")
tables = arrays(np.float64, (6, 3), elements=st.floats(1, 100).map(lambda x: round(x, 1)))


def test_mpi_when_worked_by_hand_then_uneven_unit_is_set_back() -> None:
    values = np.array([[1.0, 1.0], [3.0, 3.0], [1.0, 3.0], [NAN, NAN]])
    sd = np.sqrt(8 / 9)
    low, high = 100 - 10 * (2 / 3) / sd, 100 + 10 * (4 / 3) / sd
    first = [low, high]
    second = [100 - 10 * (4 / 3) / sd, 100 + 10 * (2 / 3) / sd]
    rows = np.array([[first[0], second[0]], [first[1], second[1]], [first[0], second[1]]])
    expected = rows.mean(axis=1) - rows.var(axis=1) / rows.mean(axis=1)
    np.testing.assert_allclose(mpi(values), [*expected, NAN])
    assert (mpi(values, downward=False)[:3] >= expected).all()


def test_mpi_when_a_child_is_flat_then_from_the_others() -> None:
    found = mpi(np.array([[1.0, 5.0], [3.0, 5.0]]))
    np.testing.assert_allclose(found, [90.0, 110.0])


def test_ampi_when_goalposts_then_70_to_130_less_the_penalty() -> None:
    found = ampi(np.array([[0.0, 0.0], [10.0, 10.0], [0.0, 10.0]]), np.zeros(2), np.full(2, 10.0))
    np.testing.assert_allclose(found, [70, 130, 100 - 900 / 100])
    with pytest.raises(ValueError, match="low below high"):
        ampi(np.ones((2, 2)), np.ones(2), np.ones(2))


@given(tables)
def test_ampi_when_any_values_then_never_above_the_mean(x: FloatArray) -> None:
    found = ampi(x, np.zeros(3), np.full(3, 100.0))
    assert (found <= (x / 100 * 60 + 70).mean(axis=1) + 1e-9).all()


@settings(max_examples=15, deadline=None)
@given(tables)
def test_doubt_when_any_values_then_at_most_one_and_someone_reaches_it(x: FloatArray) -> None:
    found = benefit_of_the_doubt(x)
    assert found.scores.max() == pytest.approx(1)
    assert (x @ found.weights.T <= 1 + 1e-7).all()
    assert (found.scores >= x.max(axis=1) / x.max() - 1e-7).all()


def test_doubt_when_worked_by_hand_then_best_in_one_is_best_and_a_least_share_takes_it_back() -> None:
    values = np.array([[10.0, 2.0], [4.0, 8.0], [5.0, 2.0]])
    found = benefit_of_the_doubt(values)
    np.testing.assert_allclose(found.scores, [1, 1, 7 / 12], atol=1e-9)
    strict = benefit_of_the_doubt(values, least=0.5)
    assert (strict.scores <= found.scores + 1e-9).all()
    np.testing.assert_allclose(strict.weights[:, 0] * values[:, 0], strict.weights[:, 1] * values[:, 1], atol=1e-9)


@pytest.mark.parametrize(
    ("values", "least"), [([[1.0, NAN]], 0.0), ([[1.0, -1.0]], 0.0), ([[1.0, 2.0]], 0.6), ([[1.0, 2.0]], -0.1)]
)
def test_doubt_when_values_or_share_do_not_fit_then_value_error(values: list[list[float]], least: float) -> None:
    with pytest.raises(ValueError, match="expected"):
        benefit_of_the_doubt(np.array(values), least)


def test_doubt_when_a_child_is_zero_for_everyone_then_the_others_decide() -> None:
    assert benefit_of_the_doubt(np.array([[0.0, 1.0], [0.0, 2.0]])).scores.tolist() == pytest.approx([0.5, 1.0])
