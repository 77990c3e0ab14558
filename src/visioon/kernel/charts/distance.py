"""How far it is to a target: the way from the baseline, how much of it is gone, and how much should be gone by now."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.paint import hue
from visioon.kernel.charts.svg import Canvas, clipped
from visioon.kernel.look.figures import percent_words

WIDE_WIDTH, PHONE_WIDTH = 640, 340
LEFT, RIGHT, ROW, BAR, SAMPLE_FOOT, TOP = 14, 14, 62, 14, 26, 4
LEAST, MOST = -0.25, 1.0


@dataclass(frozen=True)
class Distance:
    """What is aimed at; the share of the way from baseline (0) to target (1) that is gone, and that was due by now.

    Both may lie below 0 or beyond 1; gone is None where nothing was measured since the baseline. words: the three
    figures with their years.
    """

    name: str
    gone: float | None
    due: float | None
    words: str
    domain: str | None = None


def distance_bars(distances: Sequence[Distance], *, sample: bool = False, caption: Caption | None = None) -> Chart:
    """One bar a target. Raises ValueError without any."""
    if not distances:
        raise ValueError("at least one target was expected")
    return finish(
        _drawing(distances, WIDE_WIDTH, sample),
        _drawing(distances, PHONE_WIDTH, sample),
        alt="; ".join(f"{one.name}: {_gone(one)}" for one in distances),
        header=(gettext("Target"), gettext("Gone"), gettext("Due by now"), gettext("Figures")),
        rows=[(one.name, percent_words(one.gone), percent_words(one.due), one.words) for one in distances],
        sample=sample,
        caption=caption,
    )


def _gone(one: Distance) -> str:
    if one.gone is None:
        return gettext("nothing was measured since the baseline")
    said = gettext("%(gone)s of the way") % {"gone": percent_words(one.gone)}
    if one.gone < 0:
        said = gettext("moved away from the target")
    if one.due is None:
        return said
    return said + ", " + gettext("%(due)s due by now") % {"due": percent_words(one.due)}


def _drawing(distances: Sequence[Distance], width: float, sample: bool) -> Element:
    canvas = Canvas(width, TOP + ROW * len(distances) + (SAMPLE_FOOT if sample else 0))
    least = LEAST if any((one.gone or 0) < 0 for one in distances) else 0.0
    scale = (width - LEFT - RIGHT) / (MOST - least)
    for row, one in enumerate(distances):
        _bar(canvas, one, TOP + row * ROW, (least, scale))
    return canvas.root


def _bar(canvas: Canvas, one: Distance, top: float, frame: tuple[float, float]) -> None:
    least, scale = frame
    zero, end, bar = LEFT - least * scale, LEFT + (MOST - least) * scale, top + 22
    canvas.text(0, top + 14, clipped(one.name, canvas.width), font_weight=650)
    canvas.rect(zero, bar, end - zero, BAR, "sunken", stroke="edge", stroke_width=0.75)
    if one.gone is None:
        canvas.line(zero, bar + BAR / 2, end, bar + BAR / 2, "edge", stroke_width=1.5, stroke_dasharray="2 5")
    else:
        x = LEFT + (min(max(one.gone, least), MOST) - least) * scale
        canvas.rect(min(zero, x), bar, max(abs(x - zero), 1.5), BAR, hue(one.domain))
    if one.due is not None and least <= one.due <= MOST:
        due = LEFT + (one.due - least) * scale
        canvas.line(due, bar - 4, due, bar + BAR + 4, "ink", stroke_width=2.5)
    canvas.line(end, bar - 4, end, bar + BAR + 4, "ink", stroke_width=1.5, stroke_dasharray="3 3")
    canvas.text(0, bar + BAR + 17, clipped(_gone(one), canvas.width), fill="ink-2")
