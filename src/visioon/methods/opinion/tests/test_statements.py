"""Tally, representativeness, consensus, division and routing, worked by hand."""

import math

import numpy as np
import pytest

from visioon.methods.opinion.consensus import group_informed, group_informed_mean, majority, share_test
from visioon.methods.opinion.division import divisive
from visioon.methods.opinion.representativeness import representative, strength
from visioon.methods.opinion.routing import draw_next, priorities
from visioon.methods.opinion.tally import Tally, by_group, of_everyone
from visioon.methods.opinion.tests.conversations import dense

# Two groups of 20 and 10; statements: loved by group 0 only, loved by all, passed by all, loved by group 1 only.
AGREE = np.array([[18, 19, 0, 2], [1, 10, 1, 9]])
DISAGREE = np.array([[1, 0, 0, 17], [8, 0, 0, 0]])
SEEN = np.array([[20, 20, 15, 20], [10, 10, 10, 10]])
TALLY = Tally(AGREE, DISAGREE, SEEN)
ALL = np.ones(4, dtype=bool)


def test_by_group_when_someone_is_in_no_group_then_not_counted() -> None:
    votes = dense([[1, 0], [-1, None], [1, 1], [1, 1]])
    tally = by_group(votes, np.array([0, 1, 1, -1]), 2)
    assert tally.agree.tolist() == [[1, 0], [1, 1]]
    assert tally.disagree.tolist() == [[0, 0], [1, 0]]
    assert tally.seen.tolist() == [[1, 1], [2, 1]]
    assert of_everyone(votes).passed.tolist() == [[0, 1]]


def test_strength_when_worked_by_hand_then_equal() -> None:
    found = strength(AGREE, SEEN)
    assert found.share[0, 0] == 19 / 22
    assert found.share_test[0, 0] == pytest.approx(2 * math.sqrt(21) * (19 / 21 - 0.5))
    assert found.ratio[0, 0] == pytest.approx((19 / 22) / (2 / 12))
    p1, p2, pooled = 19 / 21, 2 / 11, 21 / 32
    z = (p1 - p2) / math.sqrt(pooled * (1 - pooled) * (1 / 21 + 1 / 11))
    assert found.ratio_test[0, 0] == pytest.approx(z)


def test_strength_when_everyone_agrees_then_no_difference() -> None:
    agree = np.array([[5], [7]])
    assert strength(agree, agree).ratio_test.tolist() == [[0.0], [0.0]]


def test_representative_when_groups_differ_then_agreements_first_and_best_agreement_leads() -> None:
    told = [(one.statement, one.side, one.na, one.nd, one.ns) for one in representative(TALLY, 0, ALL)]
    assert told == [(0, "agree", 18, 1, 20), (3, "disagree", 2, 17, 20)]
    assert [(one.statement, one.side) for one in representative(TALLY, 1, ALL)] == [(3, "agree"), (0, "disagree")]


def test_representative_when_statement_not_allowed_or_not_seen_then_never_named() -> None:
    assert [one.statement for one in representative(TALLY, 0, np.array([False, True, True, True]))] == [1, 3]
    unseen = Tally(np.zeros((2, 1), int), np.zeros((2, 1), int), np.array([[0], [3]]))
    assert representative(unseen, 0, np.ones(1, dtype=bool)) == []


def test_representative_when_nothing_is_significant_then_one_statement_with_the_largest_difference() -> None:
    tally = Tally(np.array([[0, 1], [1, 1]]), np.array([[1, 2], [1, 2]]), np.array([[3, 4], [3, 4]]))
    told = representative(tally, 0, np.ones(2, dtype=bool))
    assert [(one.statement, one.side) for one in told] == [(0, "disagree")]


def test_representative_when_one_group_then_none() -> None:
    assert representative(Tally(AGREE[:1], DISAGREE[:1], SEEN[:1]), 0, ALL) == []


def test_group_informed_when_two_groups_then_product_and_its_geometric_mean() -> None:
    product = (20 / 22) * (11 / 12)
    assert group_informed(TALLY)[1] == pytest.approx(product)
    assert group_informed_mean(TALLY)[1] == pytest.approx(math.sqrt(product))
    assert divisive(TALLY)[0] == pytest.approx(19 / 22 - 2 / 12)
    assert np.isnan(divisive(Tally(AGREE[:1], DISAGREE[:1], SEEN[:1]))).all()


def test_majority_when_most_agree_then_named_strongest_first() -> None:
    everyone = Tally(AGREE.sum(axis=0)[None], DISAGREE.sum(axis=0)[None], SEEN.sum(axis=0)[None])
    found = majority(everyone)
    assert (found.agree, found.disagree) == ((1, 0), ())
    assert share_test(np.array([3]), np.array([3]))[0] == pytest.approx(2.0)


def test_priorities_when_worked_by_hand_then_equal() -> None:
    importance = (1 - 2 / 12) * (0.5 + 1) * 7 / 12
    expected = (importance * (1 + 8 * 2 ** (-10 / 5))) ** 2
    assert priorities([6], [3], [1], [0.5]).tolist() == [pytest.approx(expected)]


def test_priorities_when_statements_differ_then_priorities_vary() -> None:
    found = priorities([0, 50, 50, 5], [0, 5, 5, 50], [0, 1, 60, 1], [math.nan, 1.5, 1.5, 0.1], [0, 0, 0, 0])
    assert len(set(found.tolist())) == 4
    assert found[0] > found[1] > found[2]
    assert found[1] > found[3]
    assert priorities([0, 9], [0, 0], [0, 0], [0.0, 0.0], meta=[True, False])[0] == 49.0


def test_priorities_when_count_negative_then_error() -> None:
    with pytest.raises(ValueError, match="not negative"):
        priorities([-1], [0], [0], [0.0])


def test_draw_next_when_same_seed_then_same_statement_and_never_one_voted_on() -> None:
    priority, voted = [9.0, math.nan, 3.0, 1.0], [True, False, False, False]
    drawn = [draw_next(priority, voted, [4, turn]) for turn in range(400)]
    assert drawn == [draw_next(priority, voted, [4, turn]) for turn in range(400)]
    assert set(drawn) == {1, 2, 3}
    assert drawn.count(2) / 400 == pytest.approx(3 / 5, abs=0.1)


def test_draw_next_when_nothing_left_then_none() -> None:
    assert draw_next([1.0, 2.0], [True, True], 0) is None
    assert draw_next([], [], 0) is None
