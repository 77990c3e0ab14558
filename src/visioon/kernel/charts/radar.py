"""The radar of what is coming: six sectors by domain, four rings by years, numbers that match the list beside it.

Where a mark lies within its ring and sector says nothing: it follows from its key alone, so that it stays where it is
when others come and go, and gives way only where two would touch.
"""

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext, ngettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.paint import DOMAIN_CODES, hue
from visioon.kernel.charts.svg import Canvas

WIDE_WIDTH, PHONE_WIDTH = 640, 340
WIDE_RADIUS, PHONE_RADIUS = 262, 164
HEAD, FOOT, SAMPLE_FOOT, LABEL_LINE = 44, 44, 26, 16
RINGS = (0.40, 0.62, 0.82, 1.0)  # the outer edge of each ring, as a share of the radius: what is near has most room
SECTOR = math.pi / 3
STRONG, MIDDLING = 4.0, 3.0
SIZES = (13.5, 11.5, 9.5)  # of a strong, middling and slight mark
CLEAR, ACROSS, ALONG = 2.5, 9, 25
SMALLER, SMALLEST = 0.92, 0.55
RING_LABEL_ROOM = 15


@dataclass(frozen=True)
class RadarMark:
    """A trend. band: 0 for the nearest ring to 3; impact: 1 to 5; cells: what the table says of it besides."""

    key: str
    number: int
    name: str
    domain: str
    band: int
    impact: float
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Spot:
    x: float
    y: float
    r: float


def trend_radar(
    marks: Sequence[RadarMark],
    *,
    domains: Sequence[str],
    bands: Sequence[str],
    header: Sequence[str],
    sample: bool = False,
    caption: Caption | None = None,
) -> Chart:
    """domains: the six names in the order of DOMAIN_CODES; bands: the four names of the rings, short, nearest first.

    Raises ValueError without a mark, or for one outside the six domains and four rings.
    """
    if not marks or any(mark.domain not in DOMAIN_CODES or mark.band not in range(len(RINGS)) for mark in marks):
        raise ValueError("at least one trend, each in one of six domains and four rings, was expected")
    ordered = sorted(marks, key=lambda mark: mark.number)
    return finish(
        _drawing(ordered, domains, bands, WIDE_WIDTH, WIDE_RADIUS, sample),
        _drawing(ordered, domains, bands, PHONE_WIDTH, PHONE_RADIUS, sample),
        alt=_spoken(ordered, bands),
        header=header,
        rows=[(f"{mark.number}. {mark.name}", *mark.cells) for mark in ordered],
        sample=sample,
        caption=caption,
    )


def _spoken(marks: Sequence[RadarMark], bands: Sequence[str]) -> str:
    total = ngettext("Radar of %(count)s trend", "Radar of %(count)s trends", len(marks)) % {"count": len(marks)}
    rings = [
        f"{band}: {', '.join(f'{mark.number} {mark.name}' for mark in marks if mark.band == place) or '–'}"
        for place, band in enumerate(bands)
    ]
    return f"{total}. " + "; ".join(rings)


def _drawing(
    marks: Sequence[RadarMark],
    domains: Sequence[str],
    bands: Sequence[str],
    width: float,
    radius: float,
    sample: bool,
) -> Element:
    canvas = Canvas(width, HEAD + 2 * radius + FOOT + (SAMPLE_FOOT if sample else 0))
    centre = (width / 2, HEAD + radius)
    _draw_net(canvas, centre, radius)
    _draw_names(canvas, centre, radius, domains)
    _draw_bands(canvas, centre, radius, bands)
    for mark, spot in places(marks, centre, radius):
        _draw_mark(canvas, mark, spot)
    return canvas.root


def _draw_net(canvas: Canvas, centre: tuple[float, float], radius: float) -> None:
    x, y = centre
    for place, share in reversed(list(enumerate(RINGS))):
        canvas.circle(x, y, radius * share, "surface" if place % 2 else "paper", stroke="line", stroke_width=1)
    for sector in range(len(DOMAIN_CODES)):
        angle = sector * SECTOR
        canvas.line(x, y, x + radius * math.cos(angle), y - radius * math.sin(angle), "line", stroke_width=1)


def _middle(domain: str) -> float:
    """The direction in which the middle of a sector lies: the first domain above, the others clockwise."""
    return math.pi / 2 - DOMAIN_CODES.index(domain) * SECTOR


def _draw_names(canvas: Canvas, centre: tuple[float, float], radius: float, domains: Sequence[str]) -> None:
    """Names above and below the middle sectors, those of the others in the corners."""
    x, y = centre
    for code, name in zip(DOMAIN_CODES, domains, strict=True):
        across, up = math.cos(_middle(code)), math.sin(_middle(code))
        edge = y - radius - LABEL_LINE / 2 if up > 0 else y + radius + LABEL_LINE + 2
        outer = edge - LABEL_LINE - 4 if up > 0 else edge + LABEL_LINE
        words: dict[str, Any] = {"fill": hue(code), "font_weight": 650}
        if abs(across) < 0.01:
            canvas.text(x, outer, name, anchor="middle", **words)
        elif across > 0:
            canvas.text(canvas.width - 2, edge, name, anchor="end", **words)
        else:
            canvas.text(2, edge, name, **words)


