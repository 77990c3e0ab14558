"""Drawings that others bring: an SVG of shapes alone, cleaned by a list of what is allowed and written anew.

What could act (scripts, handlers, links, styles, foreign objects, data from elsewhere) refuses the file. What editors
leave behind (their own elements and attributes, comments, metadata) is left out.
"""

import re
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from visioon.formats.errors import InputError

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
MOST_BYTES, MOST_ELEMENTS, DEEPEST, MOST_USES = 60_000, 400, 12, 40

SHAPES = frozenset({"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"})
GRADIENTS = frozenset({"linearGradient", "radialGradient"})
ELEMENTS = SHAPES | GRADIENTS | {"svg", "g", "defs", "symbol", "use", "clipPath", "stop"}
LEFT_OUT = frozenset({"title", "desc", "metadata"})

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?"
_ID = r"[A-Za-z_][\w.-]{0,60}"
_LENGTH = re.compile(rf"{_NUMBER}(?:px|%)?", re.ASCII)
_NUMBERS = re.compile(rf"\s*{_NUMBER}(?:[\s,]*{_NUMBER})*\s*", re.ASCII)
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAa0-9eE+\-.,\s]+", re.ASCII)
_TURN = re.compile(r"(?:\s*,?(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([-+0-9eE.,\s]*\)\s*)+", re.ASCII)
_PAINT = re.compile(
    rf"none|currentColor|transparent|#(?:[0-9a-fA-F]{{3}}|[0-9a-fA-F]{{6}})|[a-z]{{3,20}}"
    rf"|rgb\(\s*\d{{1,3}}\s*,\s*\d{{1,3}}\s*,\s*\d{{1,3}}\s*\)|url\(\s*#{_ID}\s*\)",
    re.ASCII,
)
_WORD = re.compile(r"[A-Za-z]{2,20}(?:\s[a-z]{4,5})?", re.ASCII)  # evenodd, round, userSpaceOnUse, xMidYMid meet
_NAME = re.compile(_ID, re.ASCII)
_NEAR = re.compile(rf"#{_ID}", re.ASCII)
_TO, _WITHIN = re.compile(rf"#({_ID})", re.ASCII), re.compile(rf"url\(\s*#({_ID})\s*\)", re.ASCII)
_OWN = re.compile(rf"url\(\s*#{_ID}\s*\)|none", re.ASCII)

ATTRIBUTES: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(
        ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height", "offset"),
        _LENGTH,
    ),
    **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "stroke-width"), _LENGTH),
    **dict.fromkeys(("stroke-miterlimit", "stroke-dashoffset"), _LENGTH),
    **dict.fromkeys(("fill", "stroke", "stop-color", "color"), _PAINT),
    **dict.fromkeys(("fill-rule", "clip-rule", "stroke-linecap", "stroke-linejoin", "spreadMethod"), _WORD),
    **dict.fromkeys(("gradientUnits", "clipPathUnits", "preserveAspectRatio"), _WORD),
    **dict.fromkeys(("transform", "gradientTransform"), _TURN),
    **dict.fromkeys(("points", "stroke-dasharray", "viewBox"), _NUMBERS),
    "d": _PATH,
    "id": _NAME,
    "href": _NEAR,
    "clip-path": _OWN,
}
FRAME = ("width", "height", "x", "y", "id")
POINTERS = ("href", "clip-path", "fill", "stroke")  # attributes that may lead to an id


class SvgRefused(InputError):
    """The drawing holds what a logo may not hold; the message says what, and what to do instead.

    reason and detail say the same in a code and a name or number, for those who speak another language.
    """

    def __init__(self, reason: str, expected: str, detail: object = "") -> None:
        super().__init__(expected)
        self.reason, self.detail = reason, str(detail)


def clean(data: bytes) -> bytes:
    """The drawing with nothing in it but what is listed above, as UTF-8; its own result comes back unchanged."""
    if len(data) > MOST_BYTES:
        kilobytes = len(data) // 1000
        raise SvgRefused(
            "large", f"an SVG of at most {MOST_BYTES // 1000} kB was expected, not {kilobytes} kB", kilobytes
        )
    root = _parsed(data)
    if root.tag != f"{{{SVG}}}svg":
        raise SvgRefused("root", "an SVG was expected: its first element is not <svg>")
    for name in FRAME:  # how large it is drawn is for the page to say
        root.attrib.pop(name, None)
    made = Element("svg", {"xmlns": SVG, **_attributes(root)})
    _check_frame(made)
    _copy(root, made, depth=1)
    _check_size(made)
    _check_names(made)
    return tostring(made, encoding="unicode").encode()


