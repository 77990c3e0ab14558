"""How one measure is spread: every place a dot, stacked, with the median and us."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.paint import hue
from visioon.kernel.charts.vega import BOLD, Frame, Spec, draw, marks
from visioon.kernel.look.figures import number_words, with_unit

WIDE_WIDTH, PHONE_WIDTH = 640, 340
LEFT, RIGHT, TOP, BOTTOM, SAMPLE_FOOT = 10, 14, 66, 30, 26
DOT, MOST_DOT = 6.0, 6.4
LEAST_STACK = 8
LETTER = 7.6
TOP_OF_LINE, ABOVE_US, BELOW_US, CLEAR = -56, -42, -16, 8


@dataclass(frozen=True)
class PlaceValue:
    """The value of one place; `us` marks our own city."""

    name: str
    value: float
    us: bool = False


def dot_distribution(
    places: Sequence[PlaceValue],
    *,
    unit: str = "",
    domain: str | None = None,
    sample: bool = False,
    caption: Caption | None = None,
    alt: str = "",
) -> Chart:
    """Dots of all places, binned to the width of a dot. The table has us, the median and both ends.

    Raises ValueError when there is no place at all.
    """
    if not places:
        raise ValueError("at least one place was expected")
    ordered = sorted(places, key=lambda place: (place.value, place.name))
    rows = _table(ordered, unit)
    return finish(
        _drawing(ordered, unit, hue(domain), WIDE_WIDTH, sample),
        _drawing(ordered, unit, hue(domain), PHONE_WIDTH, sample),
        alt=alt or "; ".join(f"{name}: {value}" for name, value in rows),
        header=(gettext("Place"), unit or gettext("Value")),
        rows=rows,
        us=0 if any(place.us for place in ordered) else None,
        sample=sample,
        caption=caption,
    )


def _table(ordered: Sequence[PlaceValue], unit: str) -> list[tuple[str, str]]:
    middle = gettext("Median of %(count)s places") % {"count": len(ordered)}
    rows = [(place.name, _figure(place.value, unit)) for place in ordered if place.us]
    rows.append((middle, _figure(median(place.value for place in ordered), unit)))
    rows.append((gettext("Highest: %(name)s") % {"name": ordered[-1].name}, _figure(ordered[-1].value, unit)))
    rows.append((gettext("Lowest: %(name)s") % {"name": ordered[0].name}, _figure(ordered[0].value, unit)))
    return rows


def _figure(value: float, unit: str) -> str:
    return with_unit(value, unit, 1 if abs(value) < 100 else 0)


def _drawing(ordered: Sequence[PlaceValue], unit: str, colour: str, width: float, sample: bool) -> Element:
    low, high = _ends(ordered)
    plot = width - LEFT - RIGHT
    stacked = _stacked(ordered, low, high, int(plot / DOT))
    most = max([LEAST_STACK, *(int(dot["level"]) + 1 for dot in stacked)])
    foot = BOTTOM + (SAMPLE_FOOT if sample else 0)
    frame = Frame(width, TOP + most * MOST_DOT + foot, LEFT, RIGHT, TOP, foot, (low, high), (0, most))
    return draw(frame, [*_axis(frame, unit), *_dots(stacked, frame), *_labels(ordered, stacked, frame, unit, colour)])


def _ends(ordered: Sequence[PlaceValue]) -> tuple[float, float]:
    low, high = min(0.0, ordered[0].value), ordered[-1].value
    return (low, high) if high > low else (low, low + 1)


def _stacked(ordered: Sequence[PlaceValue], low: float, high: float, bins: int) -> list[dict[str, float]]:
    levels: Counter[int] = Counter()
    stacked = []
    for place in ordered:
        column = min(int((place.value - low) / (high - low) * bins), bins - 1)
        x = low + (column + 0.5) * (high - low) / bins
        stacked.append({"x": x, "y": levels[column] + 0.5, "level": levels[column], "us": float(place.us)})
        levels[column] += 1
    return stacked


def _axis(frame: Frame, unit: str) -> list[Spec]:
    low, high = frame.x
    ends = [{"x": low, "text": number_words(low, 0), "side": "left"}, {"x": high, "text": _figure(high, unit)}]
    return [
        marks("rule", [{"y": 0}], frame, at={"x": 0, "x2": frame.plot_width}, colour="edge", strokeWidth=1),
        marks("text", ends[:1], frame, at={"y": frame.plot_height + 18}, align="left", dx=-4, colour="ink-2"),
        marks("text", ends[1:], frame, at={"y": frame.plot_height + 18}, align="right", dx=RIGHT, colour="ink-2"),
    ]


def _dots(stacked: list[dict[str, float]], frame: Frame) -> list[Spec]:
    others = [{"x": dot["x"], "y": dot["y"]} for dot in stacked if not dot["us"]]
    return [marks("point", others, frame, filled=True, size=17, colour="muted", opacity=1)] if others else []


def _labels(
    ordered: Sequence[PlaceValue], stacked: list[dict[str, float]], frame: Frame, unit: str, colour: str
) -> list[Spec]:
    middle = median(place.value for place in ordered)
    words = gettext("median %(value)s") % {"value": _figure(middle, unit)}
    layers = [
        marks(
            "rule", [{"x": middle}], frame, at={"y": top, "y2": foot}, colour="ink", strokeWidth=1.5, strokeDash=[3, 3]
        )
        for top, foot in _line(ordered, stacked, middle, frame, unit)
    ]
    layers.append(
        marks("text", [{"x": middle, "text": words}], frame, at={"y": -50}, colour="ink-2", **_beside(middle, frame))
    )
    for place, dot in zip(ordered, stacked, strict=True):
        if place.us:
            layers += _us(place, dot, middle, frame, unit, colour)
    return layers


def _line(
    ordered: Sequence[PlaceValue], stacked: list[dict[str, float]], middle: float, frame: Frame, unit: str
) -> list[tuple[float, float]]:
    """From where to where the line of the median runs: it makes way for our label where it would cross it."""
    scale = frame.plot_width / (frame.x[1] - frame.x[0])
    for place, dot in zip(ordered, stacked, strict=True):
        width = len(f"{place.name} {_figure(place.value, unit)}") * LETTER
        ahead = (middle - dot["x"]) * scale
        left = _away_from_median(dot["x"], middle, width, frame)["align"] == "right"
        if place.us and (-width <= ahead <= CLEAR if left else -CLEAR <= ahead <= width):
            return [(TOP_OF_LINE, ABOVE_US), (BELOW_US, frame.plot_height)]
    return [(TOP_OF_LINE, frame.plot_height)]


def _us(place: PlaceValue, dot: dict[str, float], middle: float, frame: Frame, unit: str, colour: str) -> list[Spec]:
    at = [{"x": dot["x"], "y": dot["y"]}]
    words = f"{place.name} {_figure(place.value, unit)}"
    side = _away_from_median(dot["x"], middle, len(words) * LETTER, frame)
    halo: dict[str, Any] = {"stroke": "surface", "strokeWidth": 5, "strokeJoin": "round", "colour": "surface"}
    label = [{"x": dot["x"], "text": words}]
    return [
        marks("rule", at, frame, at={"y2": -18}, colour=colour, strokeWidth=1.5),
        marks("point", at, frame, filled=True, size=95, fill=colour, stroke="surface", strokeWidth=1.5, opacity=1),
        marks("text", label, frame, at={"y": -26}, fontWeight=BOLD, **side, **halo),
        marks("text", label, frame, at={"y": -26}, fontWeight=BOLD, colour=colour, **side),
    ]


def _away_from_median(x: float, middle: float, width: float, frame: Frame) -> dict[str, Any]:
    """Our own label lies on the far side of the median where there is room for it."""
    left_of_us = (x - frame.x[0]) / (frame.x[1] - frame.x[0]) * frame.plot_width
    if (x <= middle or left_of_us + width > frame.plot_width) and left_of_us + frame.left >= width:
        return {"align": "right", "dx": 4}
    return {"align": "left", "dx": -4}


def _beside(x: float, frame: Frame) -> dict[str, Any]:
    """Which side of a line its label takes, so that it never leaves the drawing."""
    low, high = frame.x
    return {"align": "left", "dx": 8} if (x - low) / (high - low) < 0.55 else {"align": "right", "dx": -8}
