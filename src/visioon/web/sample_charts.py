"""One chart of every kind with invented numbers."""

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from visioon.kernel.charts.acceptability import GoalShare, acceptability
from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.dots import PlaceValue, dot_distribution
from visioon.kernel.charts.minis import Baseline, minis
from visioon.kernel.charts.opinion import OpinionPoint, opinion_map
from visioon.kernel.charts.rank import RankInterval, rank_intervals
from visioon.kernel.charts.shares import GroupShare, share_bars
from visioon.kernel.charts.target import YearValue, target_line
from visioon.kernel.charts.votes import VoteCount, vote_bar
from visioon.kernel.charts.weave import Knot, Weave, weave

PLACES = 113
GOLDEN = 2.399963


@dataclass(frozen=True)
class SampleCharts:
    """The charts by name."""

    ranks: Chart
    minis: list[Chart]
    dots: Chart
    target: Chart
    votes: Chart
    shares: Chart
    opinion: Chart
    acceptability: Chart
    weave: Chart


def sample_charts() -> SampleCharts:
    """All charts of the product, in the active language, each with its sample mark."""
    return SampleCharts(
        _ranks(), _minis(), _dots(), _target(), _votes(), _shares(), _opinion(), _acceptability(), _weave()
    )


def _ranks() -> Chart:
    units = [
        RankInterval("Lublin", 24, 24, 49),
        RankInterval("Tartu", 30, 13, 31, us=True),
        RankInterval("Ljubljana", 33, 19, 39),
        RankInterval("Gent", 36, 36, 44),
        RankInterval("Tampere", 63, 34, 65),
        RankInterval("Kaunas", 78, 70, 89),
    ]
    caption = Caption(
        _("In the first third, the exact rank is not certain"),
        _("Rank among 129 places. Dot: rank. Bar: where 90% of recomputations lie."),
    )
    return rank_intervals(units, 129, sample=True, caption=caption)


def _minis() -> list[Chart]:
    return minis(
        [
            Baseline(_("Unemployment, %"), 1.9, 4.1, 5.3, 7.0, 21.0, 4.4),
            Baseline(_("Cycling to work, %"), 0, 3.0, 7.7, 14.0, 32.9, 4.0),
        ]
    )


def _dots() -> Chart:
    others = [PlaceValue(f"{number}", 33 * math.exp(-number / 30)) for number in range(PLACES - 1)]
    caption = Caption(
        _("Fewer people cycle to work than in most places compared"), _("Share of commuters, 113 places, 2018")
    )
    places = [*others, PlaceValue("Tartu", 4.0, us=True)]
    return dot_distribution(places, unit="%", domain="mobility", sample=True, caption=caption)


def _target() -> Chart:
    caption = Caption(_("From 4% to 10% by 2030"), _("Share of people who cycle to work. Baseline uncertain."))
    observations, target = [YearValue(2018, 4.0)], YearValue(2030, 10)
    return target_line(observations, target, now=2026, unit="%", domain="mobility", sample=True, caption=caption)


def _votes() -> Chart:
    return vote_bar(VoteCount(65, 30, 17, own=1), sample=True, caption=Caption(note=_("112 people answered.")))


def _shares() -> Chart:
    groups = [
        GroupShare("20–34", 17, 0.25),
        GroupShare("35–49", 11, 0.20),
        GroupShare("65+", 3, 0.20),
        GroupShare(_("not said"), 10, unknown=True),
    ]
    caption = Caption(_("We have not heard the oldest"), _("Bar: share of voices. Line: share of people."))
    return share_bars(groups, sample=True, caption=caption)


def _opinion() -> Chart:
    centres = ((-2.4, 0.4), (2.2, 1.1), (0.6, -2.2))
    points = [
        OpinionPoint(x + spread * math.cos(number * GOLDEN), y + spread * math.sin(number * GOLDEN), group)
        for group, (x, y) in enumerate(centres)
        for number, spread in ((number, 0.14 * math.sqrt(number)) for number in range(60 - 12 * group))
    ]
    caption = Caption(_("Three groups, closer than it seems"), _("Two people are close when they vote alike."))
    return opinion_map(points, here=(0.1, 0.3), sample=True, caption=caption)


def _acceptability() -> Chart:
    goals = [
        GoalShare(_("To work by bicycle in winter too"), 0.91),
        GoalShare(_("Safe way to school"), 0.64),
        GoalShare(_("Home by bus in the evening"), 0.38),
    ]
    caption = Caption(_("One goal stands almost whatever the weights"), _("Share of 10,000 weightings"))
    return acceptability(goals, sample=True, caption=caption)


def _weave() -> Chart:
    sentences = [0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 2, 1, 1, 2, 2, 2]
    themes = [
        Knot(_("Evening connection"), _("no decision yet")),
        Knot(_("The bicycle as an everyday vehicle"), _("theme"), leads_to=0),
        Knot(_("A street for children"), _("theme"), leads_to=1),
    ]
    goals = [
        Knot(_("To work by bicycle in winter too"), _("goal"), leads_to=0),
        Knot(_("Safe way to school"), _("goal, no project yet")),
    ]
    projects = [Knot(_("Winter cycle paths"), _("key project, 2027"))]
    caption = Caption(note=_("Every line is one person's idea. Follow the red one to the end."))
    return weave(Weave(sentences, themes, goals, projects, red=9), sample=True, caption=caption)
