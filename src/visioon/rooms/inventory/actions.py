"""The verbs of part 1."""

from datetime import date
from typing import Any

from django.db import transaction

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import Role, permission
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory.models import Event, Solution

MAP = permission("inventory.map", Role.LEAD, Role.DOMAIN_LEAD)


@transaction.atomic
def import_solutions(*, city: City, rows: list[dict[str, Any]], by: Actor) -> list[Solution]:
    """Add or bring up to date solutions by key. Rows have the field names of Solution."""
    permit(by, MAP, city=city)
    kept = []
    for row in rows:
        solution, made = Solution.objects.update_or_create(city=city, key=row["key"], defaults=row)
        record(by=by, city=city, verb="solution.added" if made else "solution.updated", of=solution)
        kept.append(solution)
    return kept


@transaction.atomic
def import_events(*, city: City, rows: list[dict[str, Any]], by: Actor) -> int:
    permit(by, MAP, city=city)
    for row in rows:
        Event.objects.update_or_create(city=city, key=row["key"], defaults=row)
    record(by=by, city=city, verb="events.imported", data={"rows": len(rows)})
    return len(rows)


@transaction.atomic
def keep_lesson(
    *,
    city: City,
    key: str,
    name: Text,
    domain: str,
    outcome: str,
    facts: Text,
    lesson: Text,
    years: tuple[date, date],
    source_url: str,
    provenance: str,
    by: Actor,
) -> Solution:
    """Keep what a project of the city taught: an ended solution with its outcome. source_url: the project's page."""
    permit(by, MAP, city=city)
    kept = Solution.objects.create(
        city=city,
        key=key,
        name=name,
        kind=Solution.Kind.PROGRAMME,
        domain=domain,
        year_start=years[0].year,
        year_end=years[1].year,
        status=Solution.Status.ENDED,
        status_as_of=str(years[1].year),
        outcome=outcome,
        facts=facts,
        lesson=lesson,
        source_url=source_url,
        certainty="confirmed",
        provenance=provenance,
    )
    record(by=by, city=city, verb="solution.learnt", of=kept, data={"outcome": outcome})
    return kept
