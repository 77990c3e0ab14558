"""A page as a Word file: real headings, alt texts, languages of passages, heads of tables, the mark on every sheet."""

import base64
import logging
import re

from visioon.kernel.papers import office, pictures
from visioon.kernel.papers.office import Node, language
from visioon.kernel.papers.plan import shares
from visioon.kernel.papers.styles import Frame, reference
from visioon.kernel.papers.tree import (
    Cell,
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

logger = logging.getLogger(__name__)
WIDEST_INCHES, TALLEST_INCHES = 6.0, 7.6
UNITS_AN_INCH = 100  # of a drawing on the page
MOST_LEVELS = 6
TONES = {"": "Body Text", "lede": "Lede", "soft": "Soft", "term": "Term"}
ALIGN = {"t": "AlignDefault"}


def word(page: Page) -> bytes:
    """The file; the same page gives the same bytes with the same pandoc. Raises CannotWrite."""
    mark = [page.labels["sample"].upper()] if page.sample else []
    frame = Frame(" · ".join([page.title, *mark]), f"{page.city} · {page.day} · {page.labels['page']}", page.face)
    made = office.members(office.written(tree(page), reference(frame), page.at))
    document = made["word/document.xml"].decode("utf-8")
    return office.zipped({**made, "word/document.xml": _spoken(document).encode("utf-8")})


_PICTURE_NAME = re.compile(r'(<pic:cNvPr )descr="[^"]*"( id="\d+" name=)"[^"]*"')
_SAID = re.compile(r'<wp:docPr [^>]*?descr="([^"]*)"')


def _spoken(document: str) -> str:
    """pandoc writes the whole picture once more as a description inside; its sentence stands there instead."""
    said = iter(_SAID.findall(document))
    return _PICTURE_NAME.sub(lambda found: f'{found[1]}descr="{next(said, "")}"{found[2]}"picture"', document)


def tree(page: Page) -> Node:
    """The whole document as pandoc's own tree."""
    meta = {
        "title": {"t": "MetaInlines", "c": _plain(page.title)},
        "lang": {"t": "MetaString", "c": language(page.lang)},
    }
    blocks = [node for part in page.parts for node in _part(part, page)]
    return {"pandoc-api-version": office.API, "meta": meta, "blocks": [*_begin(page), *blocks]}


def _begin(page: Page) -> list[Node]:
    mark = [_styled("Sample", _plain(f"{page.labels['sample'].upper()}. {page.labels['sample_long']}"))]
    where: list[Node] = [*_plain(f"{page.city} · {page.day} · "), _link(_plain(page.address), page.address)]
    return [*(mark if page.sample else []), _styled("Soft", where)]


def _part(part: Part, page: Page) -> list[Node]:
    if isinstance(part, Heading):
        return [{"t": "Header", "c": [min(part.level - 1, MOST_LEVELS), _attr(), _runs(part.runs)]}]
    if isinstance(part, Paragraph):
        return [_styled(TONES[part.tone], _runs(part.runs))]
    if isinstance(part, Quote):
        return [_styled("Voice", _runs(part.runs))]
    if isinstance(part, Items):
        return [_styled("Stop", _runs(one.runs)) for one in part.items] if part.on_thread else [_items(part)]
    if isinstance(part, Table):
        return [_table(part)]
    return _picture(part, page) if isinstance(part, Picture) else _figures(part, page)


def _items(items: Items) -> Node:
    found = [_item(one) for one in items.items]
    if items.ordered:
        return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], found]}
    return {"t": "BulletList", "c": found}


def _item(item: Item) -> list[Node]:
    return [{"t": "Plain", "c": _runs(item.runs)}, *(_items(one) for one in item.below)]


def _figures(figures: Figures, page: Page) -> list[Node]:
    found = []
    for one in figures.items:
        mark = [Run(" "), Run(page.labels["sample"], kind="sample")] if one.sample else []
        found.append(_styled("Figure", _plain(" ".join(filter(None, [one.value, one.unit])))))
        found.append(_styled("Soft", _runs((Run(one.what), *mark))))
    return found


def _picture(picture: Picture, page: Page) -> list[Node]:
    try:
        drawing = pictures.drawn(picture.svg, page.face)
    except pictures.NotADrawing:
        logger.exception("a drawing of %s is left out of its paper, its words stay", page.address)
        return [_styled("Soft", _plain(picture.alt))]
    scale = min(WIDEST_INCHES / (drawing.width / UNITS_AN_INCH), TALLEST_INCHES / (drawing.height / UNITS_AN_INCH), 1)
    size = {
        "width": f"{drawing.width / UNITS_AN_INCH * scale:.2f}in",
        "height": f"{drawing.height / UNITS_AN_INCH * scale:.2f}in",
    }
    source = f"data:image/png;base64,{base64.b64encode(drawing.png).decode('ascii')}"
    image = {"t": "Image", "c": [_attr(**size), _plain(picture.alt), [source, ""]]}
    title = [_styled("Picture Caption", _plain(picture.title))] if picture.title else []
    return [*title, _styled("Image", [image])]


def _table(table: Table) -> Node:
    columns = [[ALIGN, {"t": "ColWidth", "c": share}] for share in shares(table)]
    head = [_attr(), [_row(table.head)] if table.head else []]
    body = [_attr(), 0, [], [_row(row) for row in table.rows]]
    caption = [None, [{"t": "Plain", "c": _plain(table.caption)}] if table.caption else []]
    return {"t": "Table", "c": [_attr(), caption, columns, head, [body], [_attr(), []]]}


def _row(cells: tuple[Cell, ...]) -> list[Node | list[Node]]:
    made = []
    for cell in cells:
        style = "Number Cell" if cell.number else "Cell"
        made.append([_attr(), ALIGN, 1, 1, [_styled(style, _plain(cell.words))]])
    return [_attr(), made]  # type: ignore[list-item]


def _runs(runs: Runs) -> list[Node]:
    return [_run(run) for run in runs]


def _run(run: Run) -> Node:
    node: Node = {"t": "Str", "c": run.words if run.kind != "sample" else f"[{run.words}]"}
    if run.lang:
        node = {"t": "Span", "c": [_attr(lang=language(run.lang)), [node]]}
    if run.kind == "sample":
        node = {"t": "Span", "c": [_attr(**{"custom-style": "Mark"}), [node]]}
    for on, tag in ((run.bold, "Strong"), (run.italic, "Emph"), (run.kind == "added", "Underline")):
        node = {"t": tag, "c": [node]} if on else node
    node = {"t": "Strikeout", "c": [node]} if run.kind == "cut" else node
    return _link([node], run.link) if run.link else node


def _link(inlines: list[Node], address: str) -> Node:
    return {"t": "Link", "c": [_attr(), inlines, [address, ""]]}


def _plain(words: str) -> list[Node]:
    return [{"t": "Str", "c": words}]


def _styled(style: str, inlines: list[Node]) -> Node:
    return {"t": "Div", "c": [_attr(**{"custom-style": style}), [{"t": "Para", "c": inlines}]]}


def _attr(key: str = "", **values: str) -> list[Node | str]:
    return [key, [], [[name, value] for name, value in values.items()]]  # type: ignore[list-item]
