import re

import pytest

from visioon.kernel.charts.turns import AHEAD, DONE, HERE, Loop, Turn, turns

FIRST = Turn(1, "first round", 0, 7, DONE, "closed on May 3")
SECOND = Turn(2, "second round", 5, 7, HERE, "open")
THIRD = Turn(3, "third round", 5, 6, AHEAD, "to come")


def loop(*walked: Turn, at: int | None = 6) -> Loop:
    return Loop("Cycle 2", range(13), walked, at, ["Cycle 1, 2018"])


def test_the_table_says_each_round_and_the_cycles_before():
    chart = turns(loop(FIRST, SECOND))
    assert chart.rows == (
        ("first round", "0–7", "closed on May 3"),
        ("second round", "5–7", "open"),
        ("Cycle 1, 2018", "–", "past"),
    )
    assert chart.alt == "Cycle 2; first round: closed on May 3; second round: open; Cycle 1, 2018: past"


def test_each_round_has_an_arc_of_its_own_and_one_to_come_is_dashed():
    svg = turns(loop(FIRST, SECOND, THIRD)).svg_wide
    radii = re.findall(r'<path d="M[\d.]+ [\d.]+A([\d.]+)', svg)
    assert len(set(radii)) == 3
    assert len(re.findall(r'<path[^>]*stroke-dasharray="4 5"', svg)) == 1


def test_red_is_only_where_the_city_is_now():
    assert turns(loop(FIRST, SECOND)).svg_wide.count("var(--thread)") == 1
    assert turns(loop(FIRST)).svg_wide.count("var(--thread)") == 0
    assert turns(loop(FIRST, SECOND, at=None)).svg_phone.count("var(--thread)") == 0


def test_two_drawings_and_the_sample_mark_without_a_style():
    chart = turns(loop(FIRST, SECOND), sample=True)
    assert 'viewBox="0 0 340 ' in chart.svg_phone
    assert 'viewBox="0 0 640 ' in chart.svg_wide
    for svg in (chart.svg_wide, chart.svg_phone, chart.svg_print):
        assert ">sample</text>" in svg
        assert "style=" not in svg


def test_more_rounds_than_there_is_room_for_are_refused():
    with pytest.raises(ValueError, match="rounds were expected"):
        turns(loop(*[FIRST] * 5))
