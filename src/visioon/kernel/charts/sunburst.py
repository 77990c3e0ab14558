"""What frameworks ask for and what is there: rings of framework, domain and indicator, filled where there are data."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import cos, pi, sin
from string import ascii_uppercase
from xml.etree.ElementTree import Element

from django.utils.translation import gettext, ngettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.paint import hue
from visioon.kernel.charts.svg import Canvas, clipped

WIDE_WIDTH, PHONE_WIDTH, SIDE, SAMPLE_FOOT = 640, 340, 340, 26
RINGS = ((44, 84), (88, 118), (122, 164))
KEY_LINE, KEY_TOP = 26, 30
LEAST_LETTER, GAP = 0.12, 0.006


@dataclass(frozen=True)
class Ray:
    """One indicator that a framework asks for, in a domain, and whether the city has data of it."""

    framework: str
    domain: str
    name: str
    has_data: bool


def sunburst(
    rays: Sequence[Ray], domains: dict[str, str], *, sample: bool = False, caption: Caption | None = None
) -> Chart:
    """rays in any order; domains: the names of domain codes. Raises ValueError without a ray."""
    if not rays:
        raise ValueError("at least one indicator was expected")
    order = list(domains)
    seen = sorted(rays, key=lambda ray: (ray.framework, order.index(ray.domain), not ray.has_data, ray.name))
    return finish(
        _drawing(seen, WIDE_WIDTH, sample),
        _drawing(seen, PHONE_WIDTH, sample),
        alt="; ".join(f"{name}: {_having(own)}" for name, own in _frameworks(seen)),
        header=(gettext("Framework"), gettext("Domain"), gettext("Indicators"), gettext("With data")),
        rows=[
            (framework, domains[domain], str(len(own)), str(sum(ray.has_data for ray in own)))
            for (framework, domain), own in _grouped(seen)
        ],
        sample=sample,
        caption=caption,
    )


def _grouped(seen: Sequence[Ray]) -> list[tuple[tuple[str, str], list[Ray]]]:
    return [(key, list(own)) for key, own in groupby(seen, key=lambda ray: (ray.framework, ray.domain))]


def _frameworks(seen: Sequence[Ray]) -> list[tuple[str, list[Ray]]]:
    return [(key, list(own)) for key, own in groupby(seen, key=lambda ray: ray.framework)]


def _having(rays: Sequence[Ray]) -> str:
    return ngettext("%(have)s of %(total)s indicator", "%(have)s of %(total)s indicators", len(rays)) % {
        "have": sum(ray.has_data for ray in rays),
        "total": len(rays),
    }


def _drawing(seen: Sequence[Ray], width: float, sample: bool) -> Element:
    frameworks = _frameworks(seen)
    beside = width > PHONE_WIDTH
    below = 0 if beside else KEY_LINE * 2 * len(frameworks) + KEY_TOP
    canvas = Canvas(width, SIDE + below + (SAMPLE_FOOT if sample else 0))
    at = 0
    for number, (_, own) in enumerate(frameworks):
        start, end = at / len(seen), (at + len(own)) / len(seen)
        _piece(canvas, 0, start, end, "sunken", stroke="edge")
        if end - start >= LEAST_LETTER / 2:
            x, y = _point(sum(RINGS[0]) / 2, (start + end) / 2)
            canvas.text(x, y + 5, ascii_uppercase[number % 26], anchor="middle", font_weight=650)
        at += len(own)
    at = 0
    for (_, domain), own in _grouped(seen):
        _piece(canvas, 1, at / len(seen), (at + len(own)) / len(seen), hue(domain))
        for ray in own:
            fill = hue(domain) if ray.has_data else "surface"
            _piece(canvas, 2, at / len(seen), (at + 1) / len(seen), fill, stroke=hue(domain))
            at += 1
    canvas.text(SIDE / 2, SIDE / 2 + 5, f"{sum(ray.has_data for ray in seen)} / {len(seen)}", anchor="middle",
                font_weight=650)  # fmt: skip
    _key(canvas, frameworks, (SIDE + 24, KEY_TOP) if beside else (0, SIDE + KEY_TOP))
    return canvas.root


def _key(canvas: Canvas, frameworks: list[tuple[str, list[Ray]]], at: tuple[float, float]) -> None:
    x, y = at
    for number, (name, own) in enumerate(frameworks):
        top = y + number * 2 * KEY_LINE
        canvas.text(x, top, ascii_uppercase[number % 26], font_weight=650)
        canvas.text(x + 22, top, clipped(name, canvas.width - x - 22))
        canvas.text(x + 22, top + 19, _having(own), fill="ink-2")


def _piece(canvas: Canvas, ring: int, start: float, end: float, fill: str, stroke: str = "surface") -> None:
    """One piece of a ring, shares of a turn from the top; a whole turn is drawn as two halves."""
    if end - start > 1 - 1e-9:
        _piece(canvas, ring, 0, 0.5, fill, stroke)
        _piece(canvas, ring, 0.5, 1, fill, stroke)
        return
    inner, outer = RINGS[ring]
    gap = min(GAP / 2, (end - start) / 8)
    corners = [_point(r, share) for r, share in ((outer, start + gap), (outer, end - gap), (inner, end - gap),
                                                  (inner, start + gap))]  # fmt: skip
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    large = int(end - start > 0.5)
    d = f"M{ax:.2f} {ay:.2f}A{outer} {outer} 0 {large} 1 {bx:.2f} {by:.2f}"
    d += f"L{cx:.2f} {cy:.2f}A{inner} {inner} 0 {large} 0 {dx:.2f} {dy:.2f}Z"
    canvas.path(d, fill=fill, stroke=stroke, stroke_width=1)


def _point(radius: float, share: float) -> tuple[float, float]:
    angle = 2 * pi * share - pi / 2
    return SIDE / 2 + radius * cos(angle), SIDE / 2 + radius * sin(angle)
