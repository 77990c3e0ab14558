import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioon.methods.judgement.ranks import descending, same

scores = st.lists(st.floats(-1e100, 1e100), min_size=1, max_size=12)


@pytest.mark.parametrize("scale", [1e-320, 1e-30, 1.0, 5e99])
def test_same_when_the_twelfth_digit_differs_then_not_equal(scale):
    near = np.array([1.00000000001, 1.000000000001, 9.9999999999999, 9.999999999999]) * scale
    found = same(near, np.array([1.0, 1.0, 10.0, 10.0]) * scale)
    assert found.tolist() == [f"{x:.11e}" == f"{y * scale:.11e}" for x, y in zip(near, [1, 1, 10, 10], strict=True)]


def test_same_when_last_bits_differ_then_equal():
    assert same(np.array([0.3, 1.0, 0.0]), np.array([0.1 + 0.2, 1.00000000001, 0.0])).tolist() == [True, False, True]


def test_descending_when_tied_then_smallest_rank():
    assert descending(np.array([[1.0, 3.0, 3.0, 2.0], [1.0, 1.0, 1.0, 1.0]])).tolist() == [[4, 1, 1, 3], [1, 1, 1, 1]]


@given(scores)
def test_descending_of_any_scores_then_one_plus_number_of_larger_scores(values):
    given = np.array(values)
    larger = [(given > own) & ~same(given, np.full(given.shape, own)) for own in given]
    assert descending(given).tolist() == [1 + int(above.sum()) for above in larger]
