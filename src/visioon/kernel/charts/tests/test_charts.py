"""What holds for every chart: policy-safe, spoken, with its table, and its sample mark drawn in."""

import re
from datetime import date
from xml.etree.ElementTree import fromstring

import pytest
from django.utils import translation

from visioon.kernel.charts.acceptability import GoalShare, acceptability
from visioon.kernel.charts.distance import Distance, distance_bars
from visioon.kernel.charts.dots import PlaceValue, dot_distribution
from visioon.kernel.charts.gantt import Bar, gantt
from visioon.kernel.charts.heat import HeatRow, heat_map
from visioon.kernel.charts.influence import Influence, influence_bars
from visioon.kernel.charts.kin import Kin, correlation_map
from visioon.kernel.charts.minis import Baseline, minis
from visioon.kernel.charts.opinion import OpinionPoint, opinion_map
from visioon.kernel.charts.rank import RankInterval, rank_intervals
from visioon.kernel.charts.shares import GroupShare, share_bars
from visioon.kernel.charts.stacks import Part, Stack, stacked_bars
from visioon.kernel.charts.sunburst import Ray, sunburst
from visioon.kernel.charts.target import YearValue, target_line
from visioon.kernel.charts.votes import VoteCount, vote_bar
from visioon.kernel.charts.weave import Knot, Weave, weave

RANKS = [RankInterval("Gent", 26, 14, 30), RankInterval("Tartu", 3, 2, 3, us=True), RankInterval("<b>&", 97, 93, 99)]
POINTS = [OpinionPoint(-1, 0, 0), OpinionPoint(-1.2, 0.1, 0), OpinionPoint(2, 1, 1), OpinionPoint(0, 0, None)]
WEAVE = Weave([0, 0, 1], [Knot("A", leads_to=0), Knot("B")], [Knot("G", leads_to=0)], [Knot("P")], red=1)

MAKERS = {
    "rank": lambda sample: rank_intervals(RANKS, 100, sample=sample),
    "dots": lambda sample: dot_distribution(
        [PlaceValue("Münster", 32.9), PlaceValue("Tartu", 4.0, us=True), PlaceValue("Gent", 7.7)],
        unit="%", domain="mobility", sample=sample,
    ),
    "target": lambda sample: target_line([YearValue(2018, 4)], YearValue(2030, 9), now=2026, unit="%", sample=sample),
    "votes": lambda sample: vote_bar(VoteCount(58, 27, 15, own=1), sample=sample),
    "shares": lambda sample: share_bars([GroupShare("65+", 3, 0.2), GroupShare("?", 6, unknown=True)], sample=sample),
    "opinion": lambda sample: opinion_map(POINTS, here=(0, 1), sample=sample),
    "acceptability": lambda sample: acceptability([GoalShare("G", 0.91)], sample=sample),
    "weave": lambda sample: weave(WEAVE, sample=sample),
    "gantt": lambda sample: gantt(
        [Bar("<b>&", "ok", "on track", began=date(2026, 9, 1))], today=date(2026, 11, 24), sample=sample
    ),
    "stacks": lambda sample: stacked_bars(
        [Part("economy", "Economy"), Part("living", "<b>&")],
        [Stack("Tartu", [30.0, None], us=True), Stack("Gent", [9.5, 0.5])], sample=sample,
    ),
    "heat": lambda sample: heat_map(
        ["Tartu", "<b>&"], [HeatRow("Jobs", [5, 1], "economy"), HeatRow("Air", [0, 3])], sample=sample
    ),
    "distance": lambda sample: distance_bars(
        [Distance("<b>&", 0.4, 0.5, "4 %", "mobility"), Distance("Air", None, 0.2, ""), Distance("X", -1, 2, "")],
        sample=sample,
    ),
    "influence": lambda sample: influence_bars([Influence("Weights", 0.16, 0.25)], sample=sample),
    "kin": lambda sample: correlation_map(
        [Kin("A", "economy"), Kin("<b>&", "economy"), Kin("C", "living")],
        [[1, 0.93, -0.4], [0.93, 1, None], [-0.4, None, 1]], sample=sample,
    ),
    "sunburst": lambda sample: sunburst(
        [Ray("U4SSC", "economy", "Jobs", True), Ray("U4SSC", "living", "<b>&", False), Ray("ISO", "living", "B", True)],
        {"economy": "Economy", "living": "Living"}, sample=sample,
    ),
}  # fmt: skip
EVERY = pytest.mark.parametrize("name", sorted(MAKERS))


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def drawings(chart):
    return [drawing for drawing in (chart.svg_wide, chart.svg_phone) if drawing is not None]


