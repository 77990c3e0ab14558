"""Drawings of a page as files of their own: light colours, the faces of this machine, the sample mark still inside."""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, ParseError, tostring

import vl_convert
from defusedxml.ElementTree import fromstring

from visioon.kernel.look.face import printed_fonts, tokens_in_force
from visioon.kernel.look.fonts import family
from visioon.kernel.look.tokens import stylesheet

SCALE = 2.0  # twice the units of the drawing, so that it stays sharp on a wall
WIDEST = 4000.0  # units; a drawing that says more is not one of ours
ROOM = 48.0  # for what stands out over the edge of the ring, in its units
NAMESPACE = "http://www.w3.org/2000/svg"
DRAWN = (".chart", ".ring", ".drawn", ".svg-sample", ".key-")
# What a drawing may take from the stylesheet; the rest places it on a page.
TAKEN = re.compile(
    r"(fill|stroke(-[a-z]+)?|font-(size|weight|family|style)|text-anchor|paint-order|opacity|letter-spacing)$"
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)(?:,\s*((?:[^()]|\([^()]*\))*))?\)")


class NotADrawing(ValueError):
    """The SVG is broken, has no measures, or the renderer refused it."""


@dataclass(frozen=True)
class Drawing:
    """A picture as PNG, and how large it is meant to be in units of the page."""

    png: bytes
    width: float
    height: float

    @property
    def pixels(self) -> tuple[int, int]:
        wide, high = struct.unpack(">II", self.png[16:24])
        return wide, high


def drawn(svg: str, face: Mapping[str, Any]) -> Drawing:
    """The drawing in the colours of a face. Raises NotADrawing."""
    try:
        root = fromstring(svg if "xmlns=" in svg[:400] else svg.replace("<svg", f'<svg xmlns="{NAMESPACE}"', 1))
    except (ParseError, ValueError) as wrong:
        raise NotADrawing(str(wrong)) from wrong
    width, height = _measures(root)
    if "ring" in root.get("class", "").split():  # the names of its parts may stand out over its edge
        root.set("viewBox", f"{-ROOM} 0 {width + 2 * ROOM:g} {height:g}")
        width += 2 * ROOM
    colours = _colours(face)
    for element in root.iter():
        if element.attrib.pop("paint-order", "") == "stroke":  # the renderer would draw the halo over the letters
            element.attrib.pop("stroke", None)
        for name, value in element.attrib.items():
            if "var(" in value:
                element.set(name, resolved(value, colours))
    for name, value in (("width", f"{width:g}"), ("height", f"{height:g}"), ("font-family", colours["font-ui"])):
        root.set(name, value)
    style = Element(f"{{{NAMESPACE}}}style")
    style.text = resolved(rules(), colours)
    root.insert(0, style)
    try:
        png = bytes(vl_convert.svg_to_png(_text(root), scale=SCALE))
    except (ValueError, RuntimeError) as wrong:
        raise NotADrawing(str(wrong)) from wrong
    return Drawing(png, width, height)


def _text(root: Element) -> str:
    return tostring(root, encoding="unicode", default_namespace=None).replace("ns0:", "").replace("xmlns:ns0", "xmlns")


def _measures(root: Element) -> tuple[float, float]:
    try:
        _x, _y, width, height = (float(one) for one in root.attrib["viewBox"].replace(",", " ").split())
    except (KeyError, ValueError) as wrong:
        raise NotADrawing("a viewBox was expected") from wrong
    if not (0 < width <= WIDEST and 0 < height <= WIDEST):
        raise NotADrawing(f"{width:g} by {height:g} is not the size of a picture")
    return width, height


def _colours(face: Mapping[str, Any]) -> dict[str, str]:
    ui, word = printed_fonts(face)
    return {**tokens_in_force(face).light, "font-ui": family(ui), "font-word": family(word)}


def resolved(words: str, values: Mapping[str, str]) -> str:
    """Every var(--name) by its value, else by what it falls back to; a variable in a value is resolved too."""
    for _depth in range(4):
        if "var(" not in words:
            break
        words = _VARIABLE.sub(lambda found: values.get(found[1], found[2] or "none"), words)
    return words


@lru_cache(maxsize=1)
def rules() -> str:
    """The rules of the stylesheet that colour drawings, without those for a pointer or for a place on the page."""
    found = []
    for selectors, body in _RULE.findall(_COMMENT.sub("", stylesheet())):
        mine = [one.strip() for one in selectors.split(",")]
        mine = [one for one in mine if one.startswith(DRAWN) and not set(one) & set(":@>") and ".halo" not in one]
        kept = [one.strip() for one in body.split(";") if TAKEN.match(one.partition(":")[0].strip())]
        if mine and kept:
            found.append(f"{', '.join(mine)} {{ {'; '.join(kept)} }}")
    return "\n".join(found)
