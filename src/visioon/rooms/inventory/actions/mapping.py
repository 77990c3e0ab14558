"""The verbs of mapping: bring rows in, write one, publish a draft, keep what a project taught."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory.actions.rights import MAP
from visioon.rooms.inventory.models import Event, Solution, Story
from visioon.rooms.inventory.rules import is_failure


class NeedsStory(ValueError):
    """What failed or worked in part is published by telling its story, after its holder could reply."""


@transaction.atomic
def import_solutions(*, city: City, rows: list[dict[str, Any]], by: Actor) -> list[Solution]:
    """Add or bring up to date solutions by key, as public sources tell them. Rows have the field names of Solution."""
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
def add(*, city: City, fields: Mapping[str, Any], provenance: str = Provenance.REAL, by: Actor) -> Solution:
    """Write down a solution. What failed or worked in part begins as a private draft, until its story is told."""
    permit(by, MAP, city=city)
    state = Solution.State.DRAFT if is_failure(fields["outcome"]) else fields.get("state", Solution.State.PUBLISHED)
    whole = {"key": _free_key(city), "provenance": provenance, **fields, "state": state}
    made = Solution.objects.create(city=city, **whole)
    record(by=by, city=city, verb="solution.added", of=made, data={"state": str(made.state)})
    return made


def _free_key(city: City) -> str:
    """The next short key that no row of the city has."""
    taken = set(Solution.objects.filter(city=city, key__startswith="N").values_list("key", flat=True))
    number = len(taken) + 1
    while f"N{number}" in taken:
        number += 1
    return f"N{number}"


@transaction.atomic
def change(*, solution: Solution, fields: Mapping[str, Any], by: Actor) -> list[str]:
    """Write a row anew; gives the names of the fields that changed. Raises NeedsStory.

    A new holder has confirmed nothing yet.
    """
    permit(by, MAP, city=solution.city)
    found = Solution.objects.select_for_update().get(pk=solution.pk)
    outcome = fields.get("outcome", found.outcome)
    if not found.is_draft and outcome != found.outcome and is_failure(outcome):
        raise NeedsStory(outcome)
    return write_changes(found=found, fields=fields, verb="solution.updated", by=by)


def write_changes(*, found: Solution, fields: Mapping[str, Any], verb: str, by: Actor, **data: Any) -> list[str]:
    """Save what differs, with an act that names the fields; for the verbs of this room, inside their transaction."""
    changed = sorted(name for name, value in fields.items() if getattr(found, name) != value)
    if not changed:
        return []
    for name in changed:
        setattr(found, name, fields[name])
    if "holder" in changed:
        found.confirmed_at = None
    found.save()
    record(by=by, city=found.city, verb=verb, of=found, data={"fields": changed, **data})
    return changed


@transaction.atomic
def publish(*, solution: Solution, by: Actor) -> Solution:
    """Show a draft to everyone. Raises NeedsStory: a failure is published by telling its story."""
    permit(by, MAP, city=solution.city)
    found = Solution.objects.select_for_update().get(pk=solution.pk)
    if is_failure(found.outcome) and not Story.objects.filter(solution=found, state=Story.State.TOLD).exists():
        raise NeedsStory(found.outcome)
    if found.is_draft:
        found.state = Solution.State.PUBLISHED
        found.save(update_fields=["state"])
        record(by=by, city=found.city, verb="solution.published", of=found)
    return found


@transaction.atomic
def bring_in(
    *, city: City, added: list[dict[str, Any]], changed: list[tuple[Solution, dict[str, Any]]], by: Actor
) -> int:
    """Apply the rows of a table that somebody looked at row by row; all of them or none. Gives how many changed."""
    permit(by, MAP, city=city)
    for fields in added:
        add(city=city, fields=fields, by=by)
    done = sum(bool(change(solution=solution, fields=fields, by=by)) for solution, fields in changed)
    record(by=by, city=city, verb="solutions.imported", data={"added": len(added), "changed": done})
    return len(added) + done


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
