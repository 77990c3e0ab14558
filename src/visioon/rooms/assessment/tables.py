"""Open tables of part 2: what is measured, the city's own measurements, and the targets that were adopted."""

from collections.abc import Iterable
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.tables import ID, PROVENANCE, OpenTable, in_languages, publish, row_of
from visioon.rooms.assessment import queries
from visioon.rooms.assessment.models import (
    AdoptedTarget,
    FrameworkIndicator,
    FrameworkTie,
    Indicator,
    Observation,
    Place,
)

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
    *in_languages("definition", "What is measured"),
    *in_languages("numerator", "What is counted"),
    *in_languages("denominator", "What it is divided by"),
    *in_languages("why", "Why this direction"),
    Column("table", "text", "", "Table of the source"),
    Column("query", "text", "", "What is asked of the table"),
    Column("geography", "text", "", "Area that the indicator speaks of: city, county, national"),
    Column("quality", "text", "", "How its values come about: one of six classes"),
    PROVENANCE,
]
OBSERVATION_COLUMNS = [
    ID,
    Column("indicator", "text", "", "Code of the indicator"),
    Column("year", "integer", "year", "Year of the measurement"),
    Column("year_certain", "boolean", "", "false where the source gives no year"),
    Column("value", "number", "", "Value in the unit of the indicator"),
    Column("source", "text", "", "Table and code of the source"),
    Column("unit", "text", "", "Unit of the value, in the language of the source"),
    Column("quality", "text", "", "How the value came about: one of six classes, empty: that of the indicator"),
    Column("geography", "text", "", "Area of the value: city, county, national; empty: that of the indicator"),
    Column("came", "text", "", "By which way it came in: imported, typed, fetched"),
    Column("came_at", "text", "", "When it came in; empty where that was not kept"),
]
INDICATOR_TEXTS = ("name", "unit", "note", "definition", "numerator", "denominator", "why")
FRAMEWORK_COLUMNS = [
    ID,
    Column("framework", "text", "", "Short code of the framework"),
    Column("code", "text", "", "Code of what it asks, as the framework or its compiler gives it"),
    Column("name", "text", "", "Short name"),
    Column("group", "text", "", "Where the framework files it"),
    Column("domain", "text", "", "One of the six domains"),
    Column("unit", "text", "", "Unit"),
    Column("direction", "integer", "", "1: higher is counted as better; -1: lower is; empty: not said"),
    Column("level", "text", "", "Level or type, as the framework says"),
    Column("source", "text", "", "Where it is published"),
    Column("evidence", "text", "", "What was seen of it, and what is still to be verified"),
    Column("to_verify", "boolean", "", "true where it was not seen in the source itself"),
    PROVENANCE,
]
TIE_COLUMNS = [
    ID,
    Column("indicator", "text", "", "Code of our indicator"),
    Column("framework", "text", "", "Short code of the framework"),
    Column("code", "text", "", "Code of what the framework asks"),
    Column("tie", "text", "", "exact, similar or partial"),
    Column("evidence", "text", "", "What the tie rests on"),
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
    return [row_of(one, INDICATOR_COLUMNS, INDICATOR_TEXTS) for one in rows]


def _observations(viewer: Viewer) -> Iterable[dict[str, Any]]:
    """The city's own: those of other cities are named by their sources and stand in the editions."""
    own = Observation.objects.filter(
        indicator__in=queries.shared(viewer, Indicator),
        place__in=queries.shared(viewer, Place).filter(code=viewer.city.place_code),
    )
    for one in own.select_related("indicator").order_by("id"):
        row = {column.name: getattr(one, column.name, None) for column in OBSERVATION_COLUMNS}
        came_at = clock.iso(one.came_at) if one.came_at else None
        unit = one.indicator.unit.words.get(one.indicator.unit.source)
        yield {**row, "id": str(one.pk), "indicator": one.indicator.code, "unit": unit, "came_at": came_at}


def _frameworks(viewer: Viewer) -> Iterable[dict[str, Any]]:
    rows = queries.shared(viewer, FrameworkIndicator).select_related("framework").order_by("id")
    return [{**row_of(one, FRAMEWORK_COLUMNS, ()), "framework": one.framework.code} for one in rows]


def _ties(viewer: Viewer) -> Iterable[dict[str, Any]]:
    known = queries.shared(viewer, Indicator), queries.shared(viewer, FrameworkIndicator)
    rows = FrameworkTie.objects.filter(indicator__in=known[0], asked__in=known[1])
    for one in rows.select_related("indicator", "asked__framework").order_by("id"):
        row = {"id": str(one.pk), "tie": one.tie, "evidence": one.evidence, "code": one.asked.code}
        yield {**row, "indicator": one.indicator.code, "framework": one.asked.framework.code}


def _targets(viewer: Viewer) -> Iterable[dict[str, Any]]:
    rows = AdoptedTarget.objects.visible_to(viewer).order_by("id")
    return [row_of(one, TARGET_COLUMNS, ("indicator", "baseline", "target")) for one in rows]


publish(OpenTable("indicators", INDICATOR_COLUMNS, _indicators))
publish(OpenTable("observations", OBSERVATION_COLUMNS, _observations))
publish(OpenTable("framework_indicators", FRAMEWORK_COLUMNS, _frameworks))
publish(OpenTable("framework_ties", TIE_COLUMNS, _ties))
publish(OpenTable("adopted_targets", TARGET_COLUMNS, _targets))
