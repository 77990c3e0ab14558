"""Parts with a shape of their own: tables, terms and figures."""

import re
from collections.abc import Callable

from visioon.kernel.papers.dom import Element
from visioon.kernel.papers.tree import Cell, Figure, Table

WIDEST = 60  # columns; what an attribute says beyond is no table
_SPACE = re.compile(r"\s+")


def cells(element: Element, *tags: str) -> list[Element]:
    """The items of a list, or the cells of a row: those of these tags that are not inside another such list."""
    found: list[Element] = []
    for child in element.children:
        if isinstance(child, Element):
            if child.tag in tags:
                found.append(child)
            elif child.tag not in {"ul", "ol", "dl", "table"}:
                found += cells(child, *tags)
    return found


def table_of(element: Element, near: str, said: Callable[[Element], str]) -> Table | None:
    """The table without columns that hold no words (buttons stood there); None where nothing is left."""
    caption = next((_line(one.words) for one in element.find("caption")), "") or near
    rows = [row for row in cells(element, "tr") if row.find("td", "th")]
    is_head = [bool(rows) and all(cell.tag == "th" for cell in cells(row, "td", "th")) for row in rows]
    spread = [_spread(row, said) for row in rows]
    width = max((len(row) for row in spread), default=0)
    spread = [row + (Cell(""),) * (width - len(row)) for row in spread]
    kept = [
        at for at in range(width) if any(row[at].words for row, head in zip(spread, is_head, strict=True) if not head)
    ]
    spread = [tuple(row[at] for at in kept) for row in spread]
    head = spread[0] if is_head and is_head[0] else ()
    body = tuple(row for row in spread[1 if head else 0 :] if any(cell.words for cell in row))
    return Table(caption, head, body) if body and kept else None


def _spread(row: Element, said: Callable[[Element], str]) -> tuple[Cell, ...]:
    found: list[Cell] = []
    for cell in cells(row, "td", "th"):
        found.append(Cell(_line(said(cell)), "num" in cell.classes))
        span = cell.attributes.get("colspan", "1")
        found += [Cell("")] * (min(int(span), WIDEST) - 1 if span.isdecimal() and span.isascii() else 0)
    return tuple(found)


def figures(element: Element) -> tuple[Figure, ...]:
    """Facts in figures: each a group of what is counted and its number."""
    found = []
    for group in cells(element, "div"):
        what = next(iter(cells(group, "dt")), Element("dt"))
        value = next(iter(cells(group, "dd")), Element("dd"))
        unit = " ".join(_line(one.words) for one in value.find("small"))
        marks = [one for one in what.find("span") if "tag-sample" in one.classes]
        number = _line(value.words)
        number = number.removesuffix(unit).strip() if unit else number
        words = _line(what.words)
        for one in marks:
            words = words.removesuffix(_line(one.words)).strip()
        found.append(Figure(number, unit, words, bool(marks)))
    return tuple(found)


def _line(words: str) -> str:
    return _SPACE.sub(" ", words.replace("\N{SOFT HYPHEN}", "")).strip()
