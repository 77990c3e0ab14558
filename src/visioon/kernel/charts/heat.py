"""Where places stand in many measures at once: shade, shape and word say the same, so that no colour is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext, gettext_lazy

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.paint import hue
from visioon.kernel.charts.svg import Canvas, clipped

WIDE_WIDTH, PHONE_WIDTH = 900, 340
WIDE_LEFT, PHONE_LEFT = 290, 140
PHONE_COLUMNS = 5
ROW, HEAD, PHONE_HEAD, GAP, SAMPLE_FOOT, KEY_LINE = 30, 96, 92, 10, 26, 26
MARK, CELL_EDGE, HUE_BAR = 5.5, 2, 4
MISSING, LEVELS = 0, 5

WORDS = MappingProxyType(
    {
        5: gettext_lazy("best fifth"),
        4: gettext_lazy("second fifth"),
        3: gettext_lazy("middle fifth"),
        2: gettext_lazy("fourth fifth"),
        1: gettext_lazy("weakest fifth"),
        MISSING: gettext_lazy("not measured"),
    }
)
SHADES = MappingProxyType({5: 0.9, 4: 0.5, 3: 0.26, 2: 0.12, 1: 0.03})


@dataclass(frozen=True)
class HeatRow:
    """A measure: the level of each place from 1 (weakest fifth) to 5 (best), 0 where it was not measured."""

    name: str
    levels: Sequence[int]
    domain: str | None = None


def heat_map(
    places: Sequence[str],
    rows: Sequence[HeatRow],
    *,
    us: int | None = 0,
    sample: bool = False,
    caption: Caption | None = None,
) -> Chart:
    """A row a measure, a column a place; on a phone the first five places. us: the column of our own city.

    Raises ValueError for a row of another length, a level outside 0..5, or without rows or places.
    """
    if not places or not rows:
        raise ValueError("at least one place and one measure were expected")
    for row in rows:
        if len(row.levels) != len(places) or not set(row.levels) <= set(WORDS):
            raise ValueError(f"one level of 0 to {LEVELS} a place was expected for {row.name}")
    column = us or 0
    return finish(
        _drawing(places, rows, us, (WIDE_WIDTH, WIDE_LEFT, HEAD), sample),
        _drawing(places[:PHONE_COLUMNS], rows, us, (PHONE_WIDTH, PHONE_LEFT, PHONE_HEAD), sample),
        alt="; ".join(f"{row.name}: {WORDS[row.levels[column]]}" for row in rows),
        header=(gettext("Indicator"), *places),
        rows=[(row.name, *(str(WORDS[level]) for level in row.levels)) for row in rows],
        sample=sample,
        caption=caption,
    )


def _drawing(
    places: Sequence[str], rows: Sequence[HeatRow], us: int | None, size: tuple[float, float, float], sample: bool
) -> Element:
    width, left, head = size
    keys = _keys(width)
    foot = KEY_LINE * len(keys) + (SAMPLE_FOOT if sample else 0)
    canvas = Canvas(width, head + ROW * len(rows) + 8 + foot)
    cell = (width - left - 24) / len(places)
    for column, place in enumerate(places):
        x, y = left + (column + 0.5) * cell, head - 8
        weight: dict[str, Any] = {"font_weight": 650} if column == us else {}
        canvas.text(x, y, clipped(place, 116), transform=f"rotate(-40 {x:.1f} {y:.1f})", **weight)
    for line, row in enumerate(rows):
        _row(canvas, row, (left, head + line * ROW, cell), len(places), us)
    for line, keyed in enumerate(keys):
        for level, x in keyed:
            y = head + len(rows) * ROW + 14 + line * KEY_LINE
            _cell(canvas, level, (x, y - 9), (22, 18))
            canvas.text(x + 30, y + 5, str(WORDS[level]), fill="ink-2")
    return canvas.root


def _keys(width: float) -> list[list[tuple[int, float]]]:
    """The levels as a key under the map: in one line where there is room, else in three."""
    order = [5, 4, 3, 2, 1, MISSING]
    per_line = 6 if width > PHONE_WIDTH else 2
    step = width / per_line
    return [
        [(level, at * step) for at, level in enumerate(order[start : start + per_line])]
        for start in range(0, len(order), per_line)
    ]


def _row(canvas: Canvas, row: HeatRow, at: tuple[float, float, float], columns: int, us: int | None) -> None:
    left, top, cell = at
    if row.domain:
        canvas.rect(0, top + 3, HUE_BAR, ROW - 6, hue(row.domain), rx=2)
    canvas.text(HUE_BAR + 6, top + ROW / 2 + 5, clipped(row.name, left - HUE_BAR - 6 - GAP))
    for column, level in enumerate(row.levels[:columns]):
        box = (left + column * cell + CELL_EDGE, top + CELL_EDGE)
        _cell(canvas, level, box, (cell - 2 * CELL_EDGE, ROW - 2 * CELL_EDGE), us=column == us)


def _cell(canvas: Canvas, level: int, at: tuple[float, float], size: tuple[float, float], *, us: bool = False) -> None:
    (x, y), (width, height) = at, size
    edge: dict[str, Any] = {"stroke": "ink", "stroke_width": 2} if us else {"stroke": "edge", "stroke_width": 0.75}
    if level == MISSING:
        canvas.rect(x, y, width, height, "surface", stroke=edge["stroke"], stroke_width=1, stroke_dasharray="3 3", rx=3)
        return
    canvas.rect(x, y, width, height, "surface", rx=3)
    canvas.rect(x, y, width, height, "accent", fill_opacity=SHADES[level], rx=3, **edge)
    _mark(canvas, level, x + width / 2, y + height / 2)


def _mark(canvas: Canvas, level: int, x: float, y: float) -> None:
    """Upwards above the middle, downwards below it; filled at both ends, a bar in the middle."""
    ink = "surface" if level == LEVELS else "ink"
    if level == 3:
        canvas.rect(x - MARK, y - 1.25, 2 * MARK, 2.5, ink)
        return
    way = -1 if level > 3 else 1
    shape = f"M{x - MARK:.2f} {y - way * MARK * 0.8:.2f}L{x + MARK:.2f} {y - way * MARK * 0.8:.2f}"
    shape += f"L{x:.2f} {y + way * MARK:.2f}Z"
    filled = level in (1, LEVELS)
    canvas.path(shape, fill=ink if filled else "none", stroke=ink, stroke_width=1.6, stroke_linejoin="round")
