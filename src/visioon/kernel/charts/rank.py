"""Ranks with their intervals: a dot at the published rank, a bar from the 5th to the 95th percentile."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.vega import BOLD, Frame, draw, marks
from visioon.kernel.look.figures import place_words

ROW, TOP, BOTTOM, SAMPLE_FOOT = 28, 30, 6, 26
WIDE_WIDTH, PHONE_WIDTH = 640, 340
WIDE_LEFT, PHONE_LEFT, RIGHT = 150, 96, 106
GAP, FIGURE_COLUMN = 14, 34


@dataclass(frozen=True)
class RankInterval:
    """One unit: its published rank and the interval of its rank, all 1 = best."""

    name: str
    rank: int
    low: float
    high: float
    us: bool = False


def rank_intervals(
    units: Sequence[RankInterval], places: int, *, sample: bool = False, caption: Caption | None = None, alt: str = ""
) -> Chart:
    """Chart of `units` in the order given, on a scale of 1 to `places`. Raises ValueError for a rank outside it."""
    for unit in units:
        if not 1 <= unit.low <= unit.high <= places or not 1 <= unit.rank <= places:
            raise ValueError(f"a rank and an interval within 1..{places} were expected for {unit.name}")
    return finish(
        _drawing(units, places, WIDE_WIDTH, WIDE_LEFT, sample),
        _drawing(units, places, PHONE_WIDTH, PHONE_LEFT, sample),
        alt=alt or _spoken(units, places),
        header=(gettext("Place"), gettext("Rank"), gettext("Interval")),
        rows=[(unit.name, str(unit.rank), _interval(unit)) for unit in units],
        us=next((row for row, unit in enumerate(units) if unit.us), None),
        sample=sample,
        caption=caption,
    )


def _spoken(units: Sequence[RankInterval], places: int) -> str:
    unit = next((unit for unit in units if unit.us), units[0])
    return gettext("%(name)s: rank %(rank)s of %(places)s, interval %(low)s to %(high)s") % {
        "name": unit.name,
        "rank": unit.rank,
        "places": places,
        "low": round(unit.low),
        "high": round(unit.high),
    }


def _interval(unit: RankInterval) -> str:
    return f"{round(unit.low)}–{round(unit.high)}"


def _drawing(units: Sequence[RankInterval], places: int, width: float, left: float, sample: bool) -> Element:
    foot = BOTTOM + (SAMPLE_FOOT if sample else 0)
    height = TOP + ROW * len(units) + foot
    frame = Frame(width, height, left, RIGHT, TOP, foot, (1, max(places, 2)), (0, len(units)), y_down=True)
    ticks = [{"x": tick, "y": 0, "y2": len(units), "text": place_words(tick)} for tick in _ticks(places)]
    layers = [marks("rule", ticks, frame, colour="line", strokeWidth=1)]
    layers += _band(units, frame)
    layers.append(marks("text", _without_height(ticks), frame, at={"y": -14}, colour="ink-2"))
    layers += _rows(units, frame)
    return draw(frame, layers)


def _without_height(ticks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"x": tick["x"], "text": tick["text"]} for tick in ticks]


def _ticks(places: int) -> list[int]:
    return sorted({1, *(max(1, round(places * quarter / 4)) for quarter in range(1, 5))})


def _band(units: Sequence[RankInterval], frame: Frame) -> list[dict[str, Any]]:
    rows = [{"y": row, "y2": row + 1} for row, unit in enumerate(units) if unit.us]
    edges = {"x": -frame.left, "x2": frame.plot_width + frame.right}
    return [marks("rect", rows, frame, at=edges, colour="accent-soft")] if rows else []


def _rows(units: Sequence[RankInterval], frame: Frame) -> list[dict[str, Any]]:
    layers: list[dict[str, Any]] = []
    for row, unit in enumerate(units):
        y = row + 0.5
        weight: dict[str, Any] = {"fontWeight": BOLD} if unit.us else {}
        bar, dot = ("accent", "accent") if unit.us else ("muted", "ink")
        interval = [{"x": unit.low, "x2": unit.high, "y": y}]
        column = frame.plot_width + GAP
        layers += [
            marks("rule", interval, frame, colour=bar, strokeWidth=7, strokeCap="round"),
            marks("point", [{"x": unit.rank, "y": y}], frame, filled=True, size=110, fill=dot, stroke="surface",
                  strokeWidth=2, opacity=1),
            marks("text", [{"y": y, "text": unit.name}], frame, at={"x": -GAP}, align="right", colour="ink", **weight),
            marks("text", [{"y": y, "text": place_words(unit.rank)}], frame, at={"x": column}, align="left",
                  colour="ink", **weight),
            marks("text", [{"y": y, "text": f"({_interval(unit)})"}], frame, at={"x": column + FIGURE_COLUMN},
                  align="left", colour="ink-2", **weight),
        ]  # fmt: skip
    return layers
