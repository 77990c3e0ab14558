"""Walking the thread both ways: one recursive query, then one look-up a kind for the words."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import KINDS, Stop

MOVING = frozenset({"indicator"})  # what is watched and meant to move is promised, the rest simply stands
MAX_STEPS = 16

_WALK = """
WITH RECURSIVE walked (kind, id, depth) AS (
    SELECT CAST(%s AS varchar(30)), {cast}, 0
    UNION
    SELECT link.{far}_kind, link.{far}_id, walked.depth + 1
    FROM thread_link AS link JOIN walked ON link.{near}_id = walked.id AND link.{near}_kind = walked.kind
    WHERE link.ended_at IS NULL AND link.family = 'makes' AND link.city_id = {cast} AND walked.depth < {steps}
)
SELECT kind, id, MAX(depth) FROM walked WHERE depth > 0 GROUP BY kind, id
"""


@dataclass(frozen=True)
class Walk:
    """before: where it comes from, origins first. after: what became of it. watched: kind and id pairs beside them."""

    before: list[Stop]
    after: list[Stop]


def _database_id(value: UUID) -> str:
    return str(value) if connection.features.has_native_uuid_field else value.hex


def reached(city: City, kind: str, start: UUID, *, forward: bool) -> dict[tuple[str, UUID], int]:
    """Every noun that the makes-ties lead to, with the longest way there in steps."""
    near, far = ("from", "to") if forward else ("to", "from")
    cast = "CAST(%s AS uuid)" if connection.features.has_native_uuid_field else "%s"
    sql = _WALK.format(near=near, far=far, steps=MAX_STEPS, cast=cast)
    with connection.cursor() as cursor:
        cursor.execute(sql, [kind, _database_id(start), _database_id(city.pk)])
        return {(row[0], UUID(str(row[1]))): row[2] for row in cursor.fetchall()}


def leads_to(city: City, start: UUID, goal: UUID) -> bool:
    """Whether the makes-ties lead from one noun to another."""
    seen, front = {start}, {start}
    while front:
        following = Link.objects.filter(city=city, from_id__in=front, family="makes", ended_at=None)
        front = set(following.values_list("to_id", flat=True)) - seen
        if goal in front:
            return True
        seen |= front
    return False


def walk(viewer: Viewer, kind: str, start: UUID, kinds: Collection[str] | None = None) -> Walk:
    """The thread through a noun, as far as this viewer may see it; kinds: only these stops, all where None."""
    return Walk(before=onward(viewer, kind, start, kinds, forward=False), after=onward(viewer, kind, start, kinds))


def onward(
    viewer: Viewer, kind: str, start: UUID, kinds: Collection[str] | None = None, *, forward: bool = True
) -> list[Stop]:
    """One way of the walk: what became of a noun, or backward where it comes from."""
    return _stops(viewer, reached(viewer.city, kind, start, forward=forward), kinds, forward=forward)


def _stops(
    viewer: Viewer,
    nodes: dict[tuple[str, UUID], int],
    kinds: Collection[str] | None = None,
    *,
    forward: bool = False,
) -> list[Stop]:
    by_kind: defaultdict[str, list[UUID]] = defaultdict(list)
    for kind, key in nodes:
        if kinds is None or kind in kinds:
            by_kind[kind].append(key)
    stops: list[Stop] = []
    for name in sorted(by_kind, key=lambda name: KINDS[name].order_after if forward else KINDS[name].order):
        loaded = KINDS[name].load(viewer, by_kind[name])
        stops += [loaded[key] for key in sorted(by_kind[name]) if key in loaded]
    return stops


def beside(viewer: Viewer, ids: list[UUID], *, only: str = "") -> list[Stop]:
    """What is watched at these stops: the indicators that are meant to move, what must hold, what may be touched.

    only: one kind of it.
    """
    links = Link.objects.filter(city=viewer.city, family="watches", ended_at=None, from_id__in=ids).order_by("id")
    nodes = {(link.to_kind, link.to_id): 1 for link in links if only in {"", link.to_kind}}
    return [replace(stop, state="ahead") if stop.code in MOVING else stop for stop in _stops(viewer, nodes)]


def watchers(viewer: Viewer, key: UUID) -> list[Stop]:
    """What watches this noun: goals that it measures, projects that are to move it, paragraphs that show it."""
    links = Link.objects.filter(city=viewer.city, family="watches", ended_at=None, to_id=key).order_by("id")
    return _stops(viewer, {(link.from_kind, link.from_id): 1 for link in links})
