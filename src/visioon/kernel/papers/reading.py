"""From the HTML of a page to the tree of what is taken along: no menus, forms or buttons, no second drawing."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from visioon.kernel.papers.dom import DRAWING, Element, parse
from visioon.kernel.papers.parts import cells, figures, table_of
from visioon.kernel.papers.tree import (
    Figures,
    Heading,
    Item,
    Items,
    Page,
    Paragraph,
    Part,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
)

LEFT_OUT = frozenset(
    [
        "nav",
        "form",
        "button",
        "input",
        "select",
        "textarea",
        "script",
        "style",
        "template",
        "dialog",
        "label",
        "meter",
        "progress",
    ]
)
LEFT_OUT_CLASSES = frozenset({"only-phone", "crumbs", "vh", "act", "btn", "more", "toc", "skip", "no-paper", "key"})
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "document",
    ]
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
WHOLE = ("h1", "h2", "h3", "h4", "h5", "h6", "table", "figure", "blockquote", "dl")  # what no item of a list can hold
TONES = {"lede": "lede", "soft": "soft", "small": "soft", "source": "soft", "tiny": "soft"}
MADE: dict[str, dict[str, Any]] = {
    "b": {"bold": True},
    "strong": {"bold": True},
    "em": {"italic": True},
    "i": {"italic": True},
    "cite": {"italic": True},
    "ins": {"kind": "added"},
    "del": {"kind": "cut"},
}
APART = Run(" · ", kind="apart")
STOPS = frozenset({"thread"})
SHORT_ANSWER = 90
_SPACE = re.compile(r"[ \t\r\n\f]+")


def page(html: str, *, address: str, lang: str, frame: Page) -> Page:
    """The page in this HTML. frame: a page that has all but title, sample and parts."""
    whole = parse(html)
    main = next(iter(whole.find("main")), whole)
    reader = Reader(address, lang)
    reader.inside(main, Run(""))
    reader.flush()
    title = next((_line(one) for one in main.find("h1")), "") or next((_line(one) for one in whole.find("title")), "")
    marked = any({"strip-sample", "tag-sample"} & one.classes for one in whole.find("aside", "span"))
    parts = tuple(part for part in reader.parts if not (isinstance(part, Heading) and part.level == 1))
    return replace(frame, title=title or address, sample=marked, parts=_stepped(parts))


def _line(element: Element) -> str:
    return _SPACE.sub(" ", element.words.replace("\N{SOFT HYPHEN}", "")).strip()


def _stepped(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Headings below the title start at 2, and none is more than one below the heading before it."""
    level, found = 1, []
    for part in parts:
        if isinstance(part, Heading):
            level = max(2, min(part.level, level + 1))
            part = replace(part, level=level)
        found.append(part)
    return tuple(found)


