"""Open tables of part 1."""

from collections.abc import Iterable
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.tables import OpenTable, publish
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory import queries
from visioon.rooms.inventory.models import Event, Solution

LANGUAGES = ("et", "en", "ru")


def _in_languages(name: str, meaning: str) -> list[Column]:
    return [Column(f"{name}_{lang}", "text", "", f"{meaning}, in the language {lang}") for lang in LANGUAGES]


def _words(name: str, text: Text) -> dict[str, str | None]:
    return {f"{name}_{lang}": text.words.get(lang) for lang in LANGUAGES}


SOLUTION_COLUMNS = [
    Column("id", "text", "", "Lasting identifier"),
    Column("key", "text", "", "Short key within the city"),
    *_in_languages("name", "Name"),
    Column("kind", "text", "", "service, infrastructure, programme, initiative, event, organisation, research or plan"),
    Column("domain", "text", "", "One of the six domains"),
    Column("year_start", "integer", "year", "First year; empty where it is not known"),
    Column("year_end", "integer", "year", "Last year; empty where it still runs or is not known"),
    Column("status", "text", "", "planned, running, ended or unknown"),
    Column("status_as_of", "text", "", "When the status was last known, as the source allows"),
    Column("outcome", "text", "", "worked, partly, failed or unknown"),
    Column("organisation", "text", "", "Who did it"),
    Column("place", "text", "", "Where, in words"),
    *_in_languages("facts", "What the source says"),
    *_in_languages("lesson", "What was learnt"),
    Column("source_url", "text", "", "Address of the source"),
    Column("certainty", "text", "", "confirmed, or uncertain with the reason"),
    Column("note", "text", "", "Remark about the source"),
    Column("provenance", "text", "", "real, sample or test"),
]
EVENT_COLUMNS = [
    Column("id", "text", "", "Lasting identifier"),
    Column("key", "text", "", "Short key within the city"),
    *_in_languages("name", "Name"),
    Column("begins", "text", "", "First day, month or year, as exact as the source"),
    Column("ends", "text", "", "Last day, month or year, as exact as the source"),
    Column("domain", "text", "", "One of the six domains"),
    Column("place", "text", "", "Where, in words"),
    *_in_languages("facts", "What the source says"),
    Column("source_url", "text", "", "Address of the source"),
    Column("provenance", "text", "", "real, sample or test"),
]


def _solutions(viewer: Viewer) -> Iterable[dict[str, Any]]:
    return [_row(one, SOLUTION_COLUMNS, ("name", "facts", "lesson")) for one in queries.table(viewer, Solution)]


def _events(viewer: Viewer) -> Iterable[dict[str, Any]]:
    return [_row(one, EVENT_COLUMNS, ("name", "facts")) for one in queries.table(viewer, Event)]


def _row(one: Solution | Event, columns: list[Column], texts: tuple[str, ...]) -> dict[str, Any]:
    row: dict[str, Any] = {column.name: getattr(one, column.name, None) for column in columns}
    for name in texts:
        row |= _words(name, getattr(one, name))
    return {**row, "id": str(one.pk)}


publish(OpenTable("solutions", SOLUTION_COLUMNS, _solutions))
publish(OpenTable("events", EVENT_COLUMNS, _events))
