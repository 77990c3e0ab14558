"""Which choice of the calculation moves the places most: its own share, and its share together with the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.svg import Canvas
from visioon.kernel.look.figures import percent_words

WIDE_WIDTH, PHONE_WIDTH = 640, 340
ROW, BAR, LEFT, RIGHT, KEY, SAMPLE_FOOT = 50, 14, 1, 1, 26, 26


@dataclass(frozen=True)
class Influence:
    """A choice: own is its first-order share of what moves the places, whole that with its interactions, 0 to 1."""

    name: str
    own: float
    whole: float


def influence_bars(found: Sequence[Influence], *, sample: bool = False, caption: Caption | None = None) -> Chart:
    """Bars from 0 to 1 in the order given. Raises ValueError without any."""
    if not found:
        raise ValueError("at least one choice was expected")
    return finish(
        _drawing(found, WIDE_WIDTH, sample),
        _drawing(found, PHONE_WIDTH, sample),
        alt="; ".join(f"{one.name}: {_figures(one)}" for one in found),
        header=(gettext("Choice"), gettext("Alone"), gettext("With interactions")),
        rows=[(one.name, percent_words(one.own), percent_words(one.whole)) for one in found],
        sample=sample,
        caption=caption,
    )


def _figures(one: Influence) -> str:
    return gettext("%(own)s alone, %(whole)s with interactions") % {
        "own": percent_words(one.own),
        "whole": percent_words(one.whole),
    }


def _drawing(found: Sequence[Influence], width: float, sample: bool) -> Element:
    canvas = Canvas(width, ROW * len(found) + KEY + (SAMPLE_FOOT if sample else 0))
    scale = width - LEFT - RIGHT
    for row, one in enumerate(found):
        top = row * ROW
        own, whole = (LEFT + min(max(share, 0.0), 1.0) * scale for share in (one.own, max(one.own, one.whole)))
        canvas.text(0, top + 14, one.name, font_weight=650)
        canvas.text(width, top + 14, _short(one), anchor="end", fill="ink-2")
        canvas.rect(LEFT, top + 22, scale, BAR, "sunken")
        canvas.rect(LEFT, top + 22, max(whole - LEFT, 1.5), BAR, "accent-soft", stroke="accent", stroke_width=1.5)
        canvas.rect(LEFT, top + 22, max(own - LEFT, 1.5), BAR, "accent")
    key = len(found) * ROW
    canvas.rect(0, key + 6, 16, 12, "accent")
    canvas.text(22, key + 16, gettext("alone"), fill="ink-2")
    canvas.rect(111, key + 6, 16, 12, "accent-soft", stroke="accent", stroke_width=1.5)
    canvas.text(134, key + 16, gettext("with interactions"), fill="ink-2")
    return canvas.root


def _short(one: Influence) -> str:
    return f"{percent_words(one.own)} · {percent_words(one.whole)}"
