"""Open tables of part 1."""

from collections.abc import Iterable
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.tables import ID, PROVENANCE, OpenTable, in_languages, publish, row_of
from visioon.rooms.inventory import queries
from visioon.rooms.inventory.models import Event, Solution

SOLUTION_COLUMNS = [
    ID,
    Column("key", "text", "", "Short key within the city"),
    *in_languages("name", "Name"),
    Column("kind", "text", "", "service, infrastructure, programme, initiative, event, organisation, research or plan"),
    Column("domain", "text", "", "One of the six domains"),
    Column("year_start", "integer", "year", "First year; empty where it is not known"),
    Column("year_end", "integer", "year", "Last year; empty where it still runs or is not known"),
    Column("status", "text", "", "planned, running, ended or unknown"),
    Column("status_as_of", "text", "", "When the status was last known, as the source allows"),
    Column("outcome", "text", "", "worked, partly, failed or unknown"),
    Column("organisation", "text", "", "Who did it"),
    Column("place", "text", "", "Where, in words"),
    *in_languages("facts", "What the source says"),
    *in_languages("lesson", "What was learnt"),
    Column("source_url", "text", "", "Address of the source"),
    Column("certainty", "text", "", "confirmed, or uncertain with the reason"),
    Column("note", "text", "", "Remark about the source"),
    PROVENANCE,
]
EVENT_COLUMNS = [
    ID,
    Column("key", "text", "", "Short key within the city"),
    *in_languages("name", "Name"),
    Column("begins", "text", "", "First day, month or year, as exact as the source"),
    Column("ends", "text", "", "Last day, month or year, as exact as the source"),
    Column("domain", "text", "", "One of the six domains"),
    Column("place", "text", "", "Where, in words"),
    *in_languages("facts", "What the source says"),
    Column("source_url", "text", "", "Address of the source"),
    PROVENANCE,
]


def _solutions(viewer: Viewer) -> Iterable[dict[str, Any]]:
    return [row_of(one, SOLUTION_COLUMNS, ("name", "facts", "lesson")) for one in queries.table(viewer, Solution)]


def _events(viewer: Viewer) -> Iterable[dict[str, Any]]:
    return [row_of(one, EVENT_COLUMNS, ("name", "facts")) for one in queries.table(viewer, Event)]


publish(OpenTable("solutions", SOLUTION_COLUMNS, _solutions))
publish(OpenTable("events", EVENT_COLUMNS, _events))
