"""The empty deck in the look of a city: 16:9, its colours as the theme, its faces, real placeholders."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Pt

from visioon.kernel.papers.plan import HEIGHT, INDENT, LEFT, SIZES, TOP, WIDTH
from visioon.kernel.papers.styles import Look

WIDE, HIGH = 960, 540  # points: 16 to 9
KEPT = ("Title Slide", "Title and Content", "Title Only")
TITLE_BOX = (LEFT, 30.0, WIDTH, 76.0)
BODY_BOX = (LEFT, TOP, WIDTH, HEIGHT)
FOOT_TOP, FOOT_HEIGHT = 502.0, 24.0
BOXES = {
    "title": TITLE_BOX,
    "body": BODY_BOX,
    "dt": (LEFT, FOOT_TOP, 10.0, FOOT_HEIGHT),
    "ftr": (LEFT, FOOT_TOP, 620.0, FOOT_HEIGHT),
    "sldNum": (WIDE - LEFT - 70.0, FOOT_TOP, 70.0, FOOT_HEIGHT),
    "ctrTitle": (LEFT + 24, 120.0, WIDTH - 48, 150.0),
    "subTitle": (LEFT + 24, 286.0, WIDTH - 48, 170.0),
}
SLOTS = {
    "dk1": "ink", "lt1": "paper", "dk2": "deep", "lt2": "surface", "accent1": "accent", "accent2": "d-economy",
    "accent3": "d-mobility", "accent4": "d-environment", "accent5": "d-people", "accent6": "d-governance",
    "hlink": "accent", "folHlink": "ink-2",
}  # fmt: skip
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def empty_deck(look: Look, face: Mapping[str, Any]) -> Any:
    """A presentation without slides."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    _drop_layouts(deck)
    master = deck.slide_master
    _paint(master.part.part_related_by(RT.THEME), look)

    for holder in (master, *deck.slide_layouts):
        for shape in holder.placeholders:
            _place(shape)
    _set_words(master._element, look)
    front = deck.slide_layouts[0]
    front.background.fill.solid()
    front.background.fill.fore_color.theme_color = 15  # MSO_THEME_COLOR.TEXT_2: the deep ground
    for shape in front.placeholders:
        _set_front(shape, look)
    return deck


def _drop_layouts(deck: Any) -> None:
    for layout in [deck.slide_layouts[place] for place in range(len(deck.slide_layouts))]:
        if layout.name not in KEPT:
            deck.slide_layouts.remove(layout)


def _paint(theme: Any, look: Look) -> None:
    """The colours and faces of the theme, so that whoever writes on goes on in the city's look."""
    root = etree.fromstring(theme.blob)
    for slot, token in SLOTS.items():
        place = root.find(f".//{{{A}}}clrScheme/{{{A}}}{slot}")
        for child in list(place):
            place.remove(child)
        etree.SubElement(place, f"{{{A}}}srgbClr", val=look.colour(token))
    for kind, name in (("majorFont", look.ui), ("minorFont", look.ui)):
        root.find(f".//{{{A}}}fontScheme/{{{A}}}{kind}/{{{A}}}latin").set("typeface", name)
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place(shape: Any) -> None:
    kind = shape._element.find(f".//{qn('p:ph')}").get("type", "body")
    shape.left, shape.top, shape.width, shape.height = (Pt(one) for one in BOXES.get(kind, BODY_BOX))
    body = shape._element.find(f".//{qn('a:bodyPr')}")
    anchor = {"title": "b", "ctrTitle": "b", "dt": "ctr", "ftr": "ctr", "sldNum": "ctr"}.get(kind, "t")
    for name, value in (("lIns", "0"), ("rIns", "0"), ("tIns", "0"), ("bIns", "0"), ("anchor", anchor)):
        body.set(name, value)


def _set_words(master: Any, look: Look) -> None:
    """Sizes and places of title and lists, in the master, so that outline and screen readers find them there."""
    styles = master.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", "2800")
    title.find(qn("a:defRPr")).set("b", "1")
    body = styles.find(qn("p:bodyStyle"))
    for level in range(1, 6):
        place = body.find(qn(f"a:lvl{level}pPr"))
        for child in list(place):
            if re.search(r"(spcBef|spcAft|bu[A-Z]\w+)$", child.tag):
                place.remove(child)
        indent = int(Pt(INDENT))
        place.set("marL", str(indent * level))
        place.set("indent", str(-indent))
        after = etree.fromstring(f'<a:spcAft xmlns:a="{A}"><a:spcPts val="700"/></a:spcAft>')
        paint = etree.fromstring(f'<a:buClr xmlns:a="{A}"><a:schemeClr val="accent1"/></a:buClr>')
        sign = etree.fromstring(f'<a:buChar xmlns:a="{A}" char="•"/>')
        for at, child in enumerate((after, paint, sign)):
            place.insert(at, child)
        place.find(qn("a:defRPr")).set("sz", str(int(SIZES["item"] * 100)))
    for alignment in master.iter(f"{{{A}}}lvl1pPr"):
        if alignment.get("algn") == "ctr":
            alignment.set("algn", "l")
    for colour in list(master.iter(f"{{{A}}}tint")):
        colour.getparent().remove(colour)


def _set_front(shape: Any, look: Look) -> None:
    kind = shape._element.find(f".//{qn('p:ph')}").get("type", "body")
    token, size, bold = {"ctrTitle": ("deep-ink", 4000, "1")}.get(kind, ("deep-ink-2", 1800, "0"))
    styles = shape._element.find(f".//{qn('a:lstStyle')}")
    for child in list(styles):
        styles.remove(child)
    if kind in {"ctrTitle", "subTitle"}:
        styles.append(
            etree.fromstring(
                f'<a:lvl1pPr xmlns:a="{A}" marL="0" indent="0" algn="l"><a:spcAft><a:spcPts val="700"/></a:spcAft>'
                f'<a:buNone/><a:defRPr sz="{size}" b="{bold}"><a:solidFill><a:srgbClr val="{look.colour(token)}"/>'
                "</a:solidFill></a:defRPr></a:lvl1pPr>"
            )
        )
