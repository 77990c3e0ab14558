"""Needs and rows compared: what is new is opened, what is gone is ended, what nobody has any more is free."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import City
from visioon.kernel.tasks import endings, rules, team
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.registry import SOURCES, Need

AT_ONCE = 400
Key = tuple[str, str]


@dataclass(frozen=True)
class Reconciled:
    """How many tasks were opened, ended, freed, got another day, and were handed to who stood in for one that left."""

    opened: int = 0
    ended: int = 0
    freed: int = 0
    moved: int = 0
    handed: int = 0

    def __bool__(self) -> bool:
        return any(vars(self).values())


def compare(city: City, by: Actor) -> Reconciled:
    """Within the caller's transaction. Two at once come one after the other, so that none goes by old needs. by: who
    hands over what somebody left behind."""
    if connection.features.has_select_for_update:
        City.objects.select_for_update(no_key=True).get(pk=city.pk)
    at = clock.now()
    needs = {(source.kind, need.key): need for source in SOURCES.values() for need in source.needs(city)}
    standing = {(one.kind, one.key): one for one in Task.objects.filter(city=city, ended_at=None).order_by("id")}
    opened = _open(city, {key: need for key, need in needs.items() if key not in standing}, at)
    ended = _end(city, [task for key, task in standing.items() if key not in needs])
    living = {key: task for key, task in standing.items() if key in needs}
    freed, handed = _free(city, list(living.values()), by)
    return Reconciled(opened, ended, freed, _move(living, needs), handed)


def _open(city: City, needs: Mapping[Key, Need], at: datetime) -> int:
    """A need that was dropped opens nothing until its noun changes."""
    dropped = _dropped(city, needs)
    rows = [
        Task(
            city=city,
            kind=kind,
            key=key,
            object_kind=need.object_kind,
            object_id=need.object_id,
            due=need.due,
            provenance=need.provenance,
            opened_at=at,
        )
        for (kind, key), need in sorted(needs.items())
        if (kind, key) not in dropped
    ]
    Task.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)
    return len(rows)


def _dropped(city: City, needs: Collection[Key]) -> set[Key]:
    found = Task.objects.filter(city=city).exclude(dropped_reason="").order_by("id")
    last = {(one.kind, one.key): one for one in found if (one.kind, one.key) in needs}
    changed = endings.newest_change(city, list(last.values()))
    return {key for key, one in last.items() if changed.get(one.pk, 0) <= (one.ended_by_act_id or 0)}


def _end(city: City, tasks: list[Task]) -> int:
    acts, at, count = endings.acts_that_ended(city, tasks), clock.now(), 0
    for task in tasks:
        still = Task.objects.filter(pk=task.pk, ended_at=None)
        count += still.update(ended_at=max(at, task.opened_at), ended_by_act=acts.get(task.pk))
    return count


def _free(city: City, tasks: list[Task], by: Actor) -> tuple[int, int]:
    """What belongs to somebody who left, who lost the role, or who is away with nobody to stand in. Who stood in for
    them gets it, where they hold the role; else it is free. Gives how many are free, and how many were handed over."""
    given = [one for one in tasks if one.assignee_id is not None]
    if not given:
        return 0, 0
    members = team.team(city)
    covered = rules.stand_ins(team.away(city, clock.today(city.time_zone)), members)
    lost = [one for one in given if not _keeps(one, members, covered)]
    heirs = {one.pk: _heir(one, members, covered) for one in lost}
    count = {True: 0, False: 0}
    for heir in set(heirs.values()):
        own = Task.objects.filter(pk__in=[key for key, one in heirs.items() if one == heir], ended_at=None)
        count[heir is None] += own.update(assignee=heir, assigned_by=by if heir else None)
    return count[True], count[False]


def _heir(task: Task, members: Mapping[UUID, team.Member], covered: Mapping[UUID, UUID | None]) -> UUID | None:
    """Who stands in for the one that left, where they may do the task."""
    heir = covered.get(task.assignee_id) if task.assignee_id else None
    own = members.get(heir) if heir else None
    return heir if own is not None and own.roles & SOURCES[task.kind].roles else None


def _keeps(task: Task, members: Mapping[UUID, team.Member], covered: Mapping[UUID, UUID | None]) -> bool:
    own = members.get(task.assignee_id) if task.assignee_id else None
    if own is None or not own.roles & SOURCES[task.kind].roles:
        return False
    return own.actor not in covered or covered[own.actor] is not None


def _move(living: Mapping[Key, Task], needs: Mapping[Key, Need]) -> int:
    """Another day, where the need has one and nobody has postponed the task."""
    days: defaultdict[date | None, list[UUID]] = defaultdict(list)
    for key, task in living.items():
        if task.due != needs[key].due and not task.postponed_reason:
            days[needs[key].due].append(task.pk)
    count = 0
    for day, keys in days.items():
        for start in range(0, len(keys), AT_ONCE):
            some = Task.objects.filter(pk__in=keys[start : start + AT_ONCE], ended_at=None, postponed_reason="")
            count += some.update(due=day)
    return count
