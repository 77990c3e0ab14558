"""What a score is made of: one bar a place, from 0, in as many parts as there are domains."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.paint import hue
from visioon.kernel.charts.svg import LETTER, Canvas, clipped
from visioon.kernel.look.figures import number_words

WIDE_WIDTH, PHONE_WIDTH = 640, 340
WIDE_LEFT, PHONE_LEFT, RIGHT, GAP = 160, 104, 44, 10
ROW, BAR, KEY_LINE, KEY_MARK, SAMPLE_FOOT = 28, 16, 22, 12, 26
LEAST_LABELLED = 26


@dataclass(frozen=True)
class Part:
    """A domain that a score is made of: its code gives the hue."""

    code: str
    name: str


@dataclass(frozen=True)
class Stack:
    """One place: points by part in the order of the parts, None where there is no score."""

    name: str
    points: Sequence[float | None]
    us: bool = False

    @property
    def total(self) -> float:
        return sum(one or 0.0 for one in self.points)


def stacked_bars(
    parts: Sequence[Part], stacks: Sequence[Stack], *, sample: bool = False, caption: Caption | None = None
) -> Chart:
    """Bars in the order given. Raises ValueError without a place, or for points that are below 0 or not one a part."""
    for stack in stacks:
        if len(stack.points) != len(parts) or any((one or 0) < 0 for one in stack.points):
            raise ValueError(f"one number of points a part, none below 0, was expected for {stack.name}")
    if not stacks or not parts:
        raise ValueError("at least one place and one part were expected")
    us = next((row for row, stack in enumerate(stacks) if stack.us), None)
    return finish(
        _drawing(parts, stacks, WIDE_WIDTH, WIDE_LEFT, sample),
        _drawing(parts, stacks, PHONE_WIDTH, PHONE_LEFT, sample),
        alt=_spoken(parts, stacks[us or 0]),
        header=(gettext("Place"), *(part.name for part in parts), gettext("Together")),
        rows=[(one.name, *(number_words(p, 1) for p in one.points), number_words(one.total, 1)) for one in stacks],
        us=us,
        sample=sample,
        caption=caption,
    )


def _spoken(parts: Sequence[Part], stack: Stack) -> str:
    said = [f"{part.name} {number_words(points, 1)}" for part, points in zip(parts, stack.points, strict=True)]
    return f"{stack.name}: {number_words(stack.total, 1)} = {' + '.join(said)}"


def _drawing(parts: Sequence[Part], stacks: Sequence[Stack], width: float, left: float, sample: bool) -> Element:
    lines = _key_lines(parts, width)
    top = len(lines) * KEY_LINE + 8
    canvas = Canvas(width, top + ROW * len(stacks) + (SAMPLE_FOOT if sample else 4))
    for line, own in enumerate(lines):
        for part, x in own:
            canvas.rect(x, line * KEY_LINE + 4, KEY_MARK, KEY_MARK, hue(part.code), rx=2)
            canvas.text(x + KEY_MARK + 6, line * KEY_LINE + 15, part.name, fill="ink-2")
    scale = (width - left - RIGHT) / max(stack.total for stack in stacks or [Stack("", [1.0])]) or 1.0
    for row, stack in enumerate(stacks):
        _bar(canvas, parts, stack, top + row * ROW, left, scale)
    return canvas.root


def _key_lines(parts: Sequence[Part], width: float) -> list[list[tuple[Part, float]]]:
    """The names of the parts above the bars, broken where a line is full."""
    lines: list[list[tuple[Part, float]]] = [[]]
    x = 0.0
    for part in parts:
        room = KEY_MARK + 6 + len(part.name) * LETTER + 12
        if lines[-1] and x + room > width:
            lines.append([])
            x = 0.0
        lines[-1].append((part, x))
        x += room
    return lines


def _bar(canvas: Canvas, parts: Sequence[Part], stack: Stack, top: float, left: float, scale: float) -> None:
    baseline = top + ROW / 2 + 5
    weight: dict[str, Any] = {"font_weight": 650} if stack.us else {}
    if stack.us:
        canvas.rect(0, top, canvas.width, ROW, "accent-soft")
    canvas.text(left - GAP, baseline, clipped(stack.name, left - GAP), anchor="end", **weight)
    x = left
    for part, points in zip(parts, stack.points, strict=True):
        wide = (points or 0.0) * scale
        if wide > 0:
            canvas.rect(x, top + (ROW - BAR) / 2, max(wide - 1.5, 0.5), BAR, hue(part.code))
        if wide >= LEAST_LABELLED:
            canvas.text(x + wide / 2, baseline, number_words(points, 0), anchor="middle", fill="surface")
        x += wide
    canvas.text(x + GAP - 2, baseline, number_words(stack.total, 0), **weight)
