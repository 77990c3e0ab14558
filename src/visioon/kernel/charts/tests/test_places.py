"""The map without a map server, and what began when: pictures that lose nothing, with their tables."""

import re

import pytest

from visioon.kernel.charts.lanes import Lane, lanes
from visioon.kernel.charts.places import Spot, hull, places

WORDS = {"header": ("Domain", "On the map"), "rows": [("mobility", "3")], "alt": "Map"}


def test_the_outline_has_no_dents():
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    assert sorted(hull([*square, (2.0, 2.0), (2.0, 0.0)])) == sorted(square)
    assert hull([(1.0, 1.0), (1.0, 1.0)]) == [(1.0, 1.0)]


def test_points_that_lie_together_are_drawn_as_one_with_their_number():
    near = [Spot(58.38, 26.72, "mobility") for _ in range(7)]
    chart = places([*near, Spot(58.5, 26.9, "people")], **WORDS)
    numbers = [int(one) for one in re.findall(r">(\d+)</text>", chart.svg_wide)]
    assert numbers == [7]
    assert chart.svg_wide.count("<circle") == 2


def test_one_point_stands_in_the_middle_and_is_ringed():
    chart = places([Spot(58.38, 26.72, "mobility", here=True)], **WORDS)
    assert 'cx="450"' in chart.svg_wide
    assert chart.svg_wide.count("<circle") == 2
    with pytest.raises(ValueError):
        places([], **WORDS)


def test_lanes_tell_each_year_that_has_something():
    chart = lanes(
        [Lane("Mobility", "mobility", {2019: 2, 2021: 1}), Lane("People", "people", {2018: 4})],
        years=[2018, 2019, 2020, 2021],
        words={2018: "earlier"},
        head="Began",
    )
    assert chart.header == ("Began", "Mobility", "People")
    assert chart.rows == (("earlier", "0", "4"), ("2019", "2", "0"), ("2021", "1", "0"))
    assert chart.alt == "Mobility: 3; People: 4"
    with pytest.raises(ValueError):
        lanes([], years=[2020], words={}, head="Began")
