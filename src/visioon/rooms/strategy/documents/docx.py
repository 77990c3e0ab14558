"""The book as a DOCX file: real headings, languages, tables with heads, and the thread at the left of each block."""

from typing import Any

from visioon.kernel.papers import office
from visioon.kernel.papers.office import Node, language
from visioon.kernel.papers.styles import Frame, reference
from visioon.rooms.strategy.documents.tree import Book, Items, Part, Quote, Row, Section, check

MOST_LEVELS = 6


def available() -> bool:
    return office.available("pypandoc")


def docx(book: Book) -> bytes:
    """The file; the same book gives the same bytes with the same pandoc. Raises CannotWrite."""
    check(book)
    return office.written(tree(book), reference(frame(book)), book.timestamp)


def frame(book: Book) -> Frame:
    mark = [book.labels["sample"].upper()] if book.sample else []
    head = " · ".join([book.title, book.labels["version"], *mark])
    return Frame(head, f"{book.city} · {book.day} · {book.labels['page']}", book.face, cover=True)


# The tree of pandoc


def tree(book: Book) -> Node:
    """The whole document as pandoc's own tree."""
    meta = {
        "title": {"t": "MetaInlines", "c": _words(book.title)},
        "author": {"t": "MetaInlines", "c": _words(book.city)},
        "lang": {"t": "MetaString", "c": language(book.lang)},
    }
    blocks = [*_cover(book), *_contents(book)]
    level = 0
    for section in book.sections:
        if section.kind == "heading":
            level = section.level
            blocks.append(_heading(section.level, f"{section.number} {section.name}", f"b-{section.id}", section.lang))
        else:
            blocks += _block(section, book, level)
    return {"pandoc-api-version": office.API, "meta": meta, "blocks": [*blocks, *_check(book)]}


def _cover(book: Book) -> list[Node]:
    label = book.labels
    lines = [("Soft", f"{label['kind']} · {label['version']} · {book.day}"), ("Soft", book.note)]
    sample = [("Sample", f"{label['sample'].upper()}. {label['sample_long']}")] if book.sample else []
    return [_styled(style, words) for style, words in [*sample, *lines] if words]


def _contents(book: Book) -> list[Node]:
    chapters = [one for one in book.sections if one.kind == "heading" and one.level == 1]
    listed = [(f"{one.number} {one.name}", f"b-{one.id}", one.lang) for one in chapters]
    listed.append((book.labels["check"], "check", ""))
    links = [
        _styled_inlines("Contents", [{"t": "Link", "c": [_attr(), _words(words, lang), [f"#{where}", ""]]}])
        for words, where, lang in listed
    ]
    return [_styled("Contents Heading", book.labels["contents"]), *links]


def _block(section: Section, book: Book, level: int) -> list[Node]:
    hung = "Hung" if section.is_hung else "Unhung"
    label = book.labels
    kind = {"goal": label["goal"], "note": label["note"]}.get(section.kind, "")
    line = [section.number, kind, section.domain_name, label["sample"] if book.sample else ""]
    found = [_styled("Number", " · ".join(filter(None, line)))]
    if section.name:
        found.append(_heading(min(level + 1, MOST_LEVELS), section.name, "", section.lang))
    found += [node for part in section.parts for node in _part(part, hung, section.lang)]
    if section.table:
        found.append(_table(section.table, label))
    origin = f"{label['from']} {section.origin}" if section.is_hung else label["unhung"]
    found.append(_styled(f"{hung} Origin", origin))
    return [{"t": "Div", "c": [_attr(f"b-{section.id}"), found]}]


def _part(part: Part, style: str, lang: str) -> list[Node]:
    if isinstance(part, Items):
        return [{"t": "BulletList", "c": [[{"t": "Plain", "c": _words(item, lang)}] for item in part.items]}]
    if isinstance(part, Quote):
        said = [{"t": "Para", "c": _words(f"„{part.words}“", part.lang or lang)}]
        who = [_styled("Soft", part.who)] if part.who else []
        return [{"t": "BlockQuote", "c": [*said, *who]}]
    return [_styled(style, part.words, lang)]


def _table(rows: tuple[Row, ...], label: dict[str, str]) -> Node:
    """A head row that repeats, and the first column as heads of the rows."""
    plain = {"t": "AlignLeft"}
    columns = [[plain, {"t": "ColWidth", "c": share}] for share in (0.3, 0.7)]
    head = [_attr(), [_row(label["what"], label["value"])]]
    body = [_attr(), 1, [], [_row(row.label, row.value) for row in rows]]
    caption = [None, [{"t": "Plain", "c": _words(label["measure"])}]]
    return {"t": "Table", "c": [_attr(), caption, columns, head, [body], [_attr(), []]]}


def _row(*cells: str) -> list[Any]:
    return [_attr(), [[_attr(), {"t": "AlignLeft"}, 1, 1, [{"t": "Plain", "c": _words(words)}]] for words in cells]]


def _check(book: Book) -> list[Node]:
    label, given = book.labels, book.check
    facts = [
        (label["edition"], str(given.edition)),
        ("SHA-256", given.sha256),
        (label["fingerprint"], given.fingerprint),
    ]
    return [
        _heading(1, label["check"], "check"),
        _styled("Body Text", label["check_words"]),
        _styled("Body Text", label["thread"]),
        *(
            _styled_inlines("Soft", [*_words(f"{name}: "), {"t": "Code", "c": [_attr(), value]}])
            for name, value in facts
        ),
    ]


def _heading(level: int, words: str, key: str, lang: str = "") -> Node:
    return {"t": "Header", "c": [level, _attr(key), _words(words, lang)]}


def _styled(style: str, words: str, lang: str = "") -> Node:
    return _styled_inlines(style, _words(words, lang))


def _styled_inlines(style: str, inlines: list[Node]) -> Node:
    return {"t": "Div", "c": [_attr(**{"custom-style": style}), [{"t": "Para", "c": inlines}]]}


def _words(words: str, lang: str = "") -> list[Node]:
    """Words as they are; those in another language are marked by it."""
    said: list[Node] = [{"t": "Str", "c": words}]
    return [{"t": "Span", "c": [_attr(lang=language(lang)), said]}] if lang else said


def _attr(key: str = "", **values: str) -> list[Any]:
    return [key, [], [[name, value] for name, value in values.items()]]
