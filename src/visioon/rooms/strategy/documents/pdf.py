"""The book as an accessible PDF (PDF/UA-1 and PDF/A-2a), set by Typst.

Words reach Typst as data in a JSON file, never as markup. It reads nothing outside a fresh folder and uses no package.
"""

import json
import logging
import tempfile
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from visioon.kernel.look import fonts
from visioon.kernel.look.tokens import tokens
from visioon.rooms.strategy.documents.tree import Book, CannotWrite, check

logger = logging.getLogger(__name__)
TEMPLATE = Path(__file__).with_name("book.typ")
REGIONS = {"et": "EE", "en": "GB", "ru": "EE", "uk": "UA", "lv": "LV", "fi": "FI"}
COLOURS = ("ink", "ink-2", "line", "edge", "accent", "accent-soft", "thread", "sample", "sample-soft", "sunken")
# Faces that every Typst carries, so that a machine without ours still sets the book.
INSIDE = ("Libertinus Serif", "DejaVu Sans Mono")


def pdf(book: Book) -> bytes:
    """The file; the same book gives the same bytes on one machine type. Raises CannotWrite."""
    check(book)
    with tempfile.TemporaryDirectory(prefix="visioon-book-") as folder:
        root = Path(folder).resolve()
        (root / "book.typ").write_bytes(TEMPLATE.read_bytes())
        (root / "data.json").write_text(json.dumps(_data(book), ensure_ascii=False), encoding="utf-8")
        try:
            return _compiled(root, book.timestamp)
        except typst.TypstError as wrong:
            raise CannotWrite(f"the book could not be set: {wrong}") from wrong


def _compiled(root: Path, timestamp: int) -> bytes:
    made: bytes = typst.compile(
        root / "book.typ",
        root=root,
        format="pdf",
        font_paths=_faces(),
        pdf_standards=["ua-1", "a-2a"],
        timestamp=timestamp,
    )
    return made


@lru_cache(maxsize=1)
def _faces() -> Any:
    """The faces of this machine, looked through once."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def _data(book: Book) -> dict[str, Any]:
    return {
        **asdict(book),
        "region": REGIONS.get(book.lang, "EE"),
        "ui": [*_known(fonts.UI), *INSIDE],
        "word": [*_known(fonts.WORD), *INSIDE],
        "colours": {name: tokens().colour(name) for name in COLOURS},
    }


@lru_cache(maxsize=4)
def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    installed = {str(name).lower() for name in _faces().families()}
    return tuple(name for name in names if name.lower() in installed)
