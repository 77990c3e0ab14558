import pytest

from visioon.rooms.assessment import rules
from visioon.rooms.assessment.rules import End, Hint, Ranked, Standing


def ranked(code: str, rank: int, low: float | None = None, high: float | None = None) -> Ranked:
    return Ranked(code, code, rank, float(low or rank), float(high or rank))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (6, 13, Standing.FIRST_TENTH),
        (11, 22, Standing.FIRST_THIRD),
        (50, 80, Standing.MIDDLE_THIRD),
        (95, 130, Standing.LAST_THIRD),
        (40, 95, Standing.OPEN),
    ],
)
def test_a_standing_holds_for_the_whole_interval(low, high, expected):
    assert rules.standing(low, high, 132) is expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (ranked("us", 17, 3, 17), End.WORSE),
        (ranked("us", 3, 3, 17), End.BETTER),
        (ranked("us", 1, 3, 17), End.BETTER),
        (ranked("us", 11, 6, 13), End.NEITHER),
        (ranked("us", 3, 2, 3), End.NEITHER),
        (ranked("us", 5, 2, 3), End.WORSE),
    ],
)
def test_the_end_of_the_bar(one, expected):
    assert rules.end_of_bar(one) is expected


def test_shown_are_us_the_best_the_neighbours_and_cities_like_ours():
    codes = [f"X{number}" for number in range(20)]
    codes[10], codes[15], codes[18] = "EE002C", "EE001C", "LT002C"
    shown = [one.code for one in rules.shown([ranked(code, at + 1) for at, code in enumerate(codes)], "EE002C")]
    assert shown == ["X0", "X9", "EE002C", "X11", "EE001C", "LT002C"]
    many = [*rules.LIKE["EE002C"], "EE002C"]
    assert len(rules.shown([ranked(code, at + 1) for at, code in enumerate(many)], "EE002C")) == rules.MOST_SHOWN


def test_a_city_that_is_not_ranked_sees_the_first():
    assert [one.code for one in rules.shown([ranked("A", 1), ranked("B", 2)], "C")] == ["A", "B"]


def test_five_numbers():
    assert rules.five_numbers([1, 2, 3, 4, 5]) == (1, 2, 3, 4, 5)
    assert rules.five_numbers([7]) == (7, 7, 7, 7, 7)
    with pytest.raises(ValueError, match="at least one value"):
        rules.five_numbers([])


def test_the_weaker_quarter_knows_the_direction_and_needs_thirty_cities():
    values = [float(number) for number in range(40)]
    assert rules.in_weaker_quarter(2, 1, values)
    assert not rules.in_weaker_quarter(2, -1, values)
    assert rules.in_weaker_quarter(38, -1, values)
    assert not rules.in_weaker_quarter(None, 1, values)
    assert not rules.in_weaker_quarter(2, 1, values[:29])


def test_a_hint_is_given_only_where_even_the_kindest_calculation_says_so():
    assert rules.hint(None, 100) is Hint.UNKNOWN
    assert rules.hint(ranked("us", 90, 70, 95), 100) is Hint.CLOSER_LOOK
    assert rules.hint(ranked("us", 90, 60, 95), 100) is Hint.NO_SIGN


def test_gaps_are_years_without_a_measurement():
    assert rules.gaps({2001: 1.0, 2002: 1.0, 2005: 1.0}) == [(2002, 2005)]
