"""Vega-Lite as plain dicts, drawn by vl-convert, kept in the cache by content.

Scales, stacking and marks are Vega-Lite's; every word and every number is written by us, so that it is in the language
of the page and never thinned out by an axis.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import vl_convert
from django.core.cache import cache

from visioon.kernel.charts.paint import paint
from visioon.kernel.charts.svg import TEXT_SIZE

Spec = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]

VEGA_LITE = "5.21"
CACHE_PREFIX = "chart"
_RENDERER = version("vl-convert-python")
BOLD, PLAIN = 650, 400

_KEPT = {
    "cx", "cy", "d", "dx", "dy", "fill", "fill-opacity", "font-size", "font-weight", "height", "opacity", "r", "rx",
    "stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-width", "text-anchor", "transform",
    "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """Where the plot lies in its drawing, in units, and the domains of its two scales; `y_down` turns y over."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    x: tuple[float, float]
    y: tuple[float, float]
    y_down: bool = False

    @property
    def plot_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def plot_height(self) -> float:
        return self.height - self.top - self.bottom


def render(spec: Spec) -> str:
    """The SVG of a specification, drawn once: memoised in the Django cache by the SHA-256 of the canonical spec."""
    canonical = json.dumps(spec, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    key = f"{CACHE_PREFIX}:{hashlib.sha256(f'{_RENDERER}:{canonical}'.encode()).hexdigest()}"
    drawn: str | None = cache.get(key)
    if drawn is None:
        drawn = str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE))
        cache.set(key, drawn, timeout=None)
    return drawn


def draw(frame: Frame, layers: Sequence[Spec]) -> Element:
    """Draw layers in a frame and return the bare SVG: no style, class, role or empty path is left in it."""
    root = fromstring(render(_spec(frame, layers)))  # noqa: S314 (our own renderer wrote it)
    _strip(root)
    root.attrib = {"viewBox": root.attrib["viewBox"]}
    return root


def marks(kind: str, rows: Rows, frame: Frame, *, at: Mapping[str, Any] | None = None, **style: Any) -> Spec:
    """One layer. A row's x, y, x2, y2, text, colour and shape are read where present; `at` fixes a position in units
    of the plot instead, such as `at={"x": -12}`. `colour`, `fill` and `stroke` name tokens, in rows and in the style.
    """
    values = [{**row, "colour": paint(row["colour"])} if "colour" in row else dict(row) for row in rows]
    mark = {"type": kind, "clip": False, **_styled(kind, style)}
    return {"data": {"values": values}, "mark": mark, "encoding": _encoding(values, frame, at or {})}


def _spec(frame: Frame, layers: Sequence[Spec]) -> Spec:
    return {
        "width": frame.plot_width,
        "height": frame.plot_height,
        "autosize": "none",
        "padding": {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom},
        "background": None,
        "config": {"view": {"stroke": None}, "aria": False, "font": "Inter"},
        "layer": list(layers),
    }


def _styled(kind: str, style: Mapping[str, Any]) -> Spec:
    styled = {name: value for name, value in style.items() if name not in {"colour", "stroke", "fill"}}
    if "colour" in style:
        styled["color"] = paint(style["colour"])
    for name in ("stroke", "fill"):
        if name in style:
            styled[name] = paint(style[name])
    return {"fontSize": TEXT_SIZE, "baseline": "middle", **styled} if kind == "text" else styled


def _encoding(rows: Rows, frame: Frame, at: Mapping[str, Any]) -> Spec:
    given = set(rows[0]) if rows else set()
    encoding: Spec = {}
    for channel, domain, reverse in (("x", frame.x, False), ("y", frame.y, frame.y_down)):
        if channel in given:
            scale = {"domain": list(domain), "nice": False, "zero": False, "reverse": reverse}
            encoding[channel] = {"field": channel, "type": "quantitative", "scale": scale, "axis": None}
        if channel + "2" in given:
            encoding[channel + "2"] = {"field": channel + "2"}
    encoding |= {channel: {"value": value} for channel, value in at.items()}
    encoding |= {name: _direct(field) for field, name in _DIRECT.items() if field in given}
    return encoding | ({"text": {"field": "text", "type": "nominal"}} if "text" in given else {})


_DIRECT = {"colour": "color", "shape": "shape"}


def _direct(field: str) -> Spec:
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


_OPAQUE = ("opacity", "1")


def _strip(element: Element) -> None:
    element.tag = element.tag.rpartition("}")[2]
    element.attrib = {
        name: value for name, value in element.attrib.items() if name in _KEPT and value and (name, value) != _OPAQUE
    }
    for child in list(element):
        _strip(child)
        if _draws_nothing(child):
            element.remove(child)


def _draws_nothing(element: Element) -> bool:
    if element.tag == "g":
        return len(element) == 0
    return element.tag == "path" and not ({"fill", "stroke"} & element.attrib.keys() and "d" in element.attrib)
