"""Whether a goal is on its way, worked by hand: 4 % in 2018, 10 % aimed at by 2030, so half a point a year."""

import pytest

from visioon.rooms.assessment.models import Indicator, Observation
from visioon.rooms.goals.models import GoalRevision
from visioon.rooms.goals.rules import OffPath, expected, off_path


def revision(direction: int = 1, start: float = 4.0, end: float = 10.0) -> GoalRevision:
    return GoalRevision(
        baseline=start, baseline_year=2018, target=end, target_year=2030, indicator=Indicator(direction=direction)
    )


def measured(**by_year: float) -> list[Observation]:
    return [Observation(year=int(year[1:]), value=value) for year, value in by_year.items()]


@pytest.mark.parametrize(("year", "line"), [(2018, None), (2019, 4.5), (2024, 7.0), (2030, 10.0), (2031, None)])
def test_the_line_is_straight_and_ends_at_the_target(year: int, line: float | None) -> None:
    assert expected(revision(), year) == line


def test_a_value_behind_the_line_by_more_than_a_tenth_of_the_way_is_off_the_path() -> None:
    # In 2024 the line stands at 7.0; a tenth of the way from 4 to 10 is 0.6, so 6.5 is still well and 6.25 is not.
    assert off_path(revision(), measured(y2024=6.5)) is None
    assert off_path(revision(), measured(y2024=6.25)) == OffPath(2024, 7.0, 6.25, 0.75)


def test_a_value_ahead_of_the_line_is_never_off_the_path() -> None:
    assert off_path(revision(), measured(y2024=9.5)) is None


def test_where_less_is_better_more_is_worse() -> None:
    # From 16 down to 10: in 2024 the line stands at 13, a tenth of the way is 0.6.
    falling = revision(direction=-1, start=16.0, end=10.0)
    assert off_path(falling, measured(y2024=13.5)) is None
    assert off_path(falling, measured(y2024=14.0)) == OffPath(2024, 13.0, 14.0, 1.0)
    assert off_path(falling, measured(y2024=9.0)) is None


def test_the_newest_measurement_on_the_way_counts() -> None:
    assert off_path(revision(), measured(y2020=1.0, y2024=7.0)) is None
    assert off_path(revision(), measured(y2017=0.0, y2018=0.0, y2031=0.0)) is None
    assert off_path(revision(), []) is None


def test_a_goal_without_a_target_or_a_baseline_has_no_path() -> None:
    without = revision()
    without.target = without.target_year = None
    assert off_path(without, measured(y2024=0.0)) is None
    bare = revision()
    bare.baseline = bare.baseline_year = None
    assert off_path(bare, measured(y2024=0.0)) is None
