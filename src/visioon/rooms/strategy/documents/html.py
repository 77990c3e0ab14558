"""The book as one HTML file that needs nothing beside it, in the face of the city."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from visioon.kernel.look.face import Face, tokens_in_force
from visioon.rooms.strategy.documents.tree import Book, check

STYLE = Path(__file__).with_name("book.css")
WORN = ("ink", "ink-2", "line", "edge", "accent")  # light paper stays white: the book is printed


def html(book: Book) -> bytes:
    """The file; the same book gives the same bytes. Raises CannotWrite."""
    check(book)
    with translation.override(book.lang):
        return render_to_string("strategy/book.html", {"book": book, "style": _style(book.face)}).encode()


def _style(face: Face) -> SafeString:
    """Our own style; with a face, its colours (each of six hex digits, or it is refused) after it."""
    own = STYLE.read_text(encoding="utf-8")
    if face:
        in_force = tokens_in_force(face)
        light = ";".join(f"--{name}:{in_force.colour(name)}" for name in WORN)
        dark = ";".join(f"--{name}:{in_force.colour(name, dark=True)}" for name in ("paper", *WORN))
        own += f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    return mark_safe(own)  # noqa: S308 - our own file, and values that kernel.look.face has checked
