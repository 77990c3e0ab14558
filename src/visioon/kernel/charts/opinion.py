"""The opinion map: every participant a point, groups by shape, never by colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext, ngettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.vega import BOLD, Frame, Spec, draw, marks
from visioon.kernel.look.figures import number_words

WIDE, PHONE = (640, 440), (340, 320)
MARGIN, SAMPLE_FOOT = 26, 26
MOST_POINTS = 600
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
SIZES = (42, 38, 60, 46, 50)
TONES = ("muted", "ink-2", "edge", "muted", "ink-2")
NO_GROUP = -1
LETTER, LABEL_GAP = 7.4, 9


@dataclass(frozen=True)
class OpinionPoint:
    """A participant on the map; `group` is None for who has voted too little to be grouped."""

    x: float
    y: float
    group: int | None


def opinion_map(
    points: Sequence[OpinionPoint],
    *,
    here: tuple[float, float] | None = None,
    sample: bool = False,
    caption: Caption | None = None,
    alt: str = "",
) -> Chart:
    """Points on axes of equal scale; `here` is the reader's own place. Over MOST_POINTS every n-th is drawn, all count.

    Raises ValueError when there are no points or more groups than shapes.
    """
    if not points:
        raise ValueError("at least one participant was expected")
    groups = _groups(points)
    if len([number for number in groups if number != NO_GROUP]) > len(SHAPES):
        raise ValueError(f"at most {len(SHAPES)} groups were expected")
    rows = [(_name(number), number_words(len(members))) for number, members in groups.items()]
    return finish(
        _drawing(groups, here, WIDE, sample),
        _drawing(groups, here, PHONE, sample),
        alt=alt or _spoken(groups, len(points)),
        header=(gettext("Group"), gettext("Participants")),
        rows=rows,
        sample=sample,
        caption=caption,
    )


def _groups(points: Sequence[OpinionPoint]) -> dict[int, list[OpinionPoint]]:
    def number(point: OpinionPoint) -> int:
        return NO_GROUP if point.group is None else point.group

    found = {key: list(members) for key, members in groupby(sorted(points, key=number), key=number)}
    ungrouped = found.pop(NO_GROUP, None)
    return found if ungrouped is None else {**found, NO_GROUP: ungrouped}


def _name(number: int) -> str:
    if number == NO_GROUP:
        return gettext("Not grouped")
    return gettext("Group %(letter)s") % {"letter": chr(ord("A") + number)}


def _spoken(groups: dict[int, list[OpinionPoint]], total: int) -> str:
    people = ngettext("%(count)s participant", "%(count)s participants", total) % {"count": total}
    sizes = ", ".join(f"{_name(number)} {len(members)}" for number, members in groups.items())
    return f"{gettext('Opinion map')}: {people}; {sizes}"


def _drawing(
    groups: dict[int, list[OpinionPoint]], here: tuple[float, float] | None, size: tuple[int, int], sample: bool
) -> Element:
    frame = _frame(groups, here, size, sample)
    step = -(-sum(map(len, groups.values())) // MOST_POINTS)
    layers = [
        marks("rule", [{"x": 0}], frame, at={"y": 0, "y2": frame.plot_height}, colour="line", strokeWidth=1),
        marks("rule", [{"y": 0}], frame, at={"x": 0, "x2": frame.plot_width}, colour="line", strokeWidth=1),
    ]
    for number, members in groups.items():
        layers.append(_points(number, members[::step], frame))
    for number, members in groups.items():
        if number != NO_GROUP:
            layers += _label(number, members, frame)
    return draw(frame, layers + (_here(here, frame) if here else []))


def _frame(
    groups: dict[int, list[OpinionPoint]], here: tuple[float, float] | None, size: tuple[int, int], sample: bool
) -> Frame:
    """One unit is as long across as down, and the origin is always inside."""
    places = [(point.x, point.y) for members in groups.values() for point in members] + [(0.0, 0.0)]
    places += [here] if here else []
    xs, ys = [x for x, _ in places], [y for _, y in places]
    width, height = size
    foot = MARGIN + (SAMPLE_FOOT if sample else 0)
    across, down = width - 2 * MARGIN, height - MARGIN - foot
    unit = max((max(xs) - min(xs)) / across, (max(ys) - min(ys)) / down) or 1.0
    return Frame(width, height, MARGIN, MARGIN, MARGIN, foot, _around(xs, unit * across), _around(ys, unit * down))


def _around(values: Sequence[float], span: float) -> tuple[float, float]:
    middle = (min(values) + max(values)) / 2
    return middle - span / 2, middle + span / 2


def _points(number: int, members: Sequence[OpinionPoint], frame: Frame) -> Spec:
    rows = [{"x": point.x, "y": point.y} for point in members]
    if number == NO_GROUP:
        return marks("point", rows, frame, filled=False, shape="circle", size=14, colour="edge", opacity=1)
    style: dict[str, Any] = {"shape": SHAPES[number], "size": SIZES[number], "colour": TONES[number], "opacity": 1}
    return marks("point", rows, frame, filled=number % 2 == 0, strokeWidth=1.5, **style)


def _label(number: int, members: Sequence[OpinionPoint], frame: Frame) -> list[Spec]:
    """The name above its group: over the highest of the points that would lie beneath it, never over the points."""
    words = f"{_name(number)} · {number_words(len(members))}"
    half, middle = len(words) * LETTER / 2, fmean(point.x for point in members)
    unit = frame.plot_width / (frame.x[1] - frame.x[0])
    beneath = [point.y for point in members if abs(point.x - middle) * unit <= half]
    row = [{"x": middle, "y": max(beneath or [point.y for point in members]), "text": words}]
    centre = frame.left + (middle - frame.x[0]) * unit
    inside = min(max(centre, half), frame.width - half) - centre
    place: dict[str, Any] = {"fontWeight": BOLD, "dx": inside, "dy": -LABEL_GAP, "baseline": "bottom"}
    halo: dict[str, Any] = {"stroke": "surface", "strokeWidth": 5, "strokeJoin": "round", "colour": "surface"}
    return [marks("text", row, frame, **place, **halo), marks("text", row, frame, **place, colour="ink")]


def _here(here: tuple[float, float], frame: Frame) -> list[Spec]:
    at = {"x": here[0], "y": here[1]}
    left = (here[0] - frame.x[0]) / (frame.x[1] - frame.x[0]) < 0.5
    side: dict[str, Any] = {"align": "left", "dx": 14} if left else {"align": "right", "dx": -14}
    row = [{**at, "text": gettext("you are here")}]
    halo: dict[str, Any] = {"stroke": "surface", "strokeWidth": 5, "strokeJoin": "round", "colour": "surface"}
    return [
        marks("point", [at], frame, filled=True, size=170, fill="accent", stroke="surface", strokeWidth=2.5, opacity=1),
        marks("text", row, frame, fontWeight=BOLD, **side, **halo),
        marks("text", row, frame, fontWeight=BOLD, colour="accent", **side),
    ]
