"""Moderation and projection against the dense textbook computation."""

import numpy as np
import pytest

from visioon.methods.opinion.moderation import leave_out, set_to_zero
from visioon.methods.opinion.projection import centred, project
from visioon.methods.opinion.spectrum import directions, reaches, variance
from visioon.methods.opinion.tests.conversations import dense, planted


def textbook(table: np.ndarray, voted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points and extremity by filling each gap with its column's mean and a full singular value decomposition."""
    means = np.where(voted, table, 0).sum(axis=0) / voted.sum(axis=0)
    filled = np.where(voted, table - means, 0)
    components = np.linalg.svd(filled)[2][:2]
    components *= np.sign(components[[0, 1], np.abs(components).argmax(axis=1)])[:, None]
    width = table.shape[1]
    points = filled @ components.T * np.sqrt(width / np.maximum(voted.sum(axis=1), 1))[:, None]
    return points, np.linalg.norm(np.sqrt(width) * (1 - means) * components, axis=0)


@pytest.mark.parametrize("statements", [24, 480])
def test_project_when_compared_with_dense_textbook_then_equal(statements: int) -> None:
    votes, _ = planted(seed=3, participants=500, statements=statements)
    table, voted = np.zeros((500, statements)), np.zeros((500, statements), dtype=bool)
    table[votes.participant, votes.statement] = votes.value
    voted[votes.participant, votes.statement] = True
    found = project(leave_out(votes, np.zeros(statements, dtype=bool)))
    points, extremity = textbook(table, voted)
    np.testing.assert_allclose(found.points, points, atol=1e-8)
    np.testing.assert_allclose(found.extremity, extremity, atol=1e-8)


def test_project_when_statements_marked_then_left_out_and_zeroed_differ_only_in_scale() -> None:
    votes, _ = planted(seed=4, participants=40, statements=20, seen=1.0)
    marked = np.arange(20) < 5
    out, zeroed = leave_out(votes, marked), set_to_zero(votes, marked)
    assert (out.width, out.filled, zeroed.width, zeroed.filled) == (15, 0, 20, 5)
    np.testing.assert_allclose(project(out).points, project(zeroed).points, atol=1e-9)
    assert project(out).extremity[:5].tolist() == [0.0] * 5


@pytest.mark.parametrize("rows", [[[1, 1], [1, 1]], [[1, None], [None, -1]], [[1, 0]]])
def test_project_when_no_variance_then_everyone_in_the_middle(rows: list[list[int | None]]) -> None:
    found = project(leave_out(dense(rows), np.zeros(2, dtype=bool)))
    assert found.points.tolist() == [[0.0, 0.0]] * len(rows)


def test_directions_when_one_dimension_only_then_second_is_zero_and_sign_rule_holds() -> None:
    votes = dense([[1, -1, 1], [-1, 1, -1], [1, -1, 1], [-1, 1, -1]])
    first, second = directions(centred(leave_out(votes, np.zeros(3, dtype=bool))))
    np.testing.assert_allclose(first, np.array([1, -1, 1]) / np.sqrt(3), atol=1e-12)
    assert second.tolist() == [0.0, 0.0, 0.0]


def test_reaches_when_threshold_is_the_variance_then_true_and_just_above_then_false() -> None:
    votes, _ = planted(seed=1, participants=300, statements=90)
    matrix = centred(leave_out(votes, np.zeros(90, dtype=bool)))
    exact = float(np.sum(np.linalg.svd(matrix.toarray())[1][:2] ** 2))
    assert variance(matrix) == pytest.approx(exact, rel=1e-9)
    assert [reaches(matrix, exact * factor) for factor in (1.0, 0.999, 1.001, 2.0)] == [True, True, False, False]
