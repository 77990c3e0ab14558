"""Geometry of the ring of thirteen: nodes clockwise from the top, and the thread that leaves at the open part."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

BEND = 18
HERE_GROWS = 3
LINE_HEIGHT = 17
MIDDLE_LINE_HEIGHT = 26
BASELINE = 5
NAME_GAP = 12
# Between these angles the thread can fall straight down without crossing another node or its name.
FALLS_FROM, FALLS_TO = math.radians(120), math.radians(240)
SIDEWAYS = 0.3


class Part(Protocol):
    """One of the thirteen parts as the ring draws it.

    `state` is done, here (open, and the one to look at), also (open beside it), begun (before its days) or ahead.
    """

    @property
    def number(self) -> int: ...
    @property
    def name(self) -> object: ...
    @property
    def state(self) -> str: ...
    @property
    def url(self) -> str: ...


class Ring(Protocol):
    """What a page hands to the ring: its parts in order and three lines for the middle."""

    @property
    def parts(self) -> Sequence[Part]: ...
    @property
    def mid1(self) -> object: ...
    @property
    def mid2(self) -> object: ...
    @property
    def mid3(self) -> object: ...


@dataclass(frozen=True)
class Shape:
    """One drawing of the ring, in SVG units: box, centre, radius, node radius; `named` puts the names around it."""

    width: int
    height: int
    centre_x: int
    centre_y: int
    radius: int
    node: int
    inner: int
    named: bool
    letters_a_line: int = 15
    letters_a_line_below: int = 9
    letters_in_the_middle: int = 22


PHONE = Shape(
    width=328,
    height=392,
    centre_x=164,
    centre_y=164,
    radius=139,
    node=18,
    inner=103,
    named=False,
    letters_in_the_middle=16,
)
WIDE = Shape(width=620, height=600, centre_x=310, centre_y=250, radius=182, node=20, inner=140, named=True)


@dataclass(frozen=True)
class NameLine:
    """One line of a name beside its node."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Node:
    """One node: its part, place and radius, the baseline of its number, and the lines of its name with their anchor."""

    part: Part
    x: float
    y: float
    r: int
    baseline: float
    anchor: str
    lines: tuple[NameLine, ...]


@dataclass(frozen=True)
class Drawing:
    """A finished drawing, ready for the template: every number is already rounded to a tenth of a unit."""

    shape: Shape
    nodes: tuple[Node, ...]
    thread: str

    @property
    def middle(self) -> tuple[int, int, int]:
        """Baselines of the three lines in the middle."""
        return self.shape.centre_y - 24, self.shape.centre_y + 6, self.shape.centre_y + 32

    def around(self, lines: int) -> tuple[float, float]:
        """Baselines above and below a name of this many lines."""
        more = (lines - 1) * MIDDLE_LINE_HEIGHT / 2
        return self.middle[0] - more, self.middle[2] + more


def middle_lines(words: str, shape: Shape) -> list[tuple[str, float]]:
    """The name in the middle with the baseline of each line: in two lines where the ring has no room for one."""
    lines = _wrap(words, shape.letters_in_the_middle)
    first = shape.centre_y + 6 - (len(lines) - 1) * MIDDLE_LINE_HEIGHT / 2
    return [(line, first + number * MIDDLE_LINE_HEIGHT) for number, line in enumerate(lines)]


def draw_ring(parts: Sequence[Part], shape: Shape) -> Drawing:
    """Lay out the parts on a shape. Raises ValueError when there are no parts."""
    if not parts:
        raise ValueError("a ring needs at least one part")
    nodes = tuple(_node(part, index, len(parts), shape) for index, part in enumerate(parts))
    return Drawing(shape, nodes, _thread(parts, shape))


def open_part(parts: Sequence[Part]) -> Part | None:
    """The part at which the thread leaves: the last one that is open."""
    return next((part for part in reversed(parts) if part.state == "here"), None)


def _angle(index: int, count: int) -> float:
    return 2 * math.pi * index / count


def _point(shape: Shape, angle: float, radius: float) -> tuple[float, float]:
    return shape.centre_x + radius * math.sin(angle), shape.centre_y - radius * math.cos(angle)


