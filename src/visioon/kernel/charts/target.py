"""From the baseline to the target: what was measured, the years without measurements, and what was promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.paint import hue
from visioon.kernel.charts.vega import BOLD, Frame, Spec, draw, marks
from visioon.kernel.look.figures import number_words, with_unit

WIDE_WIDTH, PHONE_WIDTH, PLOT_HEIGHT = 640, 340, 160
LEFT, RIGHT, TOP, BOTTOM, SAMPLE_FOOT = 48, 100, 28, 36, 26
GRID = 2
CLOSE_YEARS = 0.14
INSET = 0.07


@dataclass(frozen=True)
class YearValue:
    """A value measured or aimed at in a year."""

    year: int
    value: float


def target_line(
    observations: Sequence[YearValue],
    target: YearValue,
    *,
    now: int,
    unit: str = "",
    domain: str | None = None,
    sample: bool = False,
    caption: Caption | None = None,
    alt: str = "",
) -> Chart:
    """Observations joined where years follow one another, dotted where none were made, dashed from `now` to the target.

    Raises ValueError without an observation or with a target that does not lie after the last one.
    """
    seen = sorted(observations, key=lambda point: point.year)
    if not seen or target.year <= seen[-1].year:
        raise ValueError("an observation, and a target in a later year, were expected")
    start = min(max(now, seen[-1].year), target.year)
    rows = [(str(point.year), _figure(point, unit), "–") for point in seen]
    rows.append((str(target.year), "–", _figure(target, unit)))
    return finish(
        _drawing(seen, target, start, unit, hue(domain), WIDE_WIDTH, sample),
        _drawing(seen, target, start, unit, hue(domain), PHONE_WIDTH, sample),
        alt=alt or _spoken(seen, target, start, unit),
        header=(gettext("Year"), gettext("Measured"), gettext("Target")),
        rows=rows,
        sample=sample,
        caption=caption,
    )


def _figure(point: YearValue, unit: str) -> str:
    return with_unit(point.value, unit)


def _spoken(seen: Sequence[YearValue], target: YearValue, start: int, unit: str) -> str:
    last = seen[-1]
    parts = {
        "value": _figure(last, unit), "year": last.year, "target": _figure(target, unit), "by": target.year
    }  # fmt: skip
    if start - last.year > 1:
        return gettext("%(value)s in %(year)s, target %(target)s in %(by)s. No measurements in between.") % parts
    return gettext("%(value)s in %(year)s, target %(target)s in %(by)s.") % parts


def _drawing(
    seen: Sequence[YearValue], target: YearValue, start: int, unit: str, colour: str, width: float, sample: bool
) -> Element:
    foot = BOTTOM + (SAMPLE_FOOT if sample else 0)
    high = max(point.value for point in [*seen, target])
    low = min(0.0, *(point.value for point in [*seen, target]))
    span = (low, high if high > low else low + 1)
    inset = INSET * (target.year - seen[0].year)
    frame = Frame(width, TOP + PLOT_HEIGHT + foot, LEFT, RIGHT, TOP, foot, (seen[0].year - inset, target.year), span)
    layers = _grid(frame, unit) + _years(seen, target, start, frame)
    layers += _measured(seen, start, frame, colour, unit) + _promised(seen[-1], target, start, frame, unit)
    return draw(frame, layers)


def _grid(frame: Frame, unit: str) -> list[Spec]:
    low, high = frame.y
    lines = [{"y": low + (high - low) * step / GRID} for step in range(GRID + 1)]
    places = None if high - low < 10 else 0
    texts = [{"y": line["y"], "text": number_words(line["y"], places)} for line in lines]
    texts[-1]["text"] = with_unit(high, unit, places)
    return [
        marks("rule", lines, frame, at={"x": 0, "x2": frame.plot_width}, colour="line", strokeWidth=1),
        marks("text", texts, frame, at={"x": -8}, align="right", colour="ink-2"),
    ]


def _years(seen: Sequence[YearValue], target: YearValue, start: int, frame: Frame) -> list[Spec]:
    """First, last measured, now and target; a year too close to the next one is left to the table."""
    room = CLOSE_YEARS * (target.year - seen[0].year) * (WIDE_WIDTH / frame.width) ** 0.5
    kept: list[int] = [target.year]
    for year in (seen[0].year, seen[-1].year, start):
        if all(abs(year - other) > room for other in kept):
            kept.append(year)
    texts = [{"x": year, "text": str(year)} for year in sorted(kept)]
    return [marks("text", texts, frame, at={"y": frame.plot_height + 22}, colour="ink-2")]


def _measured(seen: Sequence[YearValue], start: int, frame: Frame, colour: str, unit: str) -> list[Spec]:
    layers: list[Spec] = []
    for one, other in pairwise(seen):
        line = [{"x": one.year, "y": one.value, "x2": other.year, "y2": other.value}]
        style: dict[str, Any] = {"colour": colour, "strokeWidth": 2.5} if other.year - one.year == 1 else _GAP
        layers.append(marks("rule", line, frame, strokeCap="round", **style))
    last = seen[-1]
    if start - last.year > 1:
        gap = [{"x": last.year, "x2": start, "y": last.value}]
        words = [{"x": (last.year + start) / 2, "y": last.value, "text": gettext("no measurements")}]
        layers.append(marks("rule", gap, frame, strokeCap="round", **_GAP))
        layers.append(marks("text", words, frame, dy=18, colour="ink-2"))
    points = [{"x": point.year, "y": point.value} for point in seen]
    label = [{"x": last.year, "y": last.value, "text": _figure(last, unit)}]
    layers.append(marks("point", points, frame, filled=True, size=120, colour=colour, opacity=1))
    return [*layers, marks("text", label, frame, dy=-20, colour="ink", fontWeight=BOLD)]


def _promised(last: YearValue, target: YearValue, start: int, frame: Frame, unit: str) -> list[Spec]:
    line = [{"x": start, "y": last.value, "x2": target.year, "y2": target.value}]
    end = [{"x": target.year, "y": target.value}]
    words = [{**end[0], "text": gettext("target %(value)s") % {"value": _figure(target, unit)}}]
    return [
        marks("rule", line, frame, colour="ink", strokeWidth=2, strokeDash=[4, 4]),
        marks("point", end, frame, filled=True, size=120, fill="surface", stroke="ink", strokeWidth=2, opacity=1),
        marks("text", words, frame, align="left", dx=13, colour="ink", fontWeight=BOLD),
    ]


_GAP: dict[str, Any] = {"colour": "edge", "strokeWidth": 1.5, "strokeDash": [2, 5]}