class Reader:
    """Walks through elements and collects parts; words wait in `runs` until a block ends."""

    def __init__(self, address: str, lang: str) -> None:
        self.address, self.lang = address, lang
        self.parts: list[Part] = []
        self.runs: list[Run] = []
        self.caption = ""

    def inside(self, element: Element, make: Run) -> None:
        before: Element | str = ""
        for child in element.children:
            if isinstance(child, str):
                self.runs.append(replace(make, words=child.replace("\N{SOFT HYPHEN}", "")))
            else:
                if _side_by_side(element, before, child) and self.runs:
                    self.runs.append(APART)
                self.element(child, make)
            if not isinstance(child, str) or child.strip() or "row" not in element.classes:
                before = child

    def element(self, element: Element, make: Run) -> None:
        if _left_out(element):
            return
        if element.tag == DRAWING:
            self._drawing(element)
        elif element.tag not in BLOCKS:
            self._inline(element, self._made(element, make))
        else:
            self._block(element, self._made(element, make))

    def flush(self, tone: str = "") -> None:
        """End a paragraph."""
        runs = tidy(self.runs)
        self.runs = []
        if not runs:
            return
        last = self.parts[-1] if self.parts else None
        if isinstance(last, Heading) and all(run.kind in {"sample", "apart"} for run in runs):
            mark = tuple(run for run in runs if run.kind == "sample")
            self.parts[-1] = replace(last, runs=(*last.runs, Run(" "), *mark))
            return
        self.parts.append(Paragraph(runs, tone))

    def _made(self, element: Element, make: Run) -> Run:
        lang = element.attributes.get("lang", "")[:2]
        if lang:
            make = replace(make, lang="" if lang == self.lang else lang)
        make = replace(make, **MADE.get(element.tag, {}))
        if "tag-sample" in element.classes:
            return replace(make, kind="sample")
        if element.tag == "a" and (link := self._link(element.attributes.get("href", ""))):
            return replace(make, link=link)
        return make

    def _link(self, href: str) -> str:
        """A whole address; empty for a place on the same page and for what is no address."""
        if not href or href.startswith("#"):
            return ""
        try:
            whole = urljoin(self.address, href.strip())
            return whole if urlsplit(whole).scheme in {"http", "https", "mailto"} else ""
        except ValueError:
            return ""

    def _inline(self, element: Element, make: Run) -> None:
        if element.tag in {"br", "wbr"}:
            self.runs.append(replace(make, words=" "))
        elif element.tag == "img":
            self.runs.append(replace(make, words=element.attributes.get("alt", "")))
        else:
            self.inside(element, make)

    def _drawing(self, element: Element) -> None:
        drawn = parse(element.drawing.replace("<svg", "<drawn", 1)).find("drawn")
        attributes = drawn[0].attributes if drawn else {}
        alt = attributes.get("aria-label", "")
        if not alt or attributes.get("aria-hidden") == "true" or "only-phone" in attributes.get("class", "").split():
            return
        self.flush()
        self.parts.append(Picture(element.drawing, alt, self.caption))

    def _block(self, element: Element, make: Run) -> None:
        tag = element.tag
        if tag in HEADINGS:
            self._heading(element, make)
        elif tag in {"ul", "ol"}:
            self._list(element, make)
        elif tag == "table":
            self._table(element)
        elif tag == "blockquote":
            self._quote(element, make)
        elif tag == "dl":
            self._terms(element, make)
        elif tag == "figure":
            self._figure(element, make)
        elif tag == "summary":
            self.flush()
            self.inside(element, replace(make, bold=True))
            self.flush("term")
        else:
            self.flush()
            self.inside(element, make)
            self.flush(next((TONES[name] for name in TONES if name in element.classes), ""))

    def _heading(self, element: Element, make: Run) -> None:
        self.flush()
        self.inside(element, make)
        runs, self.runs = tidy([replace(run, link="", bold=False) for run in self.runs]), []
        if runs:
            self.parts.append(Heading(HEADINGS[element.tag], runs))

    def _quote(self, element: Element, make: Run) -> None:
        self.flush()
        start = len(self.parts)
        self.inside(element, make)
        self.flush()
        said = self.parts[start:]
        self.parts[start:] = [Quote(one.runs) if isinstance(one, Paragraph) else one for one in said]

    def _figure(self, element: Element, make: Run) -> None:
        """The caption's heading belongs to the picture, and so does the table that gives its numbers."""
        self.flush()
        head = next((_line(one) for cap in element.find("figcaption") for one in cap.find("h2", "h3", "h4")), "")
        start, self.caption = len(self.parts), head
        self.inside(element, make)
        self.flush()
        self.caption = ""
        drawn = any(isinstance(one, Picture) for one in self.parts[start:])
        found = [one for one in self.parts[start:] if not (drawn and _is_in_picture(one, head))]
        self.parts[start:] = [replace(one, of_picture=drawn) if isinstance(one, Table) else one for one in found]

    def _table(self, element: Element) -> None:
        self.flush()
        last = next((one for one in reversed(self.parts) if isinstance(one, Heading)), None)
        near = self.caption or ("".join(run.words for run in last.runs if run.kind != "sample") if last else "")
        made = table_of(element, near.strip(), lambda cell: _told(self._within(cell)))
        if made is not None:
            self.parts.append(made)

    def _within(self, element: Element, make: Run | None = None) -> Runs:
        """The words of a cell or an item as one line."""
        own = Reader(self.address, self.lang)
        own.inside(element, make or Run(""))
        own.flush()
        lines: list[Run] = []
        for part in own.parts:
            said = _as_line(part)
            lines += [APART, *said] if lines and said else said
        return tuple(lines)

    def _list(self, element: Element, make: Run) -> None:
        self.flush()
        held: list[Item] = []
        for one in cells(element, "li"):
            if one.find(*WHOLE):
                self._items(held, element)
                held = []
                self._block(Element("div", one.attributes, one.children), make)
            else:
                held.append(self._item(one, make))
        self._items(held, element)

    def _items(self, held: list[Item], of: Element) -> None:
        """Items that stand together; what is larger than an item has stood between them as parts of its own."""
        found = tuple(one for one in held if one.runs or one.below)
        if found:
            numbered = of.tag == "ol" and not all(_numbers_itself(one) for one in found)
            self.parts.append(Items(found, numbered, bool(STOPS & of.classes)))

    def _item(self, element: Element, make: Run) -> Item:
        below = [child for child in element.children if isinstance(child, Element) and child.tag in {"ul", "ol"}]
        own = Element("div", element.attributes, [child for child in element.children if child not in below])
        reader = Reader(self.address, self.lang)
        for one in below:
            reader._list(one, make)
        return Item(self._within(own, make), tuple(one for one in reader.parts if isinstance(one, Items)))

    def _terms(self, element: Element, make: Run) -> None:
        self.flush()
        if "figures" in element.classes:
            self.parts.append(Figures(figures(element)))
            return
        for one in cells(element, "dt", "dd"):
            if one.tag == "dt":
                self.inside(one, replace(make, bold=True))
                self.flush("term")
            else:
                self._answer(one, make)

    def _answer(self, element: Element, make: Run) -> None:
        """A short answer stands on the line of its term, a longer one below."""
        start = len(self.parts)
        self.inside(element, make)
        self.flush()
        said = self.parts[start:]
        term = self.parts[start - 1] if start else None
        if not isinstance(term, Paragraph) or term.tone != "term" or len(said) != 1:
            return
        if isinstance(said[0], Paragraph) and sum(len(run.words) for run in said[0].runs) <= SHORT_ANSWER:
            self.parts[start - 1 :] = [Paragraph((*term.runs, Run(": ", bold=True), *said[0].runs))]


