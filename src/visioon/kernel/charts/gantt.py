"""Projects in time: as planned, as they run, milestones as marks, today as a line; the state as shape and word."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.svg import Canvas
from visioon.kernel.look.dates import day_words

WIDE_WIDTH, PHONE_WIDTH = 900, 340
TOP, ROW, FOOT, SAMPLE_FOOT = 44, 74, 6, 26
NAME_UP, STATE_UP = 18, 18
PLANNED_DOWN, PLANNED_HEIGHT = 30, 12
ACTUAL_DOWN, ACTUAL_HEIGHT = 46, 8
DIAMOND, EDGE, LETTER, SHAPE_ROOM = 7.0, 8, 8.2, 18
LEAST_LABEL_ROOM = 44
MONTHS = 12
SHAPES = {"ok": "ok", "risk": "alert", "off": "ink", "idle": "ink-2"}
Span = tuple[date, date]


@dataclass(frozen=True)
class Mark:
    """A milestone on its day, which is the day it was reached where it was."""

    day: date
    reached: bool


@dataclass(frozen=True)
class Bar:
    """A project. shape: ok, risk, off or idle, with the word that says the same. began and ended: as it came."""

    name: str
    shape: str
    word: str
    planned: Span | None = None
    began: date | None = None
    ended: date | None = None
    marks: Sequence[Mark] = field(default_factory=tuple)

    @property
    def days(self) -> list[date]:
        dates = [*(self.planned or ()), self.began, self.ended, *(mark.day for mark in self.marks)]
        return [day for day in dates if day is not None]


def gantt(bars: Sequence[Bar], *, today: date, sample: bool = False, caption: Caption | None = None) -> Chart:
    """A row a project in the order given. Raises ValueError without a project that has a date."""
    if not any(bar.days for bar in bars):
        raise ValueError("a project with a date was expected")
    return finish(
        _drawing(bars, today, WIDE_WIDTH, sample),
        _drawing(bars, today, PHONE_WIDTH, sample),
        alt="; ".join(f"{bar.name}: {bar.word}" for bar in bars),
        header=(
            gettext("Project"),
            gettext("Planned"),
            gettext("As it runs"),
            gettext("Milestones reached"),
            gettext("State"),
        ),
        rows=[_row(bar) for bar in bars],
        sample=sample,
        caption=caption,
    )


def _row(bar: Bar) -> tuple[str, ...]:
    planned = _words(*bar.planned) if bar.planned else "–"
    reached = sum(mark.reached for mark in bar.marks)
    return bar.name, planned, _words(bar.began, bar.ended), f"{reached} / {len(bar.marks)}", bar.word


def _words(start: date | None, end: date | None) -> str:
    if start is None:
        return "–"
    return f"{day_words(start)} – {day_words(end)}" if end else gettext("from %(date)s") % {"date": day_words(start)}


@dataclass(frozen=True)
class _Time:
    """Days on the width of a drawing."""

    first: date
    last: date
    width: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return EDGE + share * (self.width - 2 * EDGE)


def _drawing(bars: Sequence[Bar], today: date, width: float, sample: bool) -> Element:
    days = [day for bar in bars for day in bar.days] + [today]
    time = _Time(min(days).replace(day=1), max(days), width)
    height = TOP + ROW * len(bars) + FOOT
    canvas = Canvas(width, height + (SAMPLE_FOOT if sample else 0))
    _quarters(canvas, time, height)
    _today(canvas, time, today, height)
    for number, bar in enumerate(bars):
        _bar(canvas, bar, time, TOP + ROW * number, today)
    return canvas.root


def _quarters(canvas: Canvas, time: _Time, height: float) -> None:
    """A line at each quarter; a year is named where it begins, and where the picture begins, if there is room."""
    labels = [(time.x(time.first), str(time.first.year))]
    day = time.first
    while day <= time.last:
        if day.month in {1, 4, 7, 10}:
            canvas.line(time.x(day), TOP - 6, time.x(day), height, "line", stroke_width=1)
        if day.month == 1 and day != time.first:
            labels.append((time.x(day), str(day.year)))
        day = date(day.year + day.month // MONTHS, day.month % MONTHS + 1, 1)
    for (x, words), following in zip(labels, [*(x for x, _ in labels[1:]), time.width], strict=True):
        if following - x >= LEAST_LABEL_ROOM:
            canvas.text(x, TOP - 12, words, fill="ink-2")


def _bar(canvas: Canvas, bar: Bar, time: _Time, top: float, today: date) -> None:
    room = time.width - len(bar.word) * LETTER - SHAPE_ROOM - 3 * EDGE
    halo: dict[str, Any] = {"stroke": "surface", "stroke_width": 4, "paint_order": "stroke"}
    canvas.text(EDGE, top + NAME_UP, _clipped(bar.name, room), font_weight=650, stroke_linejoin="round", **halo)
    _state(canvas, bar, time.width - EDGE, top + STATE_UP)
    if bar.planned:
        left, right = (time.x(day) for day in bar.planned)
        box = {"stroke": "edge", "stroke_width": 1.5, "rx": 3}
        canvas.rect(left, top + PLANNED_DOWN, max(right - left, 4), PLANNED_HEIGHT, "surface", **box)
    if bar.began:
        left, right = time.x(bar.began), time.x(bar.ended or max(today, bar.began))
        canvas.rect(left, top + ACTUAL_DOWN, max(right - left, 4), ACTUAL_HEIGHT, "accent", rx=2)
    for mark in bar.marks:
        _diamond(canvas, time.x(mark.day), top + PLANNED_DOWN + PLANNED_HEIGHT / 2, reached=mark.reached)


def _clipped(words: str, room: float) -> str:
    most = max(int(room / LETTER), 8)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _state(canvas: Canvas, bar: Bar, right: float, baseline: float) -> None:
    """Shape and word near the end of the row; the word begins beside its shape, so that no width need be known."""
    colour, start = SHAPES[bar.shape], right - len(bar.word) * LETTER
    canvas.text(start, baseline, bar.word, fill=colour, font_weight=650)
    x, y = start - SHAPE_ROOM / 2 - 2, baseline - 4.5
    if bar.shape == "ok":
        canvas.circle(x, y, 5, colour)
    elif bar.shape == "risk":
        canvas.path(f"M{x:.1f} {y - 5.5:.1f}l5.5 10.5h-11z", fill=colour)
    elif bar.shape == "off":
        canvas.rect(x - 5, y - 5, 10, 10, colour)
    else:
        canvas.circle(x, y, 4.2, "surface", stroke=colour, stroke_width=1.8)


def _diamond(canvas: Canvas, x: float, y: float, *, reached: bool) -> None:
    d = f"M{x:.1f} {y - DIAMOND:.1f}l{DIAMOND} {DIAMOND}l-{DIAMOND} {DIAMOND}l-{DIAMOND} -{DIAMOND}z"
    canvas.path(d, fill="ink" if reached else "surface", stroke="ink", stroke_width=1.6)


def _today(canvas: Canvas, time: _Time, today: date, height: float) -> None:
    x, words = time.x(today), gettext("today")
    canvas.line(x, TOP - 8, x, height, "ink", stroke_width=1.5, stroke_dasharray="5 4")
    half = len(words) * LETTER / 2
    at = min(max(x, half), time.width - half)
    canvas.text(at, 14, words, anchor="middle", font_weight=650)
