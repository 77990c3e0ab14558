"""What began when: years from left to right, a lane for each group, a column as high as its count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.paint import hue
from visioon.kernel.charts.svg import Canvas
from visioon.kernel.look.figures import number_words

WIDE_WIDTH, PHONE_WIDTH = 900, 340
TOP, LANE, FOOT, SAMPLE_FOOT = 12, 74, 26, 26
NAME, COLUMN_TOP = 18, 26
EDGE, LETTER, LABEL_ROOM = 6, 8.2, 46
MOST_WIDTH = 18.0


@dataclass(frozen=True)
class Lane:
    """A group with its counts by year; code: a domain, for its hue."""

    name: str
    code: str
    counts: Mapping[int, int]


def lanes(
    groups: Sequence[Lane],
    *,
    years: Sequence[int],
    words: Mapping[int, str],
    head: str,
    sample: bool = False,
    caption: Caption | None = None,
) -> Chart:
    """Columns over the years given, which follow one another; words: what a year is called where not by its number.

    Raises ValueError without a year or a group.
    """
    if not groups or not years:
        raise ValueError("a group and a year were expected")
    told = [year for year in years if any(group.counts.get(year) for group in groups)]
    rows = [
        (words.get(year, str(year)), *(number_words(group.counts.get(year, 0), 0) for group in groups)) for year in told
    ]
    return finish(
        _drawing(groups, years, words, WIDE_WIDTH, sample),
        _drawing(groups, years, words, PHONE_WIDTH, sample),
        alt="; ".join(f"{group.name}: {number_words(sum(group.counts.values()), 0)}" for group in groups),
        header=(head, *(group.name for group in groups)),
        rows=rows,
        sample=sample,
        caption=caption,
    )


def _drawing(
    groups: Sequence[Lane], years: Sequence[int], words: Mapping[int, str], width: float, sample: bool
) -> Element:
    height = TOP + LANE * len(groups) + FOOT
    canvas = Canvas(width, height + (SAMPLE_FOOT if sample else 0))
    step = (width - 2 * EDGE) / len(years)
    most = max([1, *(count for group in groups for count in group.counts.values())])
    _axis(canvas, years, words, step, height)
    for place, group in enumerate(groups):
        _lane(canvas, group, years, step, most, TOP + LANE * place, width)
    return canvas.root


def _axis(canvas: Canvas, years: Sequence[int], words: Mapping[int, str], step: float, height: float) -> None:
    """A line and a name at every fifth or tenth year, as there is room; a year with a name of its own always."""
    every = 5 if step * 5 >= LABEL_ROOM else 10
    free = 0.0
    for place, year in enumerate(years):
        x = EDGE + step * place
        own = words.get(year)
        if own is None and year % every:
            continue
        canvas.line(x, TOP, x, height - FOOT, "line", stroke_width=1)
        if x >= free:
            canvas.text(x, height - 8, own or str(year), fill="ink-2")
            free = x + len(own or str(year)) * LETTER


def _lane(canvas: Canvas, group: Lane, years: Sequence[int], step: float, most: int, top: float, width: float) -> None:
    foot, colour = top + LANE - 4, hue(group.code)
    canvas.line(EDGE, foot, width - EDGE, foot, "edge", stroke_width=1)
    halo: dict[str, Any] = {"stroke": "surface", "stroke_width": 4, "paint_order": "stroke"}
    thick = min(MOST_WIDTH, step * 0.72)
    for place, year in enumerate(years):
        count = group.counts.get(year, 0)
        if not count:
            continue
        tall = (LANE - COLUMN_TOP - 10) * count / most
        x = EDGE + step * place + (step - thick) / 2
        canvas.rect(x, foot - tall, thick, tall, colour, rx=1.5)
        if step >= 12:
            canvas.text(x + thick / 2, foot - tall - 4, number_words(count, 0), anchor="middle", fill="ink-2")
    total = number_words(sum(group.counts.values()), 0)
    canvas.text(EDGE, top + NAME, f"{group.name} {total}", fill=colour, font_weight=650, **halo)