def _node(part: Part, index: int, count: int, shape: Shape) -> Node:
    angle = _angle(index, count)
    x, y = _point(shape, angle, shape.radius)
    r = shape.node + (HERE_GROWS if part.state == "here" else 0)
    anchor, lines = _name(part, angle, shape) if shape.named else ("", ())
    return Node(part, round(x, 1), round(y, 1), r, round(y + BASELINE, 1), anchor, lines)


def _name(part: Part, angle: float, shape: Shape) -> tuple[str, tuple[NameLine, ...]]:
    """Names stand outside: beside the node on the sides, centred above the top one and under the lowest ones.

    Under an open node the thread falls, so that its name then steps aside.
    """
    side, up = math.sin(angle), math.cos(angle)
    grown = 2 * HERE_GROWS if part.state == "here" else 0
    x, y = _point(shape, angle, shape.radius + shape.node + NAME_GAP + grown)
    below = abs(side) < SIDEWAYS and up < 0
    lines = _wrap(str(part.name), shape.letters_a_line_below if below else shape.letters_a_line)
    if below and part.state == "here":
        return _at("" if side > 0 else "t-end", x + math.copysign(BEND, side), y + BASELINE * 2, lines)
    if abs(side) < SIDEWAYS:
        return _at("t-mid", x, y + BASELINE * 2 if below else y - (len(lines) - 1) * LINE_HEIGHT, lines)
    return _at("" if side > 0 else "t-end", x, y + BASELINE - (len(lines) - 1) * LINE_HEIGHT / 2, lines)


def _at(anchor: str, x: float, y: float, lines: list[str]) -> tuple[str, tuple[NameLine, ...]]:
    return anchor, tuple(
        NameLine(text, round(x, 1), round(y + number * LINE_HEIGHT, 1)) for number, text in enumerate(lines)
    )


def _wrap(name: str, letters: int) -> list[str]:
    """At most two lines, broken at the space nearest to the middle, when the name is longer than `letters`."""
    spaces = [position for position, letter in enumerate(name) if letter == " "]
    if len(name) <= letters or not spaces:
        return [name]
    at = min(spaces, key=lambda position: abs(position - len(name) / 2))
    return [name[:at], name[at + 1 :]]


def _thread(parts: Sequence[Part], shape: Shape) -> str:
    """The red path: along the ring as far as the city has come, then down to the left edge, where the page goes on."""
    here = next((index for index in reversed(range(len(parts))) if parts[index].state == "here"), None)
    reached = here if here is not None else max((i for i, part in enumerate(parts) if part.state == "done"), default=0)
    along = _along_ring(_angle(reached, len(parts)), shape)
    if here is None:
        return along
    angle = _angle(here, len(parts))
    fall = "" if FALLS_FROM < angle < FALLS_TO else _to_lowest_gap(angle, shape)
    turn, bottom = shape.height - 52, shape.height
    return f"{along}{fall}V{turn - BEND}q0 {BEND} -{BEND} {BEND}H{BEND}q-{BEND} 0 -{BEND} {BEND}V{bottom}"


def _along_ring(angle: float, shape: Shape) -> str:
    start_x, start_y = _point(shape, 0, shape.radius)
    if angle == 0:
        return f"M{start_x:.1f} {start_y:.1f}"
    x, y = _point(shape, angle, shape.radius)
    large = int(angle > math.pi)
    return f"M{start_x:.1f} {start_y:.1f}A{shape.radius} {shape.radius} 0 {large} 1 {x:.1f} {y:.1f}"


def _to_lowest_gap(angle: float, shape: Shape) -> str:
    """Inwards, round inside the ring on the nearer side, out at the lowest point: an odd ring has a gap there."""
    turn = BEND / shape.inner if angle < math.pi else -BEND / shape.inner
    points = [
        _point(shape, angle, shape.inner + BEND),
        _point(shape, angle, shape.inner),
        _point(shape, angle + turn, shape.inner),
        _point(shape, math.pi - turn, shape.inner),
        _point(shape, math.pi, shape.inner),
        _point(shape, math.pi, shape.inner + BEND),
    ]
    start, corner, on, off, last_corner, end = (f"{x:.1f} {y:.1f}" for x, y in points)
    arc = f"A{shape.inner} {shape.inner} 0 0 {int(angle < math.pi)} {off}"
    return f"L{start}Q{corner} {on}{arc}Q{last_corner} {end}"
