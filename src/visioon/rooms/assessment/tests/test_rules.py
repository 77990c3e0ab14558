import pytest

from visioon.rooms.assessment import rules
from visioon.rooms.assessment.rules import End, Hint, Ranked, Seen, Sign, Standing, Way


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


ALL = dict.fromkeys(Sign, Seen.YES)


@pytest.mark.parametrize(
    ("signs", "enough", "said"),
    [
        (ALL, True, Hint.CLOSER_LOOK),
        (ALL, False, Hint.UNKNOWN),
        ({**ALL, Sign.FALLING: Seen.UNKNOWN}, True, Hint.SOME_SIGNS),
        ({**ALL, Sign.FALLING: Seen.NO, Sign.ROBUST: Seen.NO}, True, Hint.SOME_SIGNS),
        ({**dict.fromkeys(Sign, Seen.NO), Sign.ROBUST: Seen.YES}, True, Hint.NO_SIGN),
    ],
)
def test_a_closer_look_needs_all_four_signs(signs, enough, said):
    assert rules.hint(signs, enough=enough) is said


def test_a_score_is_low_in_the_first_third_of_the_way_from_the_weakest_to_the_best():
    scores = [20.0, 50.0, 80.0]
    assert [rules.low_score(rules.way_up(one, scores)) for one in (39.0, 41.0)] == [Seen.YES, Seen.NO]
    assert rules.low_score(rules.way_up(None, scores)) is Seen.UNKNOWN
    assert rules.way_up(20.0, [20.0, 20.0]) is None


def test_a_place_is_counted_among_peers_alone_and_needs_five_of_them():
    cities = [ranked(code, at + 1) for at, code in enumerate("ABCDEFGH")]
    assert rules.place_among(cities, "H", "BCDEF") == (6, 6)
    assert rules.place_among(cities, "H", "BCDE") is None
    assert rules.place_among(cities, "Z", "BCDEF") is None
    assert [rules.low_rank(place) for place in ((6, 6), (4, 6), None)] == [Seen.YES, Seen.NO, Seen.UNKNOWN]


def test_robust_is_what_even_the_kindest_recomputation_says():
    places = [ranked("us", 90, 70, 95), ranked("us", 90, 60, 95), None]
    assert [rules.robust(one, 100) for one in places] == [Seen.YES, Seen.NO, Seen.UNKNOWN]


def test_a_trend_compares_the_newest_with_five_years_before_in_its_direction():
    years = {2010: 50.0, 2014: 10.0, 2015: 20.0, 2019: 90.0, 2020: 25.0}
    assert rules.trend(years, 1) == rules.Trend(2015, 20.0, 2020, 25.0, Way.BETTER)
    assert rules.trend(years, -1) == rules.Trend(2015, 20.0, 2020, 25.0, Way.WORSE)


def test_a_trend_is_level_within_two_per_cent_and_unknown_without_two_measurements_apart():
    level = rules.trend({2010: 100.0, 2015: 101.9}, 1)
    assert level is not None
    assert level.way is Way.LEVEL
    assert [rules.trend(years, 1) for years in ({}, {2020: 1.0}, {2018: 1.0, 2020: 2.0}, {2005: 1.0, 2020: 2.0})] == [
        None
    ] * 4


def test_a_domain_falls_where_more_became_worse_than_better():
    worse, better = rules.Trend(2015, 2, 2020, 1, Way.WORSE), rules.Trend(2015, 1, 2020, 2, Way.BETTER)
    assert rules.falling([worse, worse, better, None]) is Seen.YES
    assert rules.falling([worse, better]) is Seen.NO
    assert rules.falling([None]) is Seen.UNKNOWN


def test_fifths_know_the_direction_and_keep_equals_together():
    values = [float(number) for number in range(10)]
    assert [rules.fifth(value, 1, values) for value in (0.0, 2.0, 4.0, 9.0)] == [1, 2, 3, 5]
    assert [rules.fifth(value, -1, values) for value in (0.0, 9.0)] == [5, 1]
    assert rules.fifth(1.0, 1, [1.0] * 4) == 3


def test_gaps_are_years_without_a_measurement():
    assert rules.gaps({2001: 1.0, 2002: 1.0, 2005: 1.0}) == [(2002, 2005)]
