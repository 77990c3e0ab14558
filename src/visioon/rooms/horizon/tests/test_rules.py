"""How ratings are summed up: worked by hand."""

import uuid
from datetime import UTC, datetime

import pytest

from visioon.rooms.horizon.models import Horizon, TrendRating
from visioon.rooms.horizon.rules import Rated, Spread, is_near_and_strong, moves, standing, summed

A, B, C, D = (uuid.UUID(int=number) for number in range(4))
NEAR, SOON, FAR = Horizon.NEAR, Horizon.SOON, Horizon.FAR


def rating(rater: uuid.UUID, impact: int, horizon: int, number: int = 1, day: int = 1) -> TrendRating:
    at = datetime(2026, 3, day, 12, tzinfo=UTC)
    return TrendRating(rater_id=rater, number=number, impact=impact, uncertainty=2, horizon=horizon, at=at)


def test_a_person_counts_once_with_the_newest_rating() -> None:
    found = standing([rating(A, 1, FAR), rating(B, 3, SOON), rating(A, 5, NEAR, number=2)])
    assert [(one.rater_id, one.impact) for one in found] == [(A, 5), (B, 3)]


def test_the_middle_and_the_ends() -> None:
    found = summed([rating(A, 2, SOON), rating(B, 5, FAR), rating(C, 4, SOON)])
    assert found == Rated(3, Spread(4.0, 2, 5), Spread(2.0, 2, 2), Spread(SOON, SOON, FAR))


def test_between_two_bands_the_nearer_counts_and_between_two_impacts_the_half() -> None:
    found = summed([rating(A, 3, NEAR), rating(B, 4, FAR)])
    assert found is not None
    assert (found.band, found.impact.median) == (NEAR, 3.5)
    assert summed([]) is None


@pytest.mark.parametrize(
    ("ratings", "near"),
    [
        ([(4, NEAR), (4, NEAR), (4, NEAR)], True),
        ([(4, NEAR), (5, NEAR), (1, FAR)], True),
        ([(4, NEAR), (4, NEAR)], False),
        ([(3, NEAR), (3, NEAR), (5, NEAR)], False),
        ([(5, SOON), (5, SOON), (5, NEAR)], False),
        ([(3, NEAR), (4, NEAR), (4, NEAR), (3, NEAR)], False),
        ([], False),
    ],
)
def test_near_and_strong_needs_three_people_an_impact_of_four_and_two_years(
    ratings: list[tuple[int, int]], near: bool
) -> None:
    own = [rating(who, impact, horizon) for who, (impact, horizon) in zip((A, B, C, D), ratings, strict=False)]
    assert is_near_and_strong(summed(own)) is near


def test_moves_are_told_by_the_day_and_only_where_the_middle_moved() -> None:
    given = [
        rating(A, 2, FAR, day=1),
        rating(B, 4, FAR, day=1),
        rating(C, 3, FAR, day=2),
        rating(A, 4, SOON, number=2, day=3),
    ]
    told = [(move.at.day, move.rated.impact.median, move.rated.band, move.rated.n) for move in moves(given)]
    assert told == [(3, 4.0, FAR, 3), (1, 3.0, FAR, 2)]
    assert moves(given)[0].before == moves(given)[1].rated
