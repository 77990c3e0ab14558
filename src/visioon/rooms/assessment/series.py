"""One measure over the years: what was measured, and the years without a measurement as gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.paint import hue
from visioon.kernel.charts.vega import BOLD, Frame, Spec, draw, marks
from visioon.kernel.look.figures import number_words, with_unit

WIDE_WIDTH, PHONE_WIDTH, PLOT_HEIGHT = 640, 340, 150
LEFT, RIGHT, TOP, BOTTOM, SAMPLE_FOOT = 52, 84, 16, 34, 26
MOST_LINES = 4
NICE = (1, 2, 2.5, 5, 10)
INSET = 0.02
LABEL_ROOM = 40
GAP: dict[str, Any] = {"colour": "edge", "strokeWidth": 1.5, "strokeDash": [2, 5]}


@dataclass(frozen=True)
class YearValue:
    """A value measured in a year."""

    year: int
    value: float


def year_series(
    points: Sequence[YearValue],
    *,
    unit: str = "",
    decimals: int = 1,
    domain: str | None = None,
    sample: bool = False,
    caption: Caption | None = None,
) -> Chart:
    """Joined where years follow one another, dotted across years without a measurement. Raises ValueError for none."""
    seen = sorted(points, key=lambda point: point.year)
    if not seen:
        raise ValueError("at least one measurement was expected")
    last = with_unit(seen[-1].value, unit, decimals)
    return finish(
        _drawing(seen, unit, decimals, hue(domain), WIDE_WIDTH, sample),
        _drawing(seen, unit, decimals, hue(domain), PHONE_WIDTH, sample),
        alt=gettext("From %(first)s to %(year)s; %(value)s in %(year)s.")
        % {"first": seen[0].year, "year": seen[-1].year, "value": last},
        header=(gettext("Year"), gettext("Measured")),
        rows=[(str(point.year), with_unit(point.value, unit, decimals)) for point in reversed(seen)],
        sample=sample,
        caption=caption,
    )


def _drawing(seen: Sequence[YearValue], unit: str, decimals: int, colour: str, width: float, sample: bool) -> Element:
    foot = BOTTOM + (SAMPLE_FOOT if sample else 0)
    lines = _lines([point.value for point in seen])
    first, last = seen[0].year, max(seen[-1].year, seen[0].year + 1)
    inset = INSET * (last - first)
    span = (lines[0], lines[-1])
    frame = Frame(width, TOP + PLOT_HEIGHT + foot, LEFT, RIGHT, TOP, foot, (first - inset, last + inset), span)
    return draw(
        frame, [*_grid(lines, frame, unit), *_years(seen, frame), *_measured(seen, frame, colour, unit, decimals)]
    )


def _lines(values: Sequence[float]) -> list[float]:
    """Round numbers from below the lowest to above the highest value, zero among them."""
    low, high = min(0.0, *values), max(0.0, *values)
    rough = (high - low or 1.0) / (MOST_LINES - 1)
    power: float = 10.0 ** floor(log10(rough))
    step = next(nice * power for nice in NICE if nice * power >= rough * (1 - 1e-9))
    return [step * at for at in range(floor(low / step), ceil(high / step - 1e-9) + 1)]


def _grid(lines: Sequence[float], frame: Frame, unit: str) -> list[Spec]:
    texts = [{"y": line, "text": number_words(line)} for line in lines]
    texts[-1]["text"] = with_unit(lines[-1], unit if len(unit) == 1 else "")
    across = {"x": 0, "x2": frame.plot_width}
    return [
        marks("rule", [{"y": line} for line in lines], frame, at=across, colour="line", strokeWidth=1),
        marks("rule", [{"y": 0}], frame, at=across, colour="edge", strokeWidth=1),
        marks("text", texts, frame, at={"x": -8}, align="right", colour="ink-2"),
    ]


def _years(seen: Sequence[YearValue], frame: Frame) -> list[Spec]:
    """First, last, and tens between them where there is room."""
    first, last = seen[0].year, seen[-1].year
    room = LABEL_ROOM * (frame.x[1] - frame.x[0]) / frame.plot_width
    between = [year for year in range(first, last) if year % 10 == 0 and year - first > room and last - year > room]
    texts = [{"x": year, "text": str(year)} for year in sorted({first, *between, last})]
    return [marks("text", texts, frame, at={"y": frame.plot_height + 20}, colour="ink-2")]


def _measured(seen: Sequence[YearValue], frame: Frame, colour: str, unit: str, decimals: int) -> list[Spec]:
    lines = [(other.year - one.year, _line(one, other)) for one, other in pairwise(seen)]
    joined = [line for years, line in lines if years == 1]
    gaps = [line for years, line in lines if years > 1]
    points = [{"x": point.year, "y": point.value} for point in seen]
    last = seen[-1]
    label = [{"x": last.year, "y": last.value, "text": with_unit(last.value, unit, decimals)}]
    layers = [marks("rule", gaps, frame, strokeCap="round", **GAP)] if gaps else []
    if joined:
        layers.append(marks("rule", joined, frame, colour=colour, strokeWidth=2.5, strokeCap="round"))
    return [
        *layers,
        marks("point", points, frame, filled=True, size=55, colour=colour, opacity=1),
        marks("text", label, frame, dx=10, align="left", colour="ink", fontWeight=BOLD),
    ]


def _line(one: YearValue, other: YearValue) -> dict[str, float]:
    return {"x": one.year, "y": one.value, "x2": other.year, "y2": other.value}
