"""The tree of a document: what every writer gets, in one language, with each foreign passage marked by its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from visioon.kernel.papers.office import CannotWrite


@dataclass(frozen=True)
class Paragraph:
    words: str
    kind: str = "paragraph"


@dataclass(frozen=True)
class Items:
    items: tuple[str, ...]
    kind: str = "items"


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, with the role of who said them."""

    words: str
    who: str = ""
    lang: str = ""
    kind: str = "quote"


Part = Paragraph | Items | Quote


@dataclass(frozen=True)
class Row:
    """One line of the table that says how a goal will be measured."""

    label: str
    value: str


@dataclass(frozen=True)
class Section:
    """A block: heading, paragraph, goal or note. lang is empty where the block speaks the language of the book."""

    id: str
    kind: str
    number: str
    name: str = ""
    level: int = 0
    parts: tuple[Part, ...] = ()
    table: tuple[Row, ...] = ()
    domain: str = ""
    domain_name: str = ""
    origin: str = ""
    lang: str = ""

    @property
    def is_hung(self) -> bool:
        return bool(self.origin)


@dataclass(frozen=True)
class Check:
    """What a reader needs to check the book: the edition, its hash, and the key of the ledger."""

    edition: int
    sha256: str
    fingerprint: str


@dataclass(frozen=True)
class Book:
    """labels: the words of the frame (contents, page, sample ...) in the language of the book.

    face: the face of the city that the book wears, and name: what it calls the city, empty where it gives no name.
    Both are part of the book, so that another face makes another file.
    """

    title: str
    lang: str
    city: str
    version: int
    day: str
    note: str
    sample: bool
    timestamp: int
    sections: tuple[Section, ...]
    check: Check
    labels: dict[str, str] = field(default_factory=dict)
    face: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""


def check(book: Book) -> None:
    """What an accessible document needs: a title, words in every block, and headings that skip no level."""
    if not book.title:
        raise CannotWrite(f"the document has no title in {book.lang}")
    level = 0
    for section in book.sections:
        if section.kind == "heading":
            if section.level > level + 1:
                raise CannotWrite(f"block {section.id}: a heading of level {level + 1} or higher was expected")
            level = section.level
        if not section.name and not section.parts:
            raise CannotWrite(f"block {section.id}: there are no words in {book.lang}")
