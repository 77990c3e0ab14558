"""A version of the strategy as a file: one tree of parts, written as HTML, PDF and DOCX."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict

from visioon.rooms.strategy.documents.docx import docx
from visioon.rooms.strategy.documents.html import html
from visioon.rooms.strategy.documents.pdf import pdf
from visioon.rooms.strategy.documents.tree import Book

WRITERS: dict[str, Callable[[Book], bytes]] = {"html": html, "pdf": pdf, "docx": docx}
VERSION = 3  # raised when a writer or its design changes
TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def key(book: Book, form: str) -> str:
    """The name under which a written book may be kept: the hash of all it is made of, and its writer's version."""
    tree = json.dumps([form, VERSION, asdict(book)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(tree.encode()).hexdigest()
