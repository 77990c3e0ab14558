"""Whom we have heard: the share of voices of each group beside its share of the people. Unknown is shown as unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.vega import BOLD, Frame, Spec, draw, marks
from visioon.kernel.look.figures import percent_words

WIDE_WIDTH, PHONE_WIDTH = 640, 340
ROW, TOP, BOTTOM, SAMPLE_FOOT = 52, 6, 2, 26
WIDE_LEFT, PHONE_LEFT, RIGHT, GAP = 170, 104, 46, 12
LETTER, MOST_LEFT = 7.6, 0.45
BAR, MARK = 0.16, 0.24


@dataclass(frozen=True)
class GroupShare:
    """A group: voices heard from it, its share (0 to 1) of the people or None where that is not known.

    `unknown` marks the voices that did not say which group they belong to.
    """

    name: str
    voices: int
    people: float | None = None
    unknown: bool = False


def share_bars(
    groups: Sequence[GroupShare], *, sample: bool = False, caption: Caption | None = None, alt: str = ""
) -> Chart:
    """Bars from 0, one a group, with a mark where its share of the people lies. Raises ValueError without any voice."""
    total = sum(group.voices for group in groups)
    if total == 0:
        raise ValueError("at least one voice was expected")
    return finish(
        _drawing(groups, total, WIDE_WIDTH, WIDE_LEFT, sample),
        _drawing(groups, total, PHONE_WIDTH, _phone_left(groups), sample),
        alt=alt or _spoken(groups, total),
        header=(gettext("Group"), gettext("Voices"), gettext("Share of voices"), gettext("Share of people")),
        rows=[
            (group.name, str(group.voices), percent_words(group.voices / total), percent_words(group.people))
            for group in groups
        ],
        sample=sample,
        caption=caption,
    )


def _phone_left(groups: Sequence[GroupShare]) -> float:
    """Room for the longest name, so that none is cut, yet never so much that the bars vanish."""
    longest = max(len(group.name) for group in groups) * LETTER + GAP
    return max(PHONE_LEFT, min(longest, PHONE_WIDTH * MOST_LEFT))


def _spoken(groups: Sequence[GroupShare], total: int) -> str:
    return "; ".join(f"{group.name}: {_words(group, total)}" for group in groups)


def _words(group: GroupShare, total: int) -> str:
    heard = gettext("%(share)s of voices") % {"share": percent_words(group.voices / total)}
    if group.unknown:
        return heard
    if group.people is None:
        return ", ".join((heard, gettext("people: not known")))
    return ", ".join((heard, gettext("%(share)s of people") % {"share": percent_words(group.people)}))


def _drawing(groups: Sequence[GroupShare], total: int, width: float, left: float, sample: bool) -> Element:
    foot = BOTTOM + (SAMPLE_FOOT if sample else 0)
    most = max(max(group.voices / total, group.people or 0) for group in groups)
    height = TOP + ROW * len(groups) + foot
    frame = Frame(width, height, left, RIGHT, TOP, foot, (0, most), (0, len(groups)), y_down=True)
    layers: list[Spec] = []
    for row, group in enumerate(groups):
        layers += _bar(group, row, total, frame)
    return draw(frame, layers)


def _bar(group: GroupShare, row: int, total: int, frame: Frame) -> list[Spec]:
    share, y = group.voices / total, row + 0.28
    bar = [{"x": 0, "x2": share, "y": y - BAR, "y2": y + BAR}]
    style: dict[str, Any] = {"fill": "accent"}
    if group.unknown:
        style = {"fill": "surface", "stroke": "edge", "strokeDash": [3, 3]}
    words = [{"y": y + 0.42, "text": _words(group, total)}]
    layers = [
        marks(
            "text", [{"y": y, "text": group.name}], frame, at={"x": -GAP}, align="right", colour="ink", fontWeight=BOLD
        ),
        marks("rect", bar, frame, **style),
        marks("text", words, frame, at={"x": 0}, align="left", colour="ink-2"),
    ]
    if group.people is not None:
        mark = [{"x": group.people, "y": y - MARK, "y2": y + MARK}]
        layers.append(marks("rule", mark, frame, colour="ink", strokeWidth=2.5))
    return layers
