"""Own SVG: a small canvas for the signature pictures, and the last step that every drawing takes."""

import re
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from visioon.kernel.charts.paint import page_value, paint
from visioon.kernel.look.fonts import UI, family

TEXT_SIZE = 13
# Renderers of files know only whole hundreds; pages take the weight of the variable font.
BOLD, BOLD_IN_PRINT = "650", "600"
LETTER, LEAST_LETTERS = 7.6, 4
SAMPLE_HEIGHT, SAMPLE_LETTER, SAMPLE_ROOM, SAMPLE_EDGE = 21, 7.2, 16, 2
NAMESPACE = "http://www.w3.org/2000/svg"

_COLOURED = ("fill", "stroke")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")


class Canvas:
    """An SVG under construction. Coordinates in units, y downwards; colours are names of chart tokens."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.root = Element("svg", viewBox=f"0 0 {_short(width)} {_short(height)}")

    def rect(self, x: float, y: float, width: float, height: float, fill: str = "none", **more: object) -> None:
        self._add("rect", x=x, y=y, width=width, height=height, fill=fill, **more)

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str, **more: object) -> None:
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **more)

    def circle(self, x: float, y: float, r: float, fill: str, **more: object) -> None:
        self._add("circle", cx=x, cy=y, r=r, fill=fill, **more)

    def path(self, d: str, *, fill: str = "none", **more: object) -> None:
        self._add("path", d=d, fill=fill, **more)

    def text(self, x: float, y: float, words: str, *, fill: str = "ink", anchor: str = "start", **more: object) -> None:
        """Text with its baseline at y; `anchor` is start, middle or end."""
        self._add("text", x=x, y=y, fill=fill, text_anchor=anchor, font_size=TEXT_SIZE, **more).text = words

    def _add(self, tag: str, **attributes: object) -> Element:
        return SubElement(self.root, tag, _attributes(attributes))


def clipped(words: str, room: float, least: int = LEAST_LETTERS) -> str:
    """Words cut to so many units; the table of the chart has them whole."""
    most = max(int(room / LETTER), least)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def add_sample_mark(root: Element, width: float, height: float) -> None:
    """Draw the word for "sample" in its dashed frame into the lower right corner, where a picture cannot lose it."""
    word = gettext("sample")
    frame = len(word) * SAMPLE_LETTER + SAMPLE_ROOM
    x, y = width - frame - SAMPLE_EDGE, height - SAMPLE_HEIGHT - SAMPLE_EDGE
    group = SubElement(root, "g")
    box = {"x": x, "y": y, "width": frame, "height": SAMPLE_HEIGHT, "rx": 4, "fill": "sample-soft", "stroke": "sample"}
    SubElement(group, "rect", _attributes({**box, "stroke_width": 1.5, "stroke_dasharray": "4 3"}))
    placed = {"x": x + frame / 2, "y": y + 15, "fill": "sample", "font_size": TEXT_SIZE, "font_weight": 650}
    SubElement(group, "text", _attributes({**placed, "text_anchor": "middle"})).text = word


def for_page(root: Element, *, alt: str, classes: str) -> SafeString:
    """The drawing for a page: colours by token, no font names, spoken as `alt`; without `alt` hidden from readers."""
    placed = _with_size(root)
    for element in placed.iter():
        element.attrib.pop("font-family", None)
        for name in _COLOURED:
            if name in element.attrib:
                element.set(name, page_value(element.attrib[name]))
    placed.set("class", f"drawn {classes}".strip())
    _speak(placed, alt)
    return _written(placed)


def for_print(root: Element, *, alt: str) -> SafeString:
    """The drawing as a file of its own: plain colours, font names, namespace."""
    placed = _with_size(root)
    placed.set("xmlns", NAMESPACE)
    placed.set("font-family", family(UI))
    for element in placed.iter():
        if element.get("font-weight") == BOLD:
            element.set("font-weight", BOLD_IN_PRINT)
    _speak(placed, alt)
    return _written(placed)


def _with_size(root: Element) -> Element:
    placed = deepcopy(root)
    _, _, width, height = placed.attrib["viewBox"].split()
    placed.set("width", width)
    placed.set("height", height)
    return placed


def _speak(root: Element, alt: str) -> None:
    if alt:
        root.set("role", "img")
        root.set("aria-label", alt)
    else:
        root.set("aria-hidden", "true")


def _written(root: Element) -> SafeString:
    for element in root.iter():
        for name, value in element.attrib.items():
            if name != "aria-label" and "." in value:
                element.set(name, _LONG_NUMBER.sub(lambda match: _short(float(match.group())), value))
    return mark_safe(tostring(root, encoding="unicode"))  # noqa: S308 (ElementTree escapes text and attributes)


def _attributes(given: dict[str, object]) -> dict[str, str]:
    named = {name.replace("_", "-"): _value(value) for name, value in given.items()}
    return {name: paint(value) if name in _COLOURED and value != "none" else value for name, value in named.items()}


def _value(value: object) -> str:
    return _short(value) if isinstance(value, float) else str(value)


def _short(value: float) -> str:
    return f"{round(value, 2):g}" if abs(value) < 1000 else str(round(value, 1))
