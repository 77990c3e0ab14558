"""The loop with its rounds: the thirteen parts as a ring, and inside it one arc for each time they are walked."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.svg import Canvas

WIDE_WIDTH, PHONE_WIDTH = 640, 340
RADIUS, NODE, GAP, STROKE = 138, 13, 24, 9
FIRST_ARC = RADIUS - 32
MARGIN, ROW, LINE, SAMPLE_FOOT = 20, 46, 17, 26
LETTER = 7.6
MOST_TURNS = 4
DONE, HERE, AHEAD, EARLIER = "done", "here", "ahead", "earlier"
STROKES = {DONE: "muted", HERE: "accent", AHEAD: "edge", EARLIER: "line"}


@dataclass(frozen=True)
class Turn:
    """One walk through parts first to last. state: done, here or ahead; word says it, with its day."""

    number: int
    name: str
    first: int
    last: int
    state: str
    word: str


@dataclass(frozen=True)
class Loop:
    """The parts of a cycle, the rounds walked in it, at which part it stands, and the cycles before, in words."""

    name: str
    parts: Sequence[int]
    turns: Sequence[Turn]
    at: int | None = None
    earlier: Sequence[str] = ()


def turns(loop: Loop, *, sample: bool = False, caption: Caption | None = None) -> Chart:
    """Raises ValueError without parts, or with more rounds than there is room for."""
    if not loop.parts or len(loop.turns) > MOST_TURNS:
        raise ValueError(f"parts and at most {MOST_TURNS} rounds were expected")
    rows = [(one.name, f"{one.first}–{one.last}", one.word) for one in loop.turns]
    rows += [(name, "–", gettext("past")) for name in loop.earlier]
    return finish(
        _drawing(loop, WIDE_WIDTH, sample),
        _drawing(loop, PHONE_WIDTH, sample),
        alt="; ".join([loop.name, *(f"{name}: {word}" for name, _parts, word in rows)]),
        header=(gettext("Round"), gettext("Parts"), gettext("State")),
        rows=rows,
        sample=sample,
        caption=caption,
    )


def _drawing(loop: Loop, width: float, sample: bool) -> Element:
    size = 2 * (RADIUS + NODE + MARGIN)
    beside = width == WIDE_WIDTH
    told = [(one.name, one.word, one.state) for one in loop.turns] + [
        (name, gettext("past"), EARLIER) for name in loop.earlier
    ]
    height = size if beside else size + ROW * len(told)
    canvas = Canvas(width, height + (SAMPLE_FOOT if sample else 0))
    centre = (size / 2 if beside else width / 2, size / 2)
    _ring(canvas, loop, centre)
    for place, turn in enumerate(loop.turns):
        _turn(canvas, turn, len(loop.parts), centre, FIRST_ARC - GAP * place)
    _here(canvas, loop, centre)
    canvas.text(centre[0], centre[1] + 5, loop.name, anchor="middle", font_weight=650)
    left, top = (size + MARGIN, size / 2 - ROW * (len(told) - 1) / 2 - LINE / 2) if beside else (MARGIN, size + ROW / 2)
    for place, (name, word, state) in enumerate(told):
        _key(canvas, (left, top + ROW * place), name, word, state, width - left)
    return canvas.root


def _point(centre: tuple[float, float], radius: float, share: float) -> tuple[float, float]:
    angle = 2 * math.pi * share
    return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)


def _ring(canvas: Canvas, loop: Loop, centre: tuple[float, float]) -> None:
    canvas.circle(*centre, RADIUS, "none", stroke="line", stroke_width=2)
    for place, part in enumerate(loop.parts):
        x, y = _point(centre, RADIUS, place / len(loop.parts))
        here = part == loop.at
        canvas.circle(x, y, NODE, "surface", stroke="accent" if here else "edge", stroke_width=2.5 if here else 1.2)
        canvas.text(x, y + 4.5, str(part), anchor="middle", font_weight=650 if here else 400)


def _turn(canvas: Canvas, turn: Turn, parts: int, centre: tuple[float, float], radius: float) -> None:
    """An arc from its first part to its last; dashed where it is still to come. Its number stands at its start."""
    start, end = turn.first / parts, max(turn.last / parts, (turn.first + 0.4) / parts)
    (x, y), (to_x, to_y) = _point(centre, radius, start), _point(centre, radius, end)
    large = int(end - start > 1 / 2)
    d = f"M{x:.1f} {y:.1f}A{radius} {radius} 0 {large} 1 {to_x:.1f} {to_y:.1f}"
    more = {"stroke_dasharray": "4 5"} if turn.state == AHEAD else {}
    canvas.path(d, stroke=STROKES[turn.state], stroke_width=STROKE, stroke_linecap="butt", **more)
    canvas.circle(x, y, STROKE + 1, "surface", stroke=STROKES[turn.state], stroke_width=2)
    canvas.text(x, y + 4.5, str(turn.number), anchor="middle", font_weight=650)


def _here(canvas: Canvas, loop: Loop, centre: tuple[float, float]) -> None:
    """A red knot where the city is now: at the open part, in the open round."""
    open_ = next((place for place, one in enumerate(loop.turns) if one.state == HERE), None)
    if open_ is None or loop.at is None:
        return
    turn = loop.turns[open_]
    inside = turn.first < loop.at <= turn.last
    share = (loop.at if inside else turn.first + 0.5) / len(loop.parts)
    canvas.circle(*_point(centre, FIRST_ARC - GAP * open_, share), 7, "thread", stroke="surface", stroke_width=2)


def _key(canvas: Canvas, at: tuple[float, float], name: str, word: str, state: str, room: float) -> None:
    """The arc once more with the name of the round, and its state under it."""
    x, y = at
    dash = {"stroke_dasharray": "4 5"} if state == AHEAD else {}
    canvas.line(x, y - 4, x + 22, y - 4, STROKES[state], stroke_width=STROKE, **dash)
    most = int((room - 36) / LETTER)
    for down, words, more in (
        (0, name, {"font_weight": 650 if state == HERE else 400}),
        (LINE, word, {"fill": "ink-2"}),
    ):
        if words:
            shown = words if len(words) <= most else words[: most - 1].rstrip() + "…"
            canvas.text(x + 32, y + down, shown, **more)
