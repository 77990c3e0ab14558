"""The verbs of part 4."""

from typing import Any

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.rooms.stakeholders.models import Organisation, PartnerCity, PopulationShare, Stake
from visioon.rooms.topics.models import Topic

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


@transaction.atomic
def state_stake(
    *,
    topic: Topic,
    organisation: Organisation,
    kind: str,
    words: Text | None = None,
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Stake:
    """What an organisation has to do with a topic; said again, it replaces what was said before."""
    permit(by, KEEP, city=topic.city)
    if organisation.city_id != topic.city_id:
        raise ValueError("an organisation of the same city was expected")
    stake, _ = Stake.objects.update_or_create(
        organisation=organisation,
        topic=topic,
        withdrawn_at=None,
        defaults={"city": topic.city, "kind": kind, "words": words or Text(), "provenance": provenance},
    )
    data = {"organisation": str(organisation.pk), "kind": kind}
    record(by=by, city=topic.city, verb="stake.stated", of=topic, data=data)
    return stake


@transaction.atomic
def end_stake(*, stake: Stake, by: Actor) -> Stake:
    """It no longer holds; it stays in the history."""
    permit(by, KEEP, city=stake.city)
    stake.withdrawn_at, stake.withdrawn_by, stake.withdrawn_reason = clock.now(), by, "ended"
    stake.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record(
        by=by, city=stake.city, verb="stake.ended", of=stake.topic, data={"organisation": str(stake.organisation_id)}
    )
    return stake
