"""What a new value must look like, when it is due, and what a blend weighs: pure rules."""

from datetime import date

import pytest

from visioon.rooms.assessment import blend, freshness
from visioon.rooms.assessment.blend import Answer
from visioon.rooms.assessment.freshness import Wants
from visioon.rooms.assessment.plausible import Sign, signs

CALM = {2015: 10.0, 2016: 10.4, 2017: 10.1, 2018: 10.6, 2019: 10.3, 2020: 10.7}
LINE = {2015: 1.0, 2016: 2.0, 2017: 3.0, 2018: 4.0, 2019: 5.0}
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("value", "year", "series", "found"),
    [
        (10.5, 2021, CALM, []),
        (31.0, 2021, CALM, [Sign.JUMP]),
        (31.0, 2014, CALM, [Sign.JUMP]),
        (6.0, 2020, LINE, []),
        (9.0, 2020, LINE, [Sign.JUMP]),
        (31.0, 2021, {2019: 1.0, 2020: 1.1}, []),
        (10.7, 2020, CALM, []),
        (31.0, 2020, CALM, [Sign.JUMP]),
    ],
)
def test_jump_is_held_against_the_changes_of_the_own_series(value, year, series, found) -> None:
    assert signs(value, year, series=series) == found


def test_jump_over_several_years_is_counted_by_the_year() -> None:
    assert signs(9.0, 2023, series=LINE) == []


@pytest.mark.parametrize(("value", "found"), [(-0.1, [Sign.BOUNDS]), (0, []), (100, []), (100.1, [Sign.BOUNDS])])
def test_bounds_belong_to_what_is_plausible(value, found) -> None:
    assert signs(value, 2020, series={}, low=0, high=100) == found


@pytest.mark.parametrize(("unit", "found"), [("", []), ("µg/m³", []), (" ΜG/m³ ", []), ("mg/m³", [Sign.UNIT])])
def test_unit_may_be_written_in_any_language_and_case(unit, found) -> None:
    assert signs(1.0, 2020, series={}, unit=unit, units=frozenset({"µg/m³", "μg/m³"})) == found


@pytest.mark.parametrize(
    ("ours", "theirs", "cycle", "looked", "aimed", "found"),
    [
        (2022, 2024, None, None, False, Wants.STALE),
        (2022, 2022, None, None, False, Wants.NOTHING),
        (2024, 2024, 12, None, False, Wants.DUE),
        (2024, 2024, 24, None, False, Wants.NOTHING),
        (2025, 2025, 12, None, False, Wants.NOTHING),
        (None, 2025, None, None, True, Wants.MISSING),
        (None, 2025, 12, None, False, Wants.NOTHING),
        (2018, 2024, 12, date(2026, 11, 1), False, Wants.NOTHING),
        (2018, 2024, 12, date(2026, 1, 1), False, Wants.STALE),
    ],
)
def test_what_a_figure_wants(ours, theirs, cycle, looked, aimed, found) -> None:
    given = {"ours": ours, "theirs": theirs, "cycle_months": cycle, "looked_on": looked, "aimed_at": aimed}
    assert freshness.wants(**given, today=TODAY) == found


ANSWERS = [
    Answer("A", "first", "1", "partial"),
    Answer("B", "first", "1", "exact"),
    Answer("A", "second", "1", "similar"),
    Answer("C", "second", "2", "partial"),
]


def test_framework_that_asks_twice_is_one_that_asks() -> None:
    twice = [*ANSWERS, Answer("B", "first", "2", "similar")]
    assert blend.asked_by(twice) == {"A": {"first", "second"}, "B": {"first"}, "C": {"second"}}


def test_weights_by_rule() -> None:
    asked = {"A": 2, "B": 1}
    assert blend.weights("equal", ["A", "B"], asked=asked) == {"A": 1.0, "B": 1.0}
    assert blend.weights("asked", ["A", "B"], asked=asked) == {"A": 2.0, "B": 1.0}
    assert blend.weights("own", ["A"], asked=asked, own={"A": 0.5, "B": 3}) == {"A": 0.5}


@pytest.mark.parametrize(("rule", "own"), [("own", {"A": 0}), ("own", {"A": -1}), ("nothing", {}), ("asked", None)])
def test_weight_that_is_none_is_refused(rule, own) -> None:
    with pytest.raises(ValueError, match=r"weight|nothing"):
        blend.weights(rule, ["A"], asked={"A": 0}, own=own)