def _draw_bands(canvas: Canvas, centre: tuple[float, float], radius: float, bands: Sequence[str]) -> None:
    x, y = centre
    for place, band in enumerate(bands):
        canvas.text(
            x + radius * _label_at(place), y + 4.5, band, anchor="middle", fill="ink-2",
            stroke="surface" if place % 2 else "paper", stroke_width=4, paint_order="stroke", stroke_linejoin="round",
        )  # fmt: skip


def _label_at(place: int) -> float:
    """Where on the radius the name of a ring stands: in its middle, the nearest ring's nearer to its edge."""
    inner = RINGS[place - 1] if place else RINGS[0] * 0.3
    return (inner + RINGS[place]) / 2


def _draw_mark(canvas: Canvas, mark: RadarMark, spot: _Spot) -> None:
    """A strong one filled, a middling one with a thick line, a slight one with a thin one."""
    colour = hue(mark.domain)
    if mark.impact >= STRONG:
        canvas.circle(spot.x, spot.y, spot.r, colour)
    else:
        thick = 2.5 if mark.impact >= MIDDLING else 1.25
        canvas.circle(spot.x, spot.y, spot.r - thick / 2, "surface", stroke=colour, stroke_width=thick)
    fill = "surface" if mark.impact >= STRONG else "ink"
    canvas.text(spot.x, spot.y + 4.5, str(mark.number), anchor="middle", fill=fill, font_weight=650)


def places(marks: Sequence[RadarMark], centre: tuple[float, float], radius: float) -> Iterator[tuple[RadarMark, _Spot]]:
    """Every mark with a spot inside its ring and sector where it touches no other; all smaller where room is short."""
    scale = 1.0
    while True:
        found = _placed(marks, radius, scale)
        if found is not None or scale < SMALLEST:
            break
        scale *= SMALLER
    for mark, spot in zip(marks, found or _crowded(marks, radius), strict=True):
        yield mark, _Spot(centre[0] + spot.x, centre[1] - spot.y, spot.r)


def _placed(marks: Sequence[RadarMark], radius: float, scale: float) -> list[_Spot] | None:
    """Spots round the centre, y upwards; None where some mark finds no room. Given by key, whatever the numbers are."""
    taken = _labels(radius)
    spots: dict[str, _Spot] = {}
    for mark in sorted(marks, key=lambda mark: mark.key):
        size = _size(mark) * scale
        free = (spot for spot in _candidates(mark, radius, size) if not any(_touch(spot, other) for other in taken))
        spot = next(free, None)
        if spot is None:
            return None
        spots[mark.key] = spot
        taken.append(spot)
    return [spots[mark.key] for mark in marks]


def _crowded(marks: Sequence[RadarMark], radius: float) -> list[_Spot]:
    """Where a city watches more than a cell can hold, marks lie over one another, and the list tells them apart."""
    return [next(_candidates(mark, radius, _size(mark) * SMALLEST)) for mark in marks]


def _size(mark: RadarMark) -> float:
    return SIZES[0] if mark.impact >= STRONG else SIZES[1] if mark.impact >= MIDDLING else SIZES[2]


def _touch(one: _Spot, other: _Spot) -> bool:
    return math.hypot(one.x - other.x, one.y - other.y) < one.r + other.r + CLEAR


def _labels(radius: float) -> list[_Spot]:
    """The names of the rings lie to the right of the centre: no mark may cover them."""
    return [_Spot(radius * _label_at(place), 0, RING_LABEL_ROOM) for place in range(len(RINGS))]


def _candidates(mark: RadarMark, radius: float, size: float) -> Iterator[_Spot]:
    """All spots of a mark's cell, in an order that its key alone decides."""
    inner = radius * (RINGS[mark.band - 1] if mark.band else 0.0) + size + 1
    outer = radius * RINGS[mark.band] - size - 1
    grid = [
        (inner + (outer - inner) * step / (ACROSS - 1), (turn + 0.5) / ALONG - 0.5)
        for step in range(ACROSS)
        for turn in range(ALONG)
    ]
    inside = [(far, turn) for far, turn in grid if _clears_sides(far, turn, size)]
    for far, turn in sorted(inside or grid, key=lambda place: _chance(mark.key, place)):
        angle = _middle(mark.domain) + turn * SECTOR
        yield _Spot(far * math.cos(angle), far * math.sin(angle), size)


def _clears_sides(far: float, turn: float, size: float) -> bool:
    """Whether a mark so far out and so far from the middle of its sector keeps off the lines beside it."""
    return far * math.sin((0.5 - abs(turn)) * SECTOR) >= size + 1


def _chance(key: str, place: tuple[float, float]) -> bytes:
    return hashlib.sha256(f"{key} {place[0]:.1f} {place[1]:.3f}".encode()).digest()


def impact_words(impact: float) -> str:
    """What the size and the filling of a mark say, in a word."""
    if impact >= STRONG:
        return gettext("strong")
    return gettext("middling") if impact >= MIDDLING else gettext("slight")