@EVERY
@pytest.mark.parametrize("sample", [False, True])
def test_page_drawing_when_placed_then_no_style_no_plain_colour_no_font(name, sample):
    for drawing in drawings(MAKERS[name](sample)):
        assert re.findall(r'style=|class="(?!drawn)|="#|font-family|<script|xmlns', drawing) == []


@EVERY
def test_page_drawing_when_placed_then_spoken_by_one_label(name):
    chart = MAKERS[name](False)
    for drawing in drawings(chart):
        root = fromstring(drawing)
        assert (root.get("role"), root.get("aria-label")) == ("img", chart.alt)
        assert [child.tag for child in root.iter() if child is not root and child.get("role")] == []


@EVERY
def test_print_drawing_when_made_then_plain_colours_and_font_names(name):
    printed = MAKERS[name](True).svg_print
    assert re.findall(r"var\(|style=|class=", printed) == []
    assert fromstring(printed).get("font-family").startswith("Inter")


@EVERY
def test_drawing_when_sample_then_the_mark_lies_lower_right_inside_it(name):
    for drawing in [*drawings(MAKERS[name](True)), MAKERS[name](True).svg_print]:
        root = fromstring(drawing)
        _, _, width, height = map(float, root.get("viewBox").split())
        box = next(e for e in root.iter() if e.get("stroke-dasharray") == "4 3")
        x, y, w, h = (float(box.get(key)) for key in ("x", "y", "width", "height"))
        assert h >= 12
        assert (x + w <= width, y + h <= height, x > width / 2, y > height / 2) == (True,) * 4
        assert [e.text for e in root.iter() if e.text == "sample"] == ["sample"]


@EVERY
def test_drawing_when_real_then_no_mark(name):
    assert [drawing for drawing in drawings(MAKERS[name](False)) if ">sample<" in drawing] == []


@EVERY
def test_table_when_read_then_every_row_fits_its_header(name):
    chart = MAKERS[name](False)
    assert {len(row) for row in chart.rows} == {len(chart.header)}
    assert chart.alt != ""


@EVERY
def test_text_when_drawn_then_at_least_thirteen_units_and_inside_the_drawing(name):
    for drawing in drawings(MAKERS[name](True)):
        sizes = {float(size) for size in re.findall(r'font-size="([\d.]+)(?:px)?"', drawing)}
        assert {size for size in sizes if size < 13} == set()


@EVERY
def test_chart_when_drawn_twice_then_the_same_bytes(name):
    assert MAKERS[name](True) == MAKERS[name](True)


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_minis_when_drawn_then_hidden_from_readers_and_inside_their_line(language):
    with translation.override(language):
        chart = minis([Baseline("x", 1, 4, 5.3, 8, 20, 4.4)])[0]
    root = fromstring(chart.svg_wide)
    assert (root.get("aria-hidden"), root.get("role")) == ("true", None)
    us = next(e for e in root if e.tag == "circle")
    assert float(us.get("cx")) == pytest.approx(6 + 148 * (4.4 - 1) / 19, abs=0.01)


@EVERY
def test_print_drawing_when_bold_then_in_a_weight_that_file_renderers_know(name):
    assert set(re.findall(r'font-weight="(\d+)"', MAKERS[name](True).svg_print)) <= {"600", "400"}


@EVERY
def test_half_drawing_when_placed_in_a_column_then_shown_at_every_width(name):
    chart = MAKERS[name](False)
    if not chart.wide_only:
        assert re.findall("only-", chart.svg_half) == []
