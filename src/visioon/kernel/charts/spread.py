"""How several people rate one thing: a dot a person on each scale, stacked, with the middle of each marked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.svg import Canvas
from visioon.kernel.look.figures import number_words

WIDE_WIDTH, PHONE_WIDTH = 640, 340
EDGE = 14
DOT, STEP, LEAST_STACK = 5.0, 12.0, 3
TOP_OF_SCALE, UNDER_SCALE, SAMPLE_FOOT = 34, 40, 26
MARK = 6


@dataclass(frozen=True)
class Scale:
    """What is rated, the names of its steps, the step (from 0) that each person chose, and the middle in words."""

    name: str
    steps: Sequence[str]
    chosen: Sequence[int]
    middle: float
    said: str


def rating_spread(
    scales: Sequence[Scale], *, header: Sequence[str], sample: bool = False, caption: Caption | None = None
) -> Chart:
    """The table counts each step. Raises ValueError where nobody has rated or a choice lies outside its scale."""
    if not scales or any(not one.chosen or not set(one.chosen) <= set(range(len(one.steps))) for one in scales):
        raise ValueError("at least one rating, within the steps of its scale, was expected")
    rows = [
        (f"{one.name}: {step}", number_words(one.chosen.count(place)))
        for one in scales
        for place, step in enumerate(one.steps)
    ]
    return finish(
        _drawing(scales, WIDE_WIDTH, sample),
        _drawing(scales, PHONE_WIDTH, sample),
        alt="; ".join(f"{one.name}: {one.said}" for one in scales),
        header=header,
        rows=rows,
        sample=sample,
        caption=caption,
    )


def _drawing(scales: Sequence[Scale], width: float, sample: bool) -> Element:
    stacks = [max(LEAST_STACK, *Counter(one.chosen).values()) for one in scales]
    heights = [TOP_OF_SCALE + stack * STEP + UNDER_SCALE for stack in stacks]
    canvas = Canvas(width, sum(heights) + (SAMPLE_FOOT if sample else 0))
    top = 0.0
    for one, height in zip(scales, heights, strict=True):
        _draw_scale(canvas, one, top, height)
        top += height
    return canvas.root


def _draw_scale(canvas: Canvas, one: Scale, top: float, height: float) -> None:
    base = top + height - UNDER_SCALE
    left, right = EDGE + 20, canvas.width - EDGE - 20
    step = (right - left) / (len(one.steps) - 1)
    canvas.text(EDGE, top + 18, f"{one.name}: {one.said}", font_weight=650)
    canvas.line(left - 12, base, right + 12, base, "edge", stroke_width=1)
    for place, name in enumerate(one.steps):
        canvas.text(left + place * step, base + 20, name, anchor="middle", fill="ink-2")
    for place, count in sorted(Counter(one.chosen).items()):
        for level in range(count):
            canvas.circle(left + place * step, base - (level + 0.5) * STEP, DOT, "accent")
    middle = left + one.middle * step
    canvas.path(
        f"M{middle - MARK} {base + MARK + 1}L{middle} {base + 1}L{middle + MARK} {base + MARK + 1}Z", fill="ink"
    )
