"""The charts of the index: what they draw, say and refuse."""

import re

import pytest
from django.utils import translation

from visioon.kernel.charts.distance import Distance, distance_bars
from visioon.kernel.charts.heat import HeatRow, heat_map
from visioon.kernel.charts.influence import Influence, influence_bars
from visioon.kernel.charts.kin import Kin, correlation_map
from visioon.kernel.charts.spark import sparkline
from visioon.kernel.charts.stacks import Part, Stack, stacked_bars
from visioon.kernel.charts.sunburst import Ray, sunburst

PARTS = [Part("economy", "Economy"), Part("living", "Living")]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_stacks_when_drawn_then_parts_are_as_long_as_their_points():
    chart = stacked_bars(PARTS, [Stack("Tartu", [30.0, 10.0], us=True), Stack("Gent", [20.0, None])])
    wide = [float(w) for w in re.findall(r'width="([\d.]+)" height="16" fill="var\(--d-', chart.svg_wide)]
    scale = (640 - 160 - 44) / 40
    assert wide == [round(points * scale - 1.5, 2) for points in (30, 10, 20)]
    assert chart.rows == (("Tartu", "30.0", "10.0", "40.0"), ("Gent", "20.0", "–", "20.0"))
    assert (chart.us, chart.alt) == (0, "Tartu: 40.0 = Economy 30.0 + Living 10.0")


def test_stacks_when_points_lie_below_zero_then_refused():
    for points in ([-1.0, 2.0], [1.0]):
        with pytest.raises(ValueError, match="Tartu"):
            stacked_bars(PARTS, [Stack("Tartu", points)])
    with pytest.raises(ValueError, match="at least one place"):
        stacked_bars(PARTS, [])


def test_heat_when_not_measured_then_a_dashed_place_and_the_word():
    chart = heat_map(["Tartu", "Gent"], [HeatRow("Jobs", [0, 5])])
    assert chart.rows == (("Jobs", "not measured", "best fifth"),)
    assert chart.svg_wide.count('stroke-dasharray="3 3"') == 2  # the cell, and its key


def test_heat_when_many_places_then_the_phone_has_the_first_five():
    chart = heat_map([f"City {n}" for n in range(9)], [HeatRow("Jobs", [1, 2, 3, 4, 5, 1, 2, 3, 4])])
    assert [len(re.findall("City", drawing)) for drawing in (chart.svg_wide, chart.svg_phone)] == [9, 5]


def test_heat_when_a_level_is_unknown_then_refused():
    with pytest.raises(ValueError, match="Jobs"):
        heat_map(["Tartu"], [HeatRow("Jobs", [6])])


def test_sparkline_when_years_are_missing_then_dotted_between():
    drawing = sparkline({2015: 1.0, 2016: 2.0, 2020: 1.5}).svg_wide
    assert (drawing.count("<line"), drawing.count("stroke-dasharray"), drawing.count("<circle")) == (2, 1, 3)


def test_sparkline_when_never_measured_then_refused():
    with pytest.raises(ValueError, match="at least one measurement"):
        sparkline({})


def test_distance_when_moved_away_then_said_and_drawn_before_the_beginning():
    chart = distance_bars([Distance("Air", -0.1, 0.5, "17, 2013")])
    assert chart.alt == "Air: moved away from the target, 50% due by now"
    assert chart.rows == (("Air", "−10%", "50%", "17, 2013"),)


def test_distance_when_nothing_was_measured_then_a_gap_and_no_bar():
    chart = distance_bars([Distance("Air", None, None, "")])
    assert "nothing was measured" in chart.alt
    assert 'stroke-dasharray="2 5"' in chart.svg_wide


def test_influence_when_drawn_then_both_shares_are_in_the_table():
    chart = influence_bars([Influence("Weights", 0.161, 0.25)])
    assert chart.rows == (("Weights", "16%", "25%"),)


def test_correlations_when_drawn_then_strongest_is_spoken_and_domains_are_boxed():
    kin = [Kin("A", "economy"), Kin("B", "economy"), Kin("C", "living")]
    chart = correlation_map(kin, [[1, 0.9, -0.5], [0.9, 1, None], [-0.5, None, 1]])
    assert chart.alt == "A / B: 0.90; A / C: −0.50"
    assert [chart.svg_wide.count(f'stroke="var(--d-{code})"') for code in ("economy", "living")] == [1, 1]


def test_correlations_when_not_a_square_then_refused():
    with pytest.raises(ValueError, match="square"):
        correlation_map([Kin("A", "economy")], [[1, 2]])


def test_sunburst_when_drawn_then_every_indicator_is_a_piece_and_counted():
    rays = [Ray("U4SSC", "economy", "A", True), Ray("U4SSC", "economy", "B", False), Ray("ISO", "living", "C", False)]
    chart = sunburst(rays, {"economy": "Economy", "living": "Living"})
    assert chart.rows == (("ISO", "Living", "1", "0"), ("U4SSC", "Economy", "2", "1"))
    assert chart.alt == "ISO: 0 of 1 indicator; U4SSC: 1 of 2 indicators"
    assert chart.svg_wide.count("<path") == 2 + 2 + 3


def test_sunburst_when_one_framework_only_then_its_ring_is_whole():
    chart = sunburst([Ray("ISO", "living", "C", True)], {"living": "Living"})
    assert chart.svg_wide.count("<path") == 6  # a whole turn is two halves
