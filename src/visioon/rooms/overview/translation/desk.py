"""What the page of one text shows beside the field: where it stands, what changed, which words are wanted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.acts import kind_of
from visioon.kernel.texts.changes import Run, paragraphs
from visioon.kernel.texts.registry import Key
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.kernel.translation import checks, glossary, memory, queue
from visioon.kernel.translation.glossary import Use
from visioon.kernel.translation.queue import Piece, Spot
from visioon.rooms.overview.translation import words


@dataclass(frozen=True)
class Line:
    """A piece of the queue as a list shows it."""

    piece: Piece
    kind: str
    field: str
    state: str
    shape: str


def line(piece: Piece) -> Line:
    key = piece.key
    return Line(piece, words.kind(key.kind), words.field(key.field), *state(piece.state))


def state(code: str) -> tuple[str, str]:
    """The state as a word and its shape."""
    return str(words.STATES[code]), words.SHAPES[code]


@dataclass(frozen=True)
class Said:
    """What is to be looked at again in a translation."""

    warnings: list[tuple[str, checks.Warning]] = field(default_factory=list)
    hints: list[Use] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.warnings or self.hints)


def looked_at(uses: Sequence[Use], source: str, translation: str) -> Said:
    found = checks.warnings(source, translation) if translation else []
    return Said([(str(words.WARNINGS[one.what]), one) for one in found], [one for one in uses if one.lacking])


def uses(viewer: Viewer, spot: Spot, translation: str) -> list[Use]:
    """The terms in the source; a word of the glossary is no hint for itself."""
    known = [term for term in glossary.terms(viewer) if str(term.pk) != spot.key.row]
    return glossary.uses(known, spot.source, spot.text.source, spot.key.language, translation)


def changed(viewer: Viewer, spot: Spot) -> list[list[Run]]:
    """What changed in the source since an outdated translation was made; empty where that is not known."""
    if spot.state != "outdated":
        return []
    earlier = memory.earlier_source(viewer, spot.text, spot.key.language)
    return paragraphs(earlier, spot.source) if earlier else []


def others(spot: Spot) -> list[tuple[str, str, str]]:
    """The text in further languages that are up to date: code, name, words."""
    skipped = {spot.text.source, spot.key.language}
    return [
        (code, words.language(code), said)
        for code, said in spot.text.words.items()
        if code not in skipped and spot.text.state(code) == "human"
    ]


def stands(viewer: Viewer, spot: Spot) -> Stop | None:
    """The noun as the thread knows it, with the address of its page."""
    noun = spot.noun
    code = kind_of(noun)
    return KINDS[code].load(viewer, [noun.pk]).get(noun.pk) if code in KINDS else None


def page_of(viewer: Viewer, spot: Spot) -> str:
    """Where the text is read; empty where it has no page of its own."""
    stop, noun = stands(viewer, spot), spot.noun
    if stop is not None:
        return stop.url
    city: dict[str, Any] = {"city": viewer.city.slug}
    if spot.key.kind == "statement":
        return reverse("dialogue:statement", kwargs={**city, "number": noun.number})  # type: ignore[attr-defined]
    if spot.key.kind == "term":
        return reverse("overview:term", kwargs={**city, "slug": noun.slug})  # type: ignore[attr-defined]
    return ""


def left(viewer: Viewer, key: Key, kind: str) -> tuple[list[Piece], Piece | None]:
    """What waits in this language, of one kind where one was chosen, and the piece that comes next."""
    waiting = queue.of(queue.waiting(viewer), key.language, kind)
    return waiting, queue.following(waiting, key)
