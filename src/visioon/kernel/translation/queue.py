"""What waits for a translator: texts that are missing, outdated, or only drafted by a machine in a language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.models import Frozen
from visioon.kernel.texts import scan
from visioon.kernel.texts.registry import Key, Shelf, rule_of, shelves
from visioon.kernel.texts.value import State, Text

PAGE = 25
WAITING: tuple[State, ...] = ("missing", "outdated", "machine")
Order = tuple[int, str, str, int]


def changeable() -> list[Shelf]:
    """Shelves whose rows may be said in another language: frozen rows never change."""
    return [shelf for shelf in shelves().values() if not issubclass(shelf.model, Frozen)]


def order(key: Key) -> Order:
    """What something waits for first; then kind by kind, the oldest first, as ids sort by time."""
    shelf = shelves()[key.kind]
    return rule_of(shelf).rank, key.kind, key.row.rjust(36, "0"), shelf.fields.index(key.field)


@dataclass(frozen=True)
class Piece:
    """One text in one language that it waits for."""

    key: Key
    text: Text
    state: State
    provenance: str

    @property
    def language(self) -> str:
        return self.key.language

    @property
    def source(self) -> str:
        return self.text.words[self.text.source]

    @property
    def since(self) -> datetime | None:
        """When its noun was made, where the id tells it."""
        try:
            made = UUID(self.key.row)
        except ValueError:
            return None
        return datetime.fromtimestamp((made.int >> 80) / 1000, UTC)

    @cached_property
    def order(self) -> Order:
        return order(self.key)


def waiting(viewer: Viewer) -> list[Piece]:
    """Everything that waits, in order. One query, however many kinds of rows there are."""
    pieces = []
    for found in scan.read((shelf, seen(viewer, shelf)) for shelf in changeable()):
        if found.text.source not in found.text.words:
            continue
        for language in viewer.city.languages:
            state = found.text.state(language)
            if state in WAITING:
                key = Key(found.shelf.kind, found.row, found.field, language)
                pieces.append(Piece(key, found.text, state, found.provenance))
    return sorted(pieces, key=lambda piece: piece.order)


def seen(viewer: Viewer, shelf: Shelf) -> QuerySet[Model, Any]:
    found = scan.standing(shelf, scan.rows(shelf, viewer.city.pk))
    return found if viewer.sees_samples else scan.without_samples(shelf, found)


def of(pieces: Iterable[Piece], language: str, kind: str = "", state: str = "") -> list[Piece]:
    """Those of a language, of a kind and of a state where these are given."""
    return [
        piece
        for piece in pieces
        if piece.language == language and kind in {"", piece.key.kind} and state in {"", piece.state}
    ]


def page(pieces: Sequence[Piece], after: str = "") -> tuple[list[Piece], str]:
    """The pieces behind a key, and the key behind which the next page begins, empty on the last."""
    rest = list(pieces)
    if after:
        behind = order(Key.read(after))
        rest = [piece for piece in pieces if piece.order > behind]
    shown = rest[:PAGE]
    return shown, str(shown[-1].key) if len(rest) > PAGE else ""


def following(pieces: Sequence[Piece], key: Key) -> Piece | None:
    """The next one behind a key; from the beginning again behind the last."""
    behind = order(key)
    others = [piece for piece in pieces if piece.key != key]
    return next((piece for piece in others if piece.order > behind), others[0] if others else None)


@dataclass(frozen=True)
class Line:
    """How much of a kind waits in each language, in the order of the languages."""

    kind: str
    counts: tuple[tuple[str, int], ...]


def counts(pieces: Iterable[Piece], languages: Sequence[str]) -> list[Line]:
    """A line a kind, in the order of the queue."""
    found: dict[str, dict[str, int]] = {}
    for piece in pieces:
        own = found.setdefault(piece.key.kind, dict.fromkeys(languages, 0))
        own[piece.language] += 1
    return [Line(kind, tuple(own.items())) for kind, own in found.items()]


@dataclass(frozen=True)
class Spot:
    """One text with the row that it stands in, as it may be said in a language."""

    key: Key
    shelf: Shelf
    row: Model
    text: Text
    provenance: str

    @property
    def noun(self) -> Model:
        return self.shelf.noun_of(self.row)

    @property
    def source(self) -> str:
        return self.text.words[self.text.source]

    @property
    def words(self) -> str:
        return self.text.words.get(self.key.language, "")

    @property
    def state(self) -> State:
        return self.text.state(self.key.language)


def spot(viewer: Viewer, key: Key) -> Spot | None:
    """The text of this name, where it may be translated; None where it is settled, of another city, or not there."""
    shelf = shelves()[key.kind]
    if shelf not in changeable() or key.language not in viewer.city.languages:
        return None
    found = seen(viewer, shelf)
    try:
        row = (found.select_related(shelf.noun) if shelf.noun else found).filter(pk=key.row).first()
    except (ValueError, ValidationError):
        return None
    text: Text = getattr(row, key.field) if row is not None else Text()
    if row is None or text.source not in text.words or text.source == key.language:
        return None
    provenance = getattr(shelf.noun_of(row), "provenance", scan.REAL)
    return Spot(key, shelf, row, text, provenance)
