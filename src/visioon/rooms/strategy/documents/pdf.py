"""The book as an accessible PDF (PDF/UA-1 and PDF/A-2a), set by Typst in the face of the city."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from visioon.kernel.look import press
from visioon.kernel.look.face import logo_of, printed_fonts, tokens_in_force
from visioon.kernel.papers.office import CannotWrite
from visioon.rooms.strategy.documents.tree import Book, check

TEMPLATE = Path(__file__).with_name("book.typ")
COLOURS = ("ink", "ink-2", "line", "edge", "accent", "accent-soft", "thread", "sample", "sample-soft", "sunken")
STANDARDS = ("ua-1", "a-2a")


def pdf(book: Book) -> bytes:
    """The file; the same book gives the same bytes on one machine type. Raises CannotWrite."""
    check(book)
    how = {"format": "pdf", "pdf_standards": list(STANDARDS), "timestamp": book.timestamp}
    try:
        return press.typeset(TEMPLATE, _data(book), beside=_beside(book), **how)
    except press.CannotSet as wrong:
        raise CannotWrite(f"the book could not be set: {wrong}") from wrong


def _beside(book: Book) -> dict[str, bytes]:
    """The logo, where the face has one, in the colour of the words."""
    logo = logo_of(book.face).replace("currentColor", tokens_in_force(book.face).colour("ink"))
    return {"logo.svg": logo.encode()} if logo else {}


def _data(book: Book) -> dict[str, Any]:
    ui, word = printed_fonts(book.face)
    in_force = tokens_in_force(book.face)
    return {
        **asdict(book),
        "logo": bool(logo_of(book.face)),
        "region": press.REGIONS.get(book.lang, "EE"),
        "ui": press.known(ui),
        "word": press.known(word),
        "colours": {name: in_force.colour(name) for name in COLOURS},
    }
