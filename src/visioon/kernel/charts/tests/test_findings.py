"""What each kind of chart says and what it refuses."""

import re
from xml.etree.ElementTree import fromstring

import pytest
from django.utils import translation

from visioon.kernel.charts.acceptability import GoalShare, acceptability
from visioon.kernel.charts.dots import PlaceValue, dot_distribution
from visioon.kernel.charts.minis import Baseline, minis
from visioon.kernel.charts.opinion import MOST_POINTS, OpinionPoint, opinion_map
from visioon.kernel.charts.paint import CHART_TOKENS, hue, page_value, paint
from visioon.kernel.charts.rank import RankInterval, rank_intervals
from visioon.kernel.charts.shares import GroupShare, share_bars
from visioon.kernel.charts.target import YearValue, target_line
from visioon.kernel.charts.votes import VoteCount, vote_bar
from visioon.kernel.charts.weave import Knot, Weave, weave


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def texts(drawing: str) -> list[str]:
    return [element.text for element in fromstring(drawing).iter("text") if element.text]


def test_rank_when_drawn_then_rank_and_interval_stand_in_figures_at_the_row():
    chart = rank_intervals([RankInterval("Gent", 26, 14, 30), RankInterval("Tartu", 3, 2, 3, us=True)], 100)
    assert texts(chart.svg_wide)[-6:] == ["Gent", "26", "(14–30)", "Tartu", "3", "(2–3)"]
    assert (chart.alt, chart.us) == ("Tartu: rank 3 of 100, interval 2 to 3", 1)
    assert chart.rows == (("Gent", "26", "14–30"), ("Tartu", "3", "2–3"))


def test_rank_when_a_name_holds_markup_then_it_is_text():
    chart = rank_intervals([RankInterval('<script>"', 1, 1, 2, us=True)], 9)
    assert re.findall("<script", chart.svg_wide + chart.svg_print) == []
    assert '<script>"' in texts(chart.svg_wide)


def test_rank_when_outside_the_places_then_value_error():
    with pytest.raises(ValueError, match=r"within 1\.\.9 were expected for Gent"):
        rank_intervals([RankInterval("Gent", 12, 1, 3)], 9)


def test_minis_when_quartiles_are_out_of_order_then_value_error():
    with pytest.raises(ValueError, match="five numbers in order"):
        minis([Baseline("x", 1, 9, 5, 8, 20, 4)])


def test_minis_when_our_value_is_missing_then_no_dot_and_a_dash():
    chart = minis([Baseline("x", 1, 2, 3, 4, 5, None)])[0]
    assert [element.tag for element in fromstring(chart.svg_wide) if element.tag == "circle"] == []
    assert chart.rows == (("x", "–", "3"),)


def test_dots_when_drawn_then_one_mark_a_place():
    chart = dot_distribution([PlaceValue(str(n), n) for n in range(40)] + [PlaceValue("Tartu", 7.5, us=True)])
    dots = [path for path in fromstring(chart.svg_wide).iter("path") if path.get("fill") == "var(--muted)"]
    assert len(dots) == 40
    assert chart.rows[:2] == (("Tartu", "7.5"), ("Median of 41 places", "19.0"))


def test_target_when_years_were_not_measured_then_it_says_so():
    chart = target_line([YearValue(2018, 4)], YearValue(2030, 10), now=2026, unit="%")
    assert "no measurements" in texts(chart.svg_wide)
    assert chart.alt == "4% in 2018, target 10% in 2030. No measurements in between."
    assert chart.rows == (("2018", "4%", "–"), ("2030", "–", "10%"))


def test_target_when_measured_until_now_then_no_gap():
    chart = target_line([YearValue(2025, 4), YearValue(2026, 5)], YearValue(2030, 10), now=2026)
    assert "no measurements" not in texts(chart.svg_wide)


def test_target_when_it_lies_before_the_last_observation_then_value_error():
    with pytest.raises(ValueError, match="a target in a later year"):
        target_line([YearValue(2031, 4)], YearValue(2030, 10), now=2026)


@pytest.mark.parametrize("own", [1, -1, 0, None])
def test_votes_when_drawn_then_the_own_answer_is_spoken(own):
    chart = vote_bar(VoteCount(58, 27, 15, own))
    answer = {1: ". Your answer: Agree", -1: ". Your answer: Disagree", 0: ". Your answer: Passed", None: ""}[own]
    assert chart.alt == f"Agree 58%, Disagree 27%, Passed 15%; 100 people answered{answer}"


def test_votes_when_drawn_then_widths_are_the_shares():
    bars = [float(bar.get("width")) for bar in fromstring(vote_bar(VoteCount(50, 25, 25)).svg_wide).iter("rect")]
    assert bars == [168.0, 83.0, 82.0]


def test_votes_when_nobody_voted_then_value_error():
    with pytest.raises(ValueError, match="at least one vote"):
        vote_bar(VoteCount(0, 0, 0))


def test_shares_when_a_group_is_unknown_then_shown_as_unknown_not_left_out():
    chart = share_bars([GroupShare("65+", 3, 0.2), GroupShare("Russian", 1), GroupShare("not said", 6, unknown=True)])
    assert chart.rows[2] == ("not said", "6", "60%", "–")
    assert chart.alt == (
        "65+: 30% of voices, 20% of people; Russian: 10% of voices, people: not known; not said: 60% of voices"
    )


def test_opinion_map_when_groups_are_drawn_then_each_has_its_own_shape():
    points = [OpinionPoint(x, x % 2, x % 3) for x in range(30)]
    paths = [path.get("d") for path in fromstring(opinion_map(points).svg_wide).iter("path")]
    assert len(set(paths)) == 3


def test_opinion_map_when_there_are_many_then_fewer_are_drawn_and_all_are_counted():
    points = [OpinionPoint(n % 70, n // 70, n % 2) for n in range(3000)]
    chart = opinion_map(points)
    assert len(list(fromstring(chart.svg_wide).iter("path"))) <= MOST_POINTS
    assert chart.rows == (("Group A", "1,500"), ("Group B", "1,500"))


def test_acceptability_when_a_share_is_no_share_then_value_error():
    with pytest.raises(ValueError, match=r"within 0\.\.1"):
        acceptability([GoalShare("G", 91)])


def test_weave_when_drawn_then_one_line_a_contribution_and_one_red_path():
    web = Weave([0, 0, 1], [Knot("A", leads_to=0), Knot("B")], [Knot("G", leads_to=0)], [Knot("P")], red=1)
    paths = list(fromstring(weave(web).svg_wide).iter("path"))
    assert len([path for path in paths if path.get("stroke") == "var(--muted)"]) == 3 + 1 + 1
    assert len([path for path in paths if path.get("stroke") == "var(--thread)"]) == 3
    assert weave(web).rows == (("A", "2", "G", "P"), ("B", "1", "–", "–"))


def test_weave_when_a_line_leads_nowhere_then_value_error():
    with pytest.raises(ValueError, match="every tie to lead to a knot"):
        weave(Weave([3], [Knot("A")], [], [], red=0))


def test_paints_when_compared_then_each_stands_for_one_token():
    assert len({paint(token) for token in CHART_TOKENS}) == len(CHART_TOKENS)
    assert [page_value(paint(token)) for token in CHART_TOKENS] == [f"var(--{token})" for token in CHART_TOKENS]
    assert page_value("none") == "none"


def test_hue_when_the_domain_is_unknown_then_key_error():
    with pytest.raises(KeyError):
        hue("sport")
