"""The book as one HTML file that needs nothing beside it."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from visioon.rooms.strategy.documents.tree import Book, check

STYLE = Path(__file__).with_name("book.css")


def html(book: Book) -> bytes:
    """The file; the same book gives the same bytes. Raises CannotWrite."""
    check(book)
    style = mark_safe(STYLE.read_text(encoding="utf-8"))  # noqa: S308 - our own file
    with translation.override(book.lang):
        return render_to_string("strategy/book.html", {"book": book, "style": style}).encode()
