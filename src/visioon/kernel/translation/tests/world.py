"""What the tests of translation begin with: a city, its lead, and texts in some of its languages."""

from typing import Any

from tests import builders
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.texts.registry import Key, key_of
from visioon.kernel.texts.value import Text
from visioon.kernel.translation import queue
from visioon.kernel.translation.queue import Spot
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Statement
from visioon.rooms.synthesis.models import Theme


def words(**languages: str) -> Text:
    """A text whose source is Estonian where that is given, else the first one."""
    return Text.of("et" if "et" in languages else next(iter(languages)), languages)


def draft(where: City, by: Actor, *, provenance: str = Provenance.REAL, **languages: str) -> Statement:
    """A draft of a statement in these languages."""
    activity = builders.activity(where, by, kind="statements")
    return dialogue.state(activity=activity, words=words(**languages), domain="mobility", provenance=provenance, by=by)


def theme(where: City, by: Actor, summary: Text, **fields: Any) -> Theme:
    return builders.theme(where, by, summary=summary, **fields)


def spot(viewer: Viewer, row: Any, field: str, language: str) -> Spot:
    found = queue.spot(viewer, key_of(row, field, language))
    assert found is not None
    return found


def names(pieces: list[queue.Piece]) -> list[tuple[str, str, str, str]]:
    """What waits, without ids: kind, field, language, state."""
    return [(piece.key.kind, piece.key.field, piece.language, piece.state) for piece in pieces]


def key(row: Any, field: str, language: str) -> Key:
    return key_of(row, field, language)
