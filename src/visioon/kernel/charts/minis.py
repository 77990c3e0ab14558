"""Baseline of the city: one small picture an indicator, with the middle half of the places, their median, and us."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.svg import Canvas
from visioon.kernel.look.figures import number_words

WIDTH, HEIGHT, MARGIN, MIDDLE = 160, 22, 6, 11


@dataclass(frozen=True)
class Baseline:
    """One indicator over all places, in its own unit: lowest, quartiles, highest, and our value or None."""

    name: str
    low: float
    quarter: float
    median: float
    three_quarters: float
    high: float
    us: float | None


def minis(baselines: Sequence[Baseline]) -> list[Chart]:
    """One picture a baseline, hidden from readers: the row it stands in has the numbers. Raises ValueError where the
    five numbers are out of order."""
    return [_mini(baseline) for baseline in baselines]


def _mini(baseline: Baseline) -> Chart:
    five = (baseline.low, baseline.quarter, baseline.median, baseline.three_quarters, baseline.high)
    if list(five) != sorted(five):
        raise ValueError(f"five numbers in order were expected for {baseline.name}, got {five}")
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.line(MARGIN, MIDDLE, WIDTH - MARGIN, MIDDLE, "edge")
    left, right = _x(baseline, baseline.quarter), _x(baseline, baseline.three_quarters)
    canvas.rect(left, 7, max(right - left, 1), 8, fill="line")
    middle = _x(baseline, baseline.median)
    canvas.line(middle, 4, middle, 18, "ink", stroke_width=1.5)
    if baseline.us is not None:
        canvas.circle(_x(baseline, baseline.us), MIDDLE, 5, "accent", stroke="surface", stroke_width=1.5)
    header = (gettext("Measure"), gettext("Us"), gettext("Median"))
    row = (baseline.name, number_words(baseline.us), number_words(baseline.median))
    return finish(canvas.root, None, alt="", header=header, rows=[row])


def _x(baseline: Baseline, value: float) -> float:
    """Places lie on a straight scale from the lowest to the highest; where all are equal, in the middle."""
    span = baseline.high - baseline.low
    share = 0.5 if span == 0 else min(max((value - baseline.low) / span, 0), 1)
    return MARGIN + share * (WIDTH - 2 * MARGIN)
