"""Open tables of part 4. An organisation is never a private person."""

from collections.abc import Iterable
from typing import Any

from visioon.formats.bundle.tables import Column
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.tables import ID, PROVENANCE, OpenTable, in_languages, publish, row_of
from visioon.rooms.stakeholders import queries
from visioon.rooms.stakeholders.models import Organisation, PartnerCity, PopulationShare, Stake

KEY = Column("key", "text", "", "Short key within the city")
SOURCE = Column("source_url", "text", "", "Address of the source")
CERTAINTY = Column("certainty", "text", "", "confirmed, or what is not sure")


ORGANISATION_COLUMNS = [
    ID,
    KEY,
    *in_languages("name", "Name"),
    Column("kind", "text", "", "public, academia, business, non-profit or another kind"),
    Column("domains", "text", "", "Domains for which it matters, separated by semicolons; all: every domain"),
    *in_languages("role", "What it does"),
    SOURCE,
    CERTAINTY,
    PROVENANCE,
]
PARTNER_COLUMNS = [
    ID,
    KEY,
    *in_languages("name", "Name"),
    Column("country", "text", "", "Country code as in European statistics"),
    *in_languages("relation", "How the cities are tied"),
    Column("since", "integer", "year", "First year; empty where it is not known"),
    SOURCE,
    CERTAINTY,
    PROVENANCE,
]
STAKE_COLUMNS = [
    ID,
    Column("organisation", "text", "", "Short key of the organisation"),
    Column("topic", "text", "", "Last part of the address of the topic"),
    Column("kind", "text", "", "answers, works, affected or knows"),
    *in_languages("words", "In its own words"),
    PROVENANCE,
]
POPULATION_COLUMNS = [
    ID,
    Column("dimension", "text", "", "What the groups are told apart by"),
    Column("group", "text", "", "Key of the group"),
    *in_languages("name", "Name"),
    Column("value", "number", "", "Persons or per cent, as the column unit says"),
    Column("unit", "text", "", "persons or percent"),
    Column("as_of", "text", "", "Day, month or year of the count"),
    SOURCE,
    CERTAINTY,
    PROVENANCE,
]


def _organisations(viewer: Viewer) -> Iterable[dict[str, Any]]:
    for one in queries.table(viewer, Organisation):
        yield {**row_of(one, ORGANISATION_COLUMNS, ("name", "role")), "domains": ";".join(one.domains)}


def _partner_cities(viewer: Viewer) -> Iterable[dict[str, Any]]:
    return [row_of(one, PARTNER_COLUMNS, ("name", "relation")) for one in queries.table(viewer, PartnerCity)]


def _population(viewer: Viewer) -> Iterable[dict[str, Any]]:
    return [row_of(one, POPULATION_COLUMNS, ("name",)) for one in queries.table(viewer, PopulationShare)]


def _stakes(viewer: Viewer) -> Iterable[dict[str, Any]]:
    for one in queries.table(viewer, Stake).select_related("organisation", "topic"):
        row = row_of(one, STAKE_COLUMNS, ("words",))
        yield {**row, "organisation": one.organisation.key, "topic": one.topic.slug}


publish(OpenTable("organisations", ORGANISATION_COLUMNS, _organisations))
publish(OpenTable("partner_cities", PARTNER_COLUMNS, _partner_cities))
publish(OpenTable("population", POPULATION_COLUMNS, _population))
publish(OpenTable("stakes", STAKE_COLUMNS, _stakes))
