"""Open tables of part 2: what is measured, the city's own measurements, and the targets that were adopted."""

from collections.abc import Iterable
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.tables import ID, PROVENANCE, OpenTable, in_languages, publish, row_of
from visioon.rooms.assessment import queries
from visioon.rooms.assessment.models import AdoptedTarget, Indicator, Observation, Place

INDICATOR_COLUMNS = [
    ID,
    Column("code", "text", "", "Short code of the indicator"),
    *in_languages("name", "Name"),
    *in_languages("unit", "Unit"),
    Column("direction", "integer", "", "1: higher is counted as better; -1: lower is"),
    Column("domain", "text", "", "One of the six domains"),
    Column("source", "text", "", "Who measured it"),
    Column("source_code", "text", "", "Code of the source"),
    Column("source_url", "text", "", "Address of the source"),
    Column("licence", "text", "", "Licence of the source"),
    *in_languages("note", "What to know when reading it"),
    PROVENANCE,
]
OBSERVATION_COLUMNS = [
    ID,
    Column("indicator", "text", "", "Code of the indicator"),
    Column("year", "integer", "year", "Year of the measurement"),
    Column("year_certain", "boolean", "", "false where the source gives no year"),
    Column("value", "number", "", "Value in the unit of the indicator"),
    Column("source", "text", "", "Table and code of the source"),
]
TARGET_COLUMNS = [
    ID,
    Column("key", "text", "", "Short key within the city"),
    Column("whose", "text", "", "City that adopted the target"),
    *in_languages("indicator", "What is aimed at"),
    Column("baseline_year", "text", "", "Year of the baseline, as the source gives it"),
    *in_languages("baseline", "Baseline or result"),
    Column("target_year", "text", "", "Year of the target"),
    *in_languages("target", "Target"),
    Column("source_url", "text", "", "Address of the source"),
    Column("certainty", "text", "", "confirmed, or what is not sure"),
    PROVENANCE,
]


def _indicators(viewer: Viewer) -> Iterable[dict[str, Any]]:
    rows = queries.shared(viewer, Indicator).order_by("id")
    return [row_of(one, INDICATOR_COLUMNS, ("name", "unit", "note")) for one in rows]


def _observations(viewer: Viewer) -> Iterable[dict[str, Any]]:
    """The city's own: those of other cities are named by their sources and stand in the editions."""
    own = Observation.objects.filter(
        indicator__in=queries.shared(viewer, Indicator),
        place__in=queries.shared(viewer, Place).filter(code=viewer.city.place_code),
    )
    for one in own.select_related("indicator").order_by("id"):
        row = {column.name: getattr(one, column.name) for column in OBSERVATION_COLUMNS}
        yield {**row, "id": str(one.pk), "indicator": one.indicator.code}


def _targets(viewer: Viewer) -> Iterable[dict[str, Any]]:
    rows = AdoptedTarget.objects.visible_to(viewer).order_by("id")
    return [row_of(one, TARGET_COLUMNS, ("indicator", "baseline", "target")) for one in rows]


publish(OpenTable("indicators", INDICATOR_COLUMNS, _indicators))
publish(OpenTable("observations", OBSERVATION_COLUMNS, _observations))
publish(OpenTable("adopted_targets", TARGET_COLUMNS, _targets))