def _parsed(data: bytes) -> Element:
    try:
        root: Element = fromstring(data.decode("utf-8-sig"), forbid_dtd=True, forbid_entities=True)
    except UnicodeDecodeError as wrong:
        raise SvgRefused("xml", "an SVG in UTF-8 was expected") from wrong
    except DefusedXmlException as wrong:
        raise SvgRefused("doctype", "an SVG without DOCTYPE and entities was expected: save it as plain SVG") from wrong
    except ParseError as wrong:
        raise SvgRefused("xml", f"an SVG was expected, this cannot be read as XML: {wrong}") from wrong
    return root


def _copy(source: Element, made: Element, depth: int) -> None:
    if depth > DEEPEST:
        raise SvgRefused("deep", f"groups at most {DEEPEST} deep were expected", DEEPEST)
    for child in source:
        space, _, name = str(child.tag).rpartition("}")
        if space.lstrip("{") != SVG or name in LEFT_OUT:
            continue  # what an editor leaves behind
        if name not in ELEMENTS or name == "svg":
            raise SvgRefused("element", f"shapes were expected, <{name[:30]}> is none: turn it into paths", name[:30])
        _copy(child, SubElement(made, name, _attributes(child)), depth + 1)


def _attributes(source: Element) -> dict[str, str]:
    kept = {}
    for full, value in source.attrib.items():
        space, _, name = full.rpartition("}")
        if space and (space.lstrip("{"), name) != (XLINK, "href"):
            continue
        if name == "style" or name.lower().startswith("on"):
            raise SvgRefused("attribute", f"no attribute {name[:30]} was expected: save it as plain SVG", name[:30])
        if name not in ATTRIBUTES:
            continue
        if not ATTRIBUTES[name].fullmatch(value):
            raise SvgRefused("value", f"a plain value of {name} was expected, found {value[:40]!r}", name)
        kept[name] = value
    return kept


def _check_frame(made: Element) -> None:
    """A view box with a width and a height, so that the drawing fits wherever it is put."""
    numbers = re.findall(_NUMBER, made.get("viewBox", ""))
    if len(numbers) != 4 or float(numbers[2]) <= 0 or float(numbers[3]) <= 0:
        raise SvgRefused("viewbox", "a viewBox with four numbers was expected on <svg>, with a width and a height")


def _check_size(made: Element) -> None:
    count = sum(1 for _ in made.iter())
    if count > MOST_ELEMENTS:
        raise SvgRefused("many", f"at most {MOST_ELEMENTS} elements were expected, there are {count}", count)
    if not any(one.tag in SHAPES for one in made.iter()):
        raise SvgRefused("empty", "at least one shape was expected: the drawing is empty")


def _check_names(made: Element) -> None:
    """Every reference leads to something that is there; what is used uses nothing itself, so that it cannot swell."""
    named = [one for one in made.iter() if one.get("id")]
    by_id = {one.get("id", ""): one for one in named}
    if len(by_id) < len(named):
        raise SvgRefused("value", "each id once was expected", "id")
    uses = [one for one in made.iter() if one.tag == "use"]
    if len(uses) > MOST_USES:
        raise SvgRefused("uses", f"at most {MOST_USES} <use> elements were expected")
    for one in made.iter():
        for name in POINTERS:
            _point(one, name, by_id)
    for one in uses:
        if any(inner.tag == "use" for inner in by_id[one.get("href", "")[1:]].iter()):
            raise SvgRefused("uses", "a <use> that uses nothing further was expected")
    _rename(made, {name: f"logo-{number}" for number, name in enumerate(by_id, 1)})


def _point(one: Element, name: str, by_id: dict[str, Element]) -> None:
    found = _pointer(one, name)
    if one.tag == "use" and name == "href" and found is None:
        raise SvgRefused("missing", "an href was expected on every <use>", "href")
    if found and found not in by_id:
        raise SvgRefused("missing", f"something with the id {found!r} was expected, there is nothing", found)


def _pointer(one: Element, name: str) -> str | None:
    """The id that an attribute leads to; #abc is one in an href, and a colour in a fill."""
    found = (_TO if name == "href" else _WITHIN).fullmatch(one.get(name, ""))
    return found[1] if found else None


def _rename(made: Element, names: dict[str, str]) -> None:
    """Names of our own, so that they meet no other of the page that the drawing stands in."""
    for one in made.iter():
        if "id" in one.attrib:
            one.set("id", names[one.get("id", "")])
        for name in POINTERS:
            if found := _pointer(one, name):
                one.set(name, f"#{names[found]}" if name == "href" else f"url(#{names[found]})")
