"""A version of the strategy as a file: one tree of parts, written as HTML and as PDF."""

from collections.abc import Callable

from visioon.rooms.strategy.documents.html import html
from visioon.rooms.strategy.documents.pdf import pdf
from visioon.rooms.strategy.documents.tree import Book

WRITERS: dict[str, Callable[[Book], bytes]] = {"html": html, "pdf": pdf}
TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}
