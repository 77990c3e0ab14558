import re
from datetime import date

import pytest

from visioon.kernel.charts.timeline import AHEAD, PAST, Line, Point, Span, timeline

TODAY = date(2026, 11, 24)
OPEN = Line("Thoughts", "until December 11", "open", span=Span(date(2026, 9, 14), date(2026, 12, 11)))
ALWAYS = Line("Comments", "always open", "open", span=Span())
LOOSE = Line("A new face", "summer 2027", "to come", AHEAD, Span(date(2027, 6, 21), date(2027, 8, 31), loose=True))
DECIDED = Line("Decisions", points=(Point(date(2027, 6, 18), "Adopted", False), Point(date(2026, 10, 1), "Old", True)))


def test_the_table_has_a_row_for_each_span_and_each_mark():
    chart = timeline([OPEN, ALWAYS, DECIDED], today=TODAY)
    assert chart.header == ("What", "When", "State")
    assert chart.rows == (
        ("Thoughts", "until December 11", "open"),
        ("Comments", "always open", "open"),
        ("Decisions: Old", "October 1, 2026", "has been"),
        ("Decisions: Adopted", "June 18, 2027", "to come"),
    )
    assert chart.alt == "Thoughts: until December 11; Comments: always open; Decisions: 2"


def arrows(svg: str) -> int:
    return len(re.findall(r'<path d="M[\d.]+ [\d.]+l-?12 12', svg))


def test_what_is_always_open_has_open_ends_and_what_has_days_has_none():
    assert arrows(timeline([OPEN], today=TODAY).svg_wide) == 0
    assert arrows(timeline([OPEN, ALWAYS], today=TODAY).svg_wide) == 2


def test_loose_days_have_dashed_ends():
    def tails(line):
        return timeline([line], today=TODAY).svg_phone.count('stroke-dasharray="3 3"')

    assert (tails(LOOSE), tails(OPEN)) == (2, 0)


def test_what_lasts_for_years_runs_out_of_the_picture():
    long = Line("We can", "for years", "open", span=Span(date(2026, 10, 5), date(2030, 12, 31)))
    svg = timeline([OPEN, long], today=TODAY).svg_wide
    assert arrows(svg) == 1
    assert "2030" not in svg
    assert arrows(timeline([OPEN], today=TODAY).svg_wide) == 0


def test_past_rounds_are_lighter():
    def fill(light):
        line = Line("x", "", "", PAST, Span(date(2026, 3, 1), date(2026, 4, 1)), light=light)
        return re.search(r'<rect[^>]*fill="([^"]+)"', timeline([line], today=TODAY).svg_wide).group(1)

    assert (fill(True), fill(False)) == ("var(--line)", "var(--muted)")


def test_today_lies_between_what_has_been_and_what_is_to_come():
    svg = timeline([DECIDED], today=TODAY).svg_wide
    today = float(re.search(r'<line x1="([\d.]+)"[^>]*stroke-dasharray="5 4"', svg).group(1))
    marks = [float(x) for x in re.findall(r'<path d="M([\d.]+) [\d.]+l6.5', svg)]
    assert max(marks) > today > min(marks)


def test_a_phone_has_its_own_drawing_and_long_names_are_cut():
    chart = timeline([Line("A very long name of something that nobody can shorten", span=OPEN.span)], today=TODAY)
    assert 'viewBox="0 0 340 ' in chart.svg_phone
    assert re.search(">A very long name[^<]*…<", chart.svg_phone)


def test_the_sample_mark_is_in_the_picture_and_never_a_style():
    chart = timeline([OPEN, LOOSE, DECIDED], today=TODAY, sample=True)
    for svg in (chart.svg_wide, chart.svg_phone, chart.svg_print):
        assert ">sample</text>" in svg
        assert "style=" not in svg


def test_without_a_day_there_is_no_picture():
    with pytest.raises(ValueError, match="a day was expected"):
        timeline([ALWAYS], today=TODAY)
