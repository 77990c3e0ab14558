"""What is when: a row a thing, its days as a bar or as marks, today as a line. Loose days have dashed ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.svg import Canvas
from visioon.kernel.look.dates import day_words

WIDE_WIDTH, PHONE_WIDTH = 900, 340
NAMES_ROOM = 290
TOP, FOOT, SAMPLE_FOOT = 40, 8, 26
WIDE_ROW, PHONE_ROW = 32, 48
BAR, DIAMOND, TAIL, EDGE = 12, 6.5, 12, 8
LETTER = 7.6
LEAST_LABEL_ROOM = 40
# What lasts longer than this after the last thing has begun runs out of the picture, else all before it is a sliver.
REACH = timedelta(days=240)
MONTHS, QUARTERS = 12, (1, 4, 7, 10)
PAST, NOW, AHEAD = "past", "now", "ahead"


@dataclass(frozen=True)
class Span:
    """From a day to a day. None before: nobody said since when. None after: it stays open. loose: about then."""

    first: date | None = None
    last: date | None = None
    loose: bool = False


@dataclass(frozen=True)
class Point:
    """Something on one day, in words; reached where it has happened."""

    day: date
    words: str
    reached: bool


@dataclass(frozen=True)
class Line:
    """A row. when and word say what the bar shows. light: of a round that is over."""

    name: str
    when: str = ""
    word: str = ""
    state: str = NOW
    span: Span | None = None
    points: tuple[Point, ...] = ()
    light: bool = False

    @property
    def days(self) -> list[date]:
        ends = [self.span.first, self.span.last] if self.span else []
        return [day for day in ends if day is not None] + [one.day for one in self.points]


@dataclass(frozen=True)
class _Time:
    """Days on a part of the width of a drawing."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


def timeline(lines: Sequence[Line], *, today: date, sample: bool = False, caption: Caption | None = None) -> Chart:
    """The rows in the order given. Raises ValueError where none has a day."""
    if not any(line.days for line in lines):
        raise ValueError("a row with a day was expected")
    return finish(
        _drawing(lines, today, WIDE_WIDTH, sample),
        _drawing(lines, today, PHONE_WIDTH, sample),
        alt="; ".join(_spoken(lines)),
        header=(gettext("What"), gettext("When"), gettext("State")),
        rows=list(_rows(lines)),
        sample=sample,
        caption=caption,
    )


