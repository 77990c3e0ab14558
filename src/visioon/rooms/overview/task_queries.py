"""The list of all open tasks: what the lead gives out, paged by key, however many there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, DateField, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.tasks import queries, rules
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.queries import Group, Row
from visioon.kernel.tasks.registry import SOURCES
from visioon.kernel.tasks.rules import When as Time
from visioon.kernel.tasks.team import Member, away
from visioon.rooms.overview.task_forms import NOBODY

PAGE = 40
NEVER = date(9999, 12, 31)  # stands for no day, after every other
Found = QuerySet[Task, Any]


@dataclass(frozen=True)
class Listed:
    rows: list[Row]
    after: str
    total: int


@dataclass(frozen=True)
class Load:
    """What one person has: how many tasks, how many of them late, how many hours."""

    actor: UUID
    name: str
    count: int
    late: int
    hours: float
    away: bool


def filtered(viewer: Viewer, chosen: Mapping[str, str], today: date) -> Found:
    found = queries.open_tasks(viewer)
    if "kind" in chosen:
        found = found.filter(kind=chosen["kind"])
    if "who" in chosen:
        found = found.filter(assignee=None if chosen["who"] == NOBODY else UUID(chosen["who"]))
    return found.filter(_by_when(chosen["when"], today)) if "when" in chosen else found


def _by_when(when: str, today: date) -> Q:
    sunday = rules.monday(today) + timedelta(days=rules.SUNDAY)
    if when == Time.LATE:
        return Q(due__lt=today)
    return Q(due__range=(today, sunday)) if when == Time.WEEK else Q(due__gt=sunday) | Q(due=None)


def listed(viewer: Viewer, found: Found, members: Mapping[UUID, Member], today: date, after: str) -> Listed:
    """Unassigned ones first, then by day. The key of the next page is where this one ended."""
    ordered = found.annotate(
        given=Case(When(assignee=None, then=Value(0)), default=Value(1), output_field=IntegerField()),
        day=Coalesce("due", Value(NEVER), output_field=DateField()),
    ).order_by("given", "day", "id")
    tasks = list(_beyond(ordered, after)[: PAGE + 1])
    shown = tasks[:PAGE]
    cards = queries.described(viewer, shown)
    last = shown[-1] if len(tasks) > PAGE else None
    key = f"{int(last.assignee_id is not None)}.{last.due or NEVER}.{last.pk}" if last else ""
    return Listed(queries.rows(viewer, shown, cards, members, today), key, found.count())


def _beyond(ordered: Any, after: str) -> Any:
    """What comes after a key; a wrong one begins at the beginning."""
    try:
        given, day, pk = after.split(".")
        place = (int(given), date.fromisoformat(day), UUID(pk))
    except ValueError:
        return ordered
    same = Q(given=place[0])
    return ordered.filter(
        Q(given__gt=place[0]) | same & Q(day__gt=place[1]) | same & Q(day=place[1]) & Q(id__gt=place[2])
    )


@dataclass(frozen=True)
class Kind:
    """A kind of tasks: all that are open, and those of nobody."""

    group: Group
    free: int


def kinds(viewer: Viewer, today: date) -> list[Kind]:
    """Two queries."""
    everything = queries.open_tasks(viewer)
    free = {one.source.kind: one.count for one in queries.groups(everything.filter(assignee=None), today)}
    return [Kind(one, free.get(one.source.kind, 0)) for one in queries.groups(everything, today)]


def loads(viewer: Viewer, members: Mapping[UUID, Member], today: date) -> list[Load]:
    """Everybody who works here, also who has nothing. Two queries."""
    minutes = Case(
        *(When(kind=one.kind, then=Value(one.minutes)) for one in SOURCES.values()),
        default=Value(0),
        output_field=IntegerField(),
    )
    given = queries.open_tasks(viewer).filter(assignee__isnull=False).order_by().values("assignee")
    counted = given.annotate(n=Count("pk"), late=Count("pk", filter=Q(due__lt=today)), minutes=Sum(minutes))
    found = {row["assignee"]: row for row in counted}
    gone = {one.actor_id for one in away(viewer.city, today)}
    none = {"n": 0, "late": 0, "minutes": 0}
    return [
        Load(key, one.name, row["n"], row["late"], rules.hours(row["minutes"]), key in gone)
        for key, one in members.items()
        for row in [found.get(key, none)]
    ]


def task(viewer: Viewer, key: UUID) -> Task | None:
    """One task, also one that is over."""
    found: Task | None = (
        Task.objects.visible_to(viewer)
        .filter(pk=key, kind__in=list(SOURCES))
        .select_related("city", "ended_by_act")
        .first()
    )
    return found
