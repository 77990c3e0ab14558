"""The verbs of part 4."""

from typing import Any

from django.db import transaction

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import Role, permission
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.acts import record
from visioon.rooms.stakeholders.models import Organisation, PartnerCity, PopulationShare

KEEP = permission("stakeholders.keep", Role.LEAD, Role.DOMAIN_LEAD)


@transaction.atomic
def import_organisations(*, city: City, rows: list[dict[str, Any]], by: Actor) -> int:
    """Add or bring up to date organisations by key. Rows have the field names of Organisation."""
    permit(by, KEEP, city=city)
    for row in rows:
        Organisation.objects.update_or_create(city=city, key=row["key"], defaults=row)
    record(by=by, city=city, verb="organisations.imported", data={"rows": len(rows)})
    return len(rows)


@transaction.atomic
def import_partner_cities(*, city: City, rows: list[dict[str, Any]], by: Actor) -> int:
    permit(by, KEEP, city=city)
    for row in rows:
        PartnerCity.objects.update_or_create(city=city, key=row["key"], defaults=row)
    record(by=by, city=city, verb="partner_cities.imported", data={"rows": len(rows)})
    return len(rows)


@transaction.atomic
def import_population(*, city: City, rows: list[dict[str, Any]], by: Actor) -> int:
    """Add or bring up to date population shares by dimension, group, date and provenance."""
    permit(by, KEEP, city=city)
    for row in rows:
        natural = {name: row[name] for name in ("dimension", "group", "as_of", "provenance")}
        PopulationShare.objects.update_or_create(city=city, **natural, defaults=row)
    record(by=by, city=city, verb="population.imported", data={"rows": len(rows)})
    return len(rows)