def _spoken(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        yield f"{line.name}: {line.when}" if line.span or line.when else f"{line.name}: {len(line.points)}"


def _rows(lines: Sequence[Line]) -> Iterator[tuple[str, str, str]]:
    """A row that spans days, then each of its marks by its own words."""
    for line in lines:
        if line.span or not line.points:
            yield line.name, line.when, line.word
        for one in sorted(line.points, key=lambda point: point.day):
            word = gettext("has been") if one.reached else gettext("to come")
            yield f"{line.name}: {one.words}", day_words(one.day), word


def _bounds(lines: Sequence[Line], today: date) -> tuple[date, date]:
    starts = [line.span.first for line in lines if line.span and line.span.first]
    begun = [*starts, *(one.day for line in lines for one in line.points if not starts), today]
    every = [day for line in lines for day in line.days] + [today]
    reach = min(max(begun) + REACH, max(every)) if starts else max(every)
    return min(every).replace(day=1), reach


def _drawing(lines: Sequence[Line], today: date, width: float, sample: bool) -> Element:
    wide = width == WIDE_WIDTH
    row = WIDE_ROW if wide else PHONE_ROW
    height = TOP + row * len(lines) + FOOT
    canvas = Canvas(width, height + (SAMPLE_FOOT if sample else 0))
    time = _Time(*_bounds(lines, today), NAMES_ROOM if wide else EDGE + TAIL, width - EDGE - TAIL)
    _grid(canvas, time, height)
    for number, line in enumerate(lines):
        top = TOP + row * number
        middle = top + (row / 2 if wide else row - BAR - 2)
        _name(canvas, line, time.left - EDGE - TAIL if wide else width - 2 * EDGE, middle + 4.5 if wide else top + 17)
        if line.span:
            _span(canvas, line, time, middle, today)
        for one in line.points:
            if one.day <= time.last:
                _diamond(canvas, time.x(one.day), middle, reached=one.reached)
    _today(canvas, time.x(today), width, height)
    return canvas.root


def _grid(canvas: Canvas, time: _Time, height: float) -> None:
    """A line at each quarter, and the year where it begins if there is room."""
    labels = [(time.left, str(time.first.year))]
    day = time.first
    while day <= time.last:
        if day.month in QUARTERS:
            canvas.line(time.x(day), TOP - 6, time.x(day), height, "line", stroke_width=1)
        if day.month == 1 and day != time.first:
            labels.append((time.x(day), str(day.year)))
        day = date(day.year + day.month // MONTHS, day.month % MONTHS + 1, 1)
    for (x, words), following in zip(labels, [*(x for x, _ in labels[1:]), time.right], strict=True):
        if following - x >= LEAST_LABEL_ROOM:
            canvas.text(x, TOP - 10, words, fill="ink-2")


def _name(canvas: Canvas, line: Line, room: float, baseline: float) -> None:
    most = max(int(room / LETTER), 8)
    words = line.name if len(line.name) <= most else line.name[: most - 1].rstrip() + "…"
    colour = "ink-2" if line.light or line.state == PAST else "ink"
    halo: dict[str, Any] = {"stroke": "surface", "stroke_width": 4, "paint_order": "stroke", "stroke_linejoin": "round"}
    weight: dict[str, Any] = {"font_weight": 650} if line.state == NOW and not line.light else {}
    canvas.text(EDGE, baseline, words, fill=colour, **weight, **halo)


def _span(canvas: Canvas, line: Line, time: _Time, middle: float, today: date) -> None:
    span, colour = line.span or Span(), _colour(line)
    left = time.x(span.first) if span.first else time.left
    right = time.x(span.last) if span.last else time.right
    right = max(right, left + 4)
    box: dict[str, Any] = {"rx": 2}
    if colour == "surface":
        box |= {"stroke": "edge", "stroke_width": 1.5}
    canvas.rect(left, middle - BAR / 2, right - left, BAR, colour, **box)
    edge = "edge" if colour == "surface" else colour
    if span.loose:
        for start, end in ((left - TAIL, left), (right, right + TAIL)):
            canvas.line(start, middle, end, middle, edge, stroke_width=BAR - 4, stroke_dasharray="3 3")
    if span.first is None:
        _arrow(canvas, left, middle, edge, -1)
    if span.last is None or span.last > time.last:
        _arrow(canvas, right, middle, edge, 1)


def _colour(line: Line) -> str:
    if line.state == AHEAD:
        return "surface"
    return "line" if line.light else {PAST: "muted", NOW: "accent"}[line.state]


def _arrow(canvas: Canvas, x: float, y: float, colour: str, way: int) -> None:
    """It goes on beyond the picture, or nobody said until when."""
    canvas.path(f"M{x:.1f} {y - BAR:.1f}l{way * TAIL} {BAR}l{-way * TAIL} {BAR}z", fill=colour)


def _diamond(canvas: Canvas, x: float, y: float, *, reached: bool) -> None:
    d = f"M{x:.1f} {y - DIAMOND:.1f}l{DIAMOND} {DIAMOND}l-{DIAMOND} {DIAMOND}l-{DIAMOND} -{DIAMOND}z"
    canvas.path(d, fill="ink" if reached else "surface", stroke="ink", stroke_width=1.6)


def _today(canvas: Canvas, x: float, width: float, height: float) -> None:
    words = gettext("today")
    canvas.line(x, TOP - 8, x, height, "ink", stroke_width=1.5, stroke_dasharray="5 4")
    half = len(words) * LETTER / 2
    canvas.text(min(max(x, half), width - half), 13, words, anchor="middle", font_weight=650)
