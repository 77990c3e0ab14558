"""Which act ended a task: the newest one on its noun that does such work, or the one that its source names."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from visioon.kernel.cities.models import City
from visioon.kernel.ledger.models import Act
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.registry import SOURCES

AT_ONCE = 400
GRACE = timedelta(minutes=1)  # an act that was on its way while the task was opened
Noun = tuple[str, UUID | None]


def acts_that_ended(city: City, tasks: Sequence[Task]) -> dict[UUID, Act]:
    """The act that ended each of these tasks; a task whose need went without an act is not among them."""
    of_kind: defaultdict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        of_kind[task.kind].append(task)
    found: dict[UUID, Act] = {}
    for kind, own in of_kind.items():
        found |= _on_the_noun(city, kind, own)
        named = SOURCES[kind].ended_by if kind in SOURCES else None
        if named is not None:
            acts = named(city, own)
            found |= {one.pk: acts[one.key] for one in own if one.key in acts and _since(one, acts[one.key])}
    return found


def _on_the_noun(city: City, kind: str, tasks: Sequence[Task]) -> dict[UUID, Act]:
    source, of_noun = SOURCES.get(kind), _by_noun(tasks)
    verbs, passing = (source.verbs, source.passing) if source else (frozenset[str](), frozenset[str]())
    newest: dict[UUID, Act] = {}
    for act in _acts(city, of_noun):
        for task in of_noun[act.object_kind, act.object_id]:
            known = newest.get(task.pk)
            does_it = act.verb in verbs or known is None or known.verb not in verbs
            if does_it and act.verb not in passing and _since(task, act):
                newest[task.pk] = act
    return newest


def newest_change(city: City, tasks: Sequence[Task]) -> dict[UUID, int]:
    """The number of the newest act that changed the noun of each task."""
    of_noun = _by_noun(tasks)
    found: dict[UUID, int] = {}
    for act in _acts(city, of_noun):
        for task in of_noun[act.object_kind, act.object_id]:
            source = SOURCES.get(task.kind)
            if source is None or act.verb not in source.passing:
                found[task.pk] = act.pk
    return found


def _by_noun(tasks: Sequence[Task]) -> defaultdict[Noun, list[Task]]:
    found: defaultdict[Noun, list[Task]] = defaultdict(list)
    for task in tasks:
        found[task.object_kind, task.object_id].append(task)
    return found


def _acts(city: City, of_noun: Mapping[Noun, object]) -> Iterator[Act]:
    """All acts of the city on these nouns, of each noun the oldest first."""
    nouns = list(of_noun)
    for start in range(0, len(nouns), AT_ONCE):
        some = nouns[start : start + AT_ONCE]
        kinds, ids = {kind for kind, _ in some}, [key for _, key in some]
        for act in Act.objects.filter(city=city, object_kind__in=kinds, object_id__in=ids).order_by("id"):
            if (act.object_kind, act.object_id) in of_noun:
                yield act


def _since(task: Task, act: Act) -> bool:
    return act.at >= task.opened_at - GRACE