def _told(runs: Runs) -> str:
    """A line without its make; a mark stands in brackets."""
    return "".join(f"[{run.words}]" if run.kind == "sample" else run.words for run in runs)


def _numbers_itself(item: Item) -> bool:
    return bool(item.runs) and item.runs[0].words[:1].isdecimal()


def _is_in_picture(part: Part, head: str) -> bool:
    """The heading that the picture carries already, and the fold over its table."""
    if isinstance(part, Heading):
        return "".join(run.words for run in part.runs) == head
    return isinstance(part, Paragraph) and part.tone == "term"


def _as_line(part: Part) -> list[Run]:
    if isinstance(part, (Paragraph, Heading, Quote)):
        return list(part.runs)
    if isinstance(part, Items):
        return [run for item in part.items for run in (*item.runs, APART)][:-1]
    return [Run(part.alt)] if isinstance(part, Picture) else []


def _left_out(element: Element) -> bool:
    return element.tag in LEFT_OUT or bool(LEFT_OUT_CLASSES & element.classes) or "hidden" in element.attributes


def _side_by_side(parent: Element, before: Element | str, child: Element) -> bool:
    """Two things that only their place on the page keeps apart: they get a dot between them."""
    if child.tag in BLOCKS or _left_out(child):
        return False
    if isinstance(before, str):
        return bool(before.strip()) and not before[-1].isspace() and "fact" in child.classes
    if before.tag in BLOCKS:
        return False
    return "row" in parent.classes or bool({"tag", "tag-sample"} & child.classes) or before.tag == child.tag == "span"


def tidy(runs: list[Run]) -> Runs:
    """Runs with single spaces, none at either end, and no dot where nothing follows or precedes."""
    found: list[Run] = []
    for run in runs:
        words = _SPACE.sub(" ", run.words)
        ends_open = not found or found[-1].words.endswith(" ")
        if run.kind == "apart":
            if found and found[-1].kind != "apart":
                found[-1] = replace(found[-1], words=found[-1].words.rstrip(" "))
                found.append(run)
            continue
        words = words.lstrip(" ") if ends_open else words
        if not words:
            continue
        if found and replace(found[-1], words="") == replace(run, words=""):
            found[-1] = replace(run, words=found[-1].words + words)
        else:
            found.append(replace(run, words=words))
    while found and (found[-1].kind == "apart" or not found[-1].words.strip()):
        found.pop()
    if found:
        found[-1] = replace(found[-1], words=found[-1].words.rstrip(" "))
    return tuple(run for run in found if run.words)
