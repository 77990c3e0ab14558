"""Places on a map without a map server: lines of the globe, the outline of what is known, and points put together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, radians, sqrt
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.paint import hue
from visioon.kernel.charts.svg import Canvas
from visioon.kernel.look.figures import number_words

WIDE_WIDTH, PHONE_WIDTH = 900, 340
TALLEST, FLATTEST = 0.75, 0.4  # height of the picture as a share of its width
EDGE, SAMPLE_FOOT = 30, 26
CELL = 34  # points nearer than this are drawn as one
LEAST, GROWTH, MOST = 7.0, 2.4, 20.0
KM_PER_DEGREE = 111.32
STEPS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
SCALES_KM = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
LEAST_SPAN = 0.01  # degrees: a single point stands in the middle of about a kilometre
Point = tuple[float, float]


@dataclass(frozen=True)
class Spot:
    """A place of one domain; here: the one that the page is about."""

    latitude: float
    longitude: float
    domain: str
    here: bool = False


def places(
    spots: Sequence[Spot],
    *,
    header: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    alt: str,
    sample: bool = False,
    caption: Caption | None = None,
) -> Chart:
    """Spots over the lines of the globe; the table is the caller's. Raises ValueError without a spot."""
    if not spots:
        raise ValueError("at least one place was expected")
    wide, phone = (_drawing(spots, width, sample) for width in (WIDE_WIDTH, PHONE_WIDTH))
    return finish(wide, phone, alt=alt, header=header, rows=rows, sample=sample, caption=caption)


@dataclass(frozen=True)
class _Ground:
    """Degrees on a drawing: a degree of longitude is narrower by the cosine of the latitude."""

    west: float
    south: float
    north: float
    scale: float  # units a degree of latitude
    narrow: float
    left: float
    top: float

    def at(self, latitude: float, longitude: float) -> Point:
        x = self.left + (longitude - self.west) * self.scale * self.narrow
        return x, self.top + (self.north - latitude) * self.scale


def _ground(spots: Sequence[Spot], width: float) -> tuple[_Ground, float]:
    """The ground and the height of the picture."""
    souths, wests = [spot.latitude for spot in spots], [spot.longitude for spot in spots]
    south, north = _wide_enough(min(souths), max(souths))
    west, east = _wide_enough(min(wests), max(wests))
    narrow = max(cos(radians((south + north) / 2)), 0.05)
    room = width - 2 * EDGE
    scale = min(room / ((east - west) * narrow), (width * TALLEST - 2 * EDGE) / (north - south))
    height = max((north - south) * scale + 2 * EDGE, width * FLATTEST)
    left = (width - (east - west) * narrow * scale) / 2
    top = (height - (north - south) * scale) / 2
    return _Ground(west, south, north, scale, narrow, left, top), height


def _wide_enough(low: float, high: float) -> tuple[float, float]:
    missing = max(0.0, LEAST_SPAN - (high - low)) / 2
    return low - missing, high + missing


def _drawing(spots: Sequence[Spot], width: float, sample: bool) -> Element:
    ground, height = _ground(spots, width)
    canvas = Canvas(width, height + (SAMPLE_FOOT if sample else 0))
    canvas.rect(0, 0, width, height, "sunken", rx=8)
    outline = hull([ground.at(spot.latitude, spot.longitude) for spot in spots])
    if len(outline) > 2:
        corners = "L".join(f"{x:.1f} {y:.1f}" for x, y in outline)
        wide = {"stroke_width": 2 * EDGE * 0.6, "stroke_linejoin": "round"}
        canvas.path(f"M{corners}z", fill="paper", stroke="paper", **wide)
    _globe(canvas, ground, width, height)
    for x, y, together in _together(spots, ground):
        _point(canvas, x, y, together)
    _scale(canvas, ground, width, height)
    return canvas.root


def _globe(canvas: Canvas, ground: _Ground, width: float, height: float) -> None:
    """Parallels and meridians at round degrees, about four across."""
    step = next((one for one in STEPS if one * ground.scale * ground.narrow >= width / 6), STEPS[-1])
    digits = max(0, len(f"{step:g}".partition(".")[2]))
    first = ground.west - ground.left / (ground.scale * ground.narrow)
    for number in range(ceil(first / step), floor((first + width / (ground.scale * ground.narrow)) / step) + 1):
        x, _y = ground.at(ground.north, number * step)
        canvas.line(x, 0, x, height, "line", stroke_width=1)
        if EDGE < x < width - 2 * EDGE:
            canvas.text(x + 4, 16, f"{number_words(number * step, digits)}°", fill="ink-2")
    upper = ground.north + ground.top / ground.scale
    for number in range(ceil((upper - height / ground.scale) / step), floor(upper / step) + 1):
        _x, y = ground.at(number * step, ground.west)
        canvas.line(0, y, width, y, "line", stroke_width=1)
        if EDGE < y < height - EDGE:
            canvas.text(4, y - 4, f"{number_words(number * step, digits)}°", fill="ink-2")


def _together(spots: Iterable[Spot], ground: _Ground) -> list[tuple[float, float, list[Spot]]]:
    """Points of one square of the grid at the middle of theirs; the one that the page is about stands alone."""
    cells: dict[tuple[int, int, bool], list[tuple[Point, Spot]]] = defaultdict(list)
    for spot in spots:
        x, y = ground.at(spot.latitude, spot.longitude)
        cells[floor(x / CELL), floor(y / CELL), spot.here].append(((x, y), spot))
    groups = []
    for (_column, _row, _here), held in sorted(cells.items(), key=lambda cell: cell[0][2]):
        middle = [sum(point[axis] for point, _ in held) / len(held) for axis in (0, 1)]
        groups.append((middle[0], middle[1], [spot for _, spot in held]))
    return groups


def _point(canvas: Canvas, x: float, y: float, together: Sequence[Spot]) -> None:
    domains = {spot.domain for spot in together}
    colour = hue(domains.pop() if len(domains) == 1 else None)
    count, here = len(together), any(spot.here for spot in together)
    radius = LEAST if count == 1 else min(MOST, LEAST + GROWTH * sqrt(count))
    if here:
        canvas.circle(x, y, radius + 5, "none", stroke="ink", stroke_width=2.5)
    canvas.circle(x, y, radius, colour, stroke="surface", stroke_width=1.5)
    if count > 1:
        canvas.text(x, y + 4.5, number_words(count, 0), fill="surface", anchor="middle", font_weight=650)


def _scale(canvas: Canvas, ground: _Ground, width: float, height: float) -> None:
    """How long a round number of kilometres is."""
    per_km = ground.scale / KM_PER_DEGREE
    km = next((one for one in SCALES_KM if one * per_km >= width / 9), SCALES_KM[-1])
    right, y = width - 12, height - 12
    canvas.line(right - km * per_km, y, right, y, "ink", stroke_width=2)
    words = gettext("%(km)s km") % {"km": number_words(km)}
    canvas.text(right, y - 7, words, anchor="end")


def hull(points: Iterable[Point]) -> list[Point]:
    """The corners of the narrowest outline without dents round the points (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return lower[:-1] + upper[:-1]


def _chain(ordered: Sequence[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in ordered:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return kept


def _turn(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])
