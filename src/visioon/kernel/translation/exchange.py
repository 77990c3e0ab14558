"""Files of translation programs out and in: what a file would change, row by row, before anything is saved."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import ValidationError

from visioon.formats.xliff import INITIAL, Exchange, Unit
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City
from visioon.kernel.texts import scan
from visioon.kernel.texts.registry import Key, shelves
from visioon.kernel.texts.scan import Found
from visioon.kernel.texts.value import clean, mark
from visioon.kernel.translation import actions, checks
from visioon.kernel.translation.queue import Piece, changeable, seen

Outcome = Literal["added", "changed", "confirmed", "same", "empty", "outdated", "settled", "unknown", "wrong"]
SAVED: tuple[Outcome, ...] = ("added", "changed", "confirmed")
REFUSED: tuple[Outcome, ...] = ("outdated", "settled", "unknown", "wrong")


def exchange(
    pieces: Iterable[Piece], city: City, source: str, language: str, notes: Callable[[Piece], Sequence[str]]
) -> Exchange:
    """What waits in a language and has its source in another, as a file. Old translations go along, as not done."""
    units = tuple(
        Unit(piece.key.text, piece.source, piece.text.words.get(language), INITIAL, tuple(notes(piece)))
        for piece in pieces
        if piece.language == language and piece.text.source == source
    )
    return Exchange(source, language, units, city.slug)


@dataclass(frozen=True)
class Row:
    """What one unit of a file would do. before: the translation that stands now, empty where there is none."""

    unit: Unit
    outcome: Outcome
    key: Key | None = None
    before: str = ""
    warnings: tuple[checks.Warning, ...] = ()
    provenance: str = scan.REAL

    @property
    def saved(self) -> bool:
        return self.outcome in SAVED

    @property
    def refused(self) -> bool:
        return self.outcome in REFUSED


def compare(viewer: Viewer, given: Exchange) -> list[Row]:
    """A row a unit, in the order of the file. One query, however many units there are."""
    found = scan.read((shelf, seen(viewer, shelf)) for shelf in changeable())
    known = {f"{one.shelf.kind}.{one.row}.{one.field}": one for one in found}
    return [_row(unit, known.get(unit.id), given) for unit in given.units]


def _row(unit: Unit, found: Found | None, given: Exchange) -> Row:
    if unit.wrong:
        return Row(unit, "wrong")
    if found is None or found.text.source != given.source:
        return Row(unit, "unknown")
    key = Key(found.shelf.kind, found.row, found.field, given.target)
    before, target = found.text.words.get(given.target, ""), clean(unit.target or "")
    outcome = _outcome(unit, found, given.target, before, target)
    warnings = tuple(checks.warnings(unit.source, target)) if target else ()
    return Row(unit, outcome, key, before, warnings, found.provenance)


def _outcome(unit: Unit, found: Found, language: str, before: str, target: str) -> Outcome:
    state = found.text.state(language)
    if mark(clean(unit.source)) != found.text.mark:
        return "outdated"
    if not target:
        return "empty"
    if target == before:
        return "same" if state == "human" or unit.state == INITIAL else "confirmed"
    if found.shelf.numbered and state == "human":
        return "settled"
    return "changed" if before else "added"


def sendable(rows: Iterable[Row], language: str) -> list[list[str]]:
    """The rows that were to be saved, as a job carries them: name of the text, marks of source and translation, words.

    What has changed since it was looked at goes along, so that the job refuses it by name.
    """
    wanted = (row for row in rows if row.outcome in {*SAVED, "outdated", "settled", "unknown"})
    named = ((row, row.key or _named(row.unit, language)) for row in wanted)
    return [
        [str(key), mark(clean(row.unit.source)), mark(row.before), clean(row.unit.target or "")]
        for row, key in named
        if key is not None
    ]


def _named(unit: Unit, language: str) -> Key | None:
    """The key of a text that is not there any more; None where there never was such a kind of text."""
    try:
        return Key.read(f"{unit.id}.{language}")
    except ValueError:
        return None


def take_in(*, city: City, rows: Sequence[Sequence[str]], by: Actor) -> dict[str, list[str]]:
    """Save rows one by one, each by the action; gives the names of the texts by what became of them.

    Taken in again after a worker died, what was saved already is saved no second time.
    """
    done: dict[str, list[str]] = {"saved": [], "refused": []}
    for name, of, over, words in rows:
        done["saved" if _taken(city, Key.read(name), of, over, words, by) else "refused"].append(name)
    return done


def _taken(city: City, key: Key, of: str, over: str, words: str, by: Actor) -> bool:
    shelf = shelves()[key.kind]
    try:
        row = scan.rows(shelf, city.pk).filter(pk=key.row).first()
    except (ValueError, ValidationError):
        return False
    if row is None:
        return False
    text = getattr(row, key.field)
    if text.mark == of and text.words.get(key.language) == words and text.state(key.language) == "human":
        return True
    try:
        actions.translate(row=row, field=key.field, language=key.language, words=words, seen=of, over=over, by=by)
    except (actions.ChangedMeanwhile, actions.Settled, actions.NotALanguage):
        return False
    return True
