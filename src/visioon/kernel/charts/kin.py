"""Which measures move together: the correlation of each pair, with a box around the measures of one domain."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.paint import hue
from visioon.kernel.charts.svg import Canvas, clipped
from visioon.kernel.look.figures import number_words

WIDE_WIDTH, PHONE_WIDTH = 900, 340
WIDE_LEFT, PHONE_LEFT, HEAD, MOST_CELL, KEY, SAMPLE_FOOT = 300, 34, 24, 46, 30, 26
NUMBERED_FROM = 34
WORDLESS = 0.05


@dataclass(frozen=True)
class Kin:
    """A measure of the map and the group that its box is drawn by."""

    name: str
    group: str


def correlation_map(
    measures: Sequence[Kin],
    pairs: Sequence[Sequence[float | None]],
    *,
    sample: bool = False,
    caption: Caption | None = None,
) -> Chart:
    """measures: in the order of their groups; pairs: the square of correlations, None where it is not known.

    The wide drawing has numbers below the diagonal and marks above it; the phone has marks alone, its measures by
    number. Raises ValueError unless pairs is a square of the measures.
    """
    if not measures or any(len(row) != len(measures) for row in (pairs, *pairs)):
        raise ValueError("a square of correlations, one row a measure, was expected")
    names = [f"{at + 1}. {one.name}" for at, one in enumerate(measures)]
    strongest = sorted(
        (
            (abs(r), f"{measures[j].name} / {measures[i].name}: {number_words(r, 2)}")
            for i, row in enumerate(pairs)
            for j, r in enumerate(row[:i])
            if r is not None
        ),
        reverse=True,
    )
    return finish(
        _drawing(measures, pairs, (WIDE_WIDTH, WIDE_LEFT), sample),
        _drawing(measures, pairs, (PHONE_WIDTH, PHONE_LEFT), sample),
        alt="; ".join(said for _, said in strongest[:3]) or gettext("No pair of measures has enough places in common."),
        header=(gettext("Indicator"), *(str(at + 1) for at in range(len(measures)))),
        rows=[(name, *(number_words(r, 2) for r in row)) for name, row in zip(names, pairs, strict=True)],
        sample=sample,
        caption=caption,
    )


def _drawing(
    measures: Sequence[Kin], pairs: Sequence[Sequence[float | None]], size: tuple[float, float], sample: bool
) -> Element:
    width, left = size
    cell = min((width - left - 2) / len(measures), MOST_CELL)
    bottom = HEAD + cell * len(measures)
    canvas = Canvas(width, bottom + KEY + (SAMPLE_FOOT if sample else 0))
    for at, one in enumerate(measures):
        middle = (at + 0.5) * cell
        canvas.text(left + middle, HEAD - 8, str(at + 1), anchor="middle", fill="ink-2")
        name = f"{at + 1}. {one.name}" if width > PHONE_WIDTH else str(at + 1)
        canvas.text(left - 10, HEAD + middle + 5, clipped(name, left - 10, 2), anchor="end")
        for other in range(len(measures)):
            if other != at:
                numbered = cell >= NUMBERED_FROM and other < at
                _pair(canvas, pairs[at][other], (left + other * cell, HEAD + at * cell, cell), numbered)
    start = 0
    for group, own in groupby(measures, key=lambda one: one.group):
        count = len(list(own))
        x, y, side = left + start * cell, HEAD + start * cell, count * cell
        canvas.rect(x, y, side, side, stroke=hue(group), stroke_width=2.5)
        start += count
    _key(canvas, left if width > PHONE_WIDTH else 0.0, bottom + 8)
    return canvas.root


def _pair(canvas: Canvas, r: float | None, at: tuple[float, float, float], numbered: bool) -> None:
    """A square as large as the correlation is strong: filled where both rise, hollow where one falls."""
    x, y, cell = at
    canvas.rect(x, y, cell, cell, "surface", stroke="line", stroke_width=0.75)
    if r is None:
        canvas.text(x + cell / 2, y + cell / 2 + 5, "–", anchor="middle", fill="ink-2")
    elif numbered:
        canvas.text(x + cell / 2, y + cell / 2 + 5, number_words(r, 2), anchor="middle")
    elif abs(r) >= WORDLESS:
        _square(canvas, r, x + cell / 2, y + cell / 2, cell)


def _square(canvas: Canvas, r: float, x: float, y: float, cell: float) -> None:
    side = abs(r) * (cell - 4)
    if r > 0:
        canvas.rect(x - side / 2, y - side / 2, side, side, "accent")
    else:
        canvas.rect(x - side / 2, y - side / 2, side, side, "none", stroke="alert", stroke_width=2)


def _key(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y, 14, 14, "accent")
    canvas.text(x + 22, y + 12, gettext("rise together"), fill="ink-2")
    canvas.rect(x + 152, y + 1, 12, 12, "none", stroke="alert", stroke_width=2)
    canvas.text(x + 174, y + 12, gettext("one rises, one falls"), fill="ink-2")
