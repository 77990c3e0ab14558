"""Words of a block as parts: paragraphs, lists (lines that begin with a dash), quotes (lines that begin with >)."""

import re
import unicodedata
from collections.abc import Iterator

from visioon.rooms.strategy.documents.tree import Items, Paragraph, Part, Quote

_PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\U000e0020-\U000e007f]|[\U0001f1e6-\U0001f1ff]")
_INVISIBLE = re.compile("[\ufe0e\ufe0f\u200d\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]")


def parts(words: str) -> tuple[Part, ...]:
    """The parts of a block's words."""
    return tuple(part for piece in re.split(r"\n\s*\n", words) if piece.strip() for part in _piece(piece.strip()))


def _piece(piece: str) -> Iterator[Part]:
    lines = [line.strip() for line in piece.split("\n")]
    if all(line.startswith(("- ", "* ")) for line in lines):
        yield Items(tuple(line[2:].strip() for line in lines))
    elif all(line.startswith(">") for line in lines):
        yield Quote(" ".join(line[1:].strip() for line in lines))
    else:
        yield Paragraph(" ".join(lines))


def spoken(words: str) -> str:
    """The words with every pictograph replaced by its name: no face has them all, and a reader aloud needs the name."""
    return _PICTURES.sub(_name, _INVISIBLE.sub("", words))


def _name(found: re.Match[str]) -> str:
    return f"({unicodedata.name(found.group(), 'picture').lower()})"
