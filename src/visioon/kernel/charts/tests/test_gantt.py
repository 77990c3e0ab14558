"""Projects in time: both drawings, the table that says the same, and marks that do not need colour."""

import re
from datetime import date

import pytest

from visioon.kernel.charts.gantt import Bar, Mark, gantt

TODAY = date(2026, 11, 24)
PLANNED = (date(2026, 9, 1), date(2027, 4, 30))
BAR = Bar(
    "Bike paths",
    "risk",
    "at risk",
    planned=PLANNED,
    began=date(2026, 9, 7),
    marks=(Mark(date(2026, 9, 22), True), Mark(date(2027, 1, 15), False)),
)


def test_the_table_says_what_the_picture_shows():
    ended = Bar("Bus", "ok", "worked", planned=PLANNED, began=date(2026, 9, 1), ended=date(2026, 10, 1))
    ahead = Bar("Room", "idle", "not started")
    chart = gantt([BAR, ended, ahead], today=TODAY)
    assert chart.header == ("Project", "Planned", "As it runs", "Milestones reached", "State")
    assert chart.rows == (
        ("Bike paths", "September 1, 2026 – April 30, 2027", "from September 7, 2026", "1 / 2", "at risk"),
        ("Bus", "September 1, 2026 – April 30, 2027", "September 1, 2026 – October 1, 2026", "0 / 0", "worked"),
        ("Room", "–", "–", "0 / 0", "not started"),
    )
    assert chart.alt == "Bike paths: at risk; Bus: worked; Room: not started"


def test_the_state_stands_as_a_word_and_each_state_has_a_shape_of_its_own():
    drawn = {
        shape: gantt([Bar("x", shape, "word", began=TODAY)], today=TODAY).svg_wide for shape in ("ok", "risk", "off")
    }
    assert all(">word</text>" in svg for svg in drawn.values())
    counts = {shape: [svg.count(tag) for tag in ("<circle", "<path", "<rect")] for shape, svg in drawn.items()}
    assert counts == {"ok": [1, 0, 1], "risk": [0, 1, 1], "off": [0, 0, 2]}


def test_milestones_are_filled_when_reached():
    svg = gantt([BAR], today=TODAY).svg_wide
    fills = re.findall(r'<path d="M[^"]+l7\.0[^"]+" fill="([^"]+)"', svg)
    assert fills == ["var(--ink)", "var(--surface)"]


def test_what_is_late_lies_right_of_today_and_what_ended_left_of_it():
    def ends(bar):
        svg = gantt([bar], today=TODAY).svg_wide
        today = float(re.search(r'<line x1="([\d.]+)"[^>]*stroke-dasharray="5 4"', svg).group(1))
        x, width = re.search(r'<rect x="([\d.]+)" y="90" width="([\d.]+)"', svg).groups()
        return float(x) + float(width), today

    running, today = ends(BAR)
    assert running == pytest.approx(today, abs=0.02)
    ended, today = ends(Bar("x", "ok", "worked", planned=PLANNED, began=date(2026, 9, 7), ended=date(2026, 10, 1)))
    assert ended < today


def test_a_phone_has_a_drawing_of_its_own_with_names_that_fit():
    chart = gantt(
        [Bar("A very long name of a project that nobody can shorten", "ok", "on track", began=TODAY)], today=TODAY
    )
    assert 'viewBox="0 0 340 ' in chart.svg_phone
    assert re.search(">A very long name[^<]*…<", chart.svg_phone)
    assert "that nobody can shorten" in chart.svg_wide


def test_the_sample_mark_is_in_the_picture_and_never_a_style():
    chart = gantt([BAR], today=TODAY, sample=True)
    for svg in (chart.svg_wide, chart.svg_phone, chart.svg_print):
        assert ">sample</text>" in svg
        assert "style=" not in svg


def test_without_a_date_there_is_no_picture():
    with pytest.raises(ValueError, match="a date was expected"):
        gantt([Bar("x", "idle", "idea")], today=TODAY)
