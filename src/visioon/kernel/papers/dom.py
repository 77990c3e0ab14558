"""HTML as a browser forgives it: elements and words, drawings kept as they were written."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
CLOSED_BY_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
# What an opening tag ends, and the element in which that must happen.
ENDS = {
    "li": (("li",), ("ul", "ol")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr", "td", "th"), ("table",)),
    "td": (("td", "th"), ("tr",)),
    "th": (("td", "th"), ("tr",)),
    "option": (("option",), ("select",)),
}
DEEPEST = 120  # what is nested deeper keeps its words and loses its shape
DRAWING = "drawing"
_SVG = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL | re.IGNORECASE)


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    drawing: str = ""

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def find(self, *tags: str) -> list["Element"]:
        """All elements of these tags inside, in their order."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                found += [child] if child.tag in tags else []
                found += child.find(*tags)
        return found

    @property
    def words(self) -> str:
        return "".join(child if isinstance(child, str) else child.words for child in self.children)


def parse(html: str) -> Element:
    """The elements of a document. It never refuses: what is not closed ends with what is around it."""
    drawings: list[str] = []

    def keep(found: re.Match[str]) -> str:
        drawings.append(found.group())
        return f'<{DRAWING} no="{len(drawings) - 1}"></{DRAWING}>'

    parser = _Parser(_SVG.sub(keep, html), drawings)
    return parser.root


class _Parser(HTMLParser):
    def __init__(self, html: str, drawings: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.root, self.drawings = Element("document"), drawings
        self.open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._end_what_it_ends(tag)
        made = Element(tag, attributes)
        if tag == DRAWING:
            number = attributes.get("no", "")
            known = number.isdecimal() and int(number) < len(self.drawings)
            made.drawing = self.drawings[int(number)] if known else ""
        self.open[-1].children.append(made)
        if tag not in VOID and len(self.open) < DEEPEST:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def _end_what_it_ends(self, tag: str) -> None:
        if tag in CLOSED_BY_BLOCK and self.open[-1].tag == "p":
            self.open.pop()
        ended, within = ENDS.get(tag, ((), ()))
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag in within:
                return
            if self.open[place].tag in ended:
                del self.open[place:]
