"""The thread of one project as its page tells it: what it carries out, what that comes from, what became of it.

A decision or a paragraph carries many goals; only those that the project is tied to itself are followed back.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.kernel.thread.walk import walk
from visioon.rooms.delivery.models import Project

OF_A_KIND = 3  # the whole thread has a page of its own
BEHIND_GOALS, BEHIND_THEMES = ("theme", "finding"), ("quote",)


@dataclass(frozen=True)
class Story:
    """tied: what the project carries out. before: the same with what stands behind it. after: what it led to."""

    tied: list[Stop]
    before: list[Stop]
    after: list[Stop]

    @property
    def has_samples(self) -> bool:
        return any(stop.sample for stop in [*self.before, *self.after])


def tell(viewer: Viewer, one: Project) -> Story:
    direct = Link.objects.filter(to_id=one.pk, relation="carried out by", ended_at=None).order_by("id")
    why = {link.from_id: str(link.why) for link in direct if link.why}
    nodes = _nodes(direct)
    tied = [_because(stop, why.get(stop.id, "")) for stop in _loaded(viewer, nodes)]
    behind = _nodes(_to(nodes["goal"], BEHIND_GOALS))
    quoted = _nodes(_to(behind["theme"], BEHIND_THEMES))
    before = [*_few(_loaded(viewer, quoted)), *_few(_loaded(viewer, behind)), *tied]
    own_words = [stop for stop in tied if stop.code == "contribution"]
    # Reports stand below on the same page.
    after = [stop for stop in walk(viewer, "project", one.pk).after if stop.code != "statusreport"]
    return Story(tied, [*own_words, *(stop for stop in before if stop not in own_words)], after)


def _nodes(links: Iterable[Link]) -> defaultdict[str, list[UUID]]:
    found: defaultdict[str, list[UUID]] = defaultdict(list)
    for link in links:
        found[link.from_kind].append(link.from_id)
    return found


def _to(ids: list[UUID], kinds: tuple[str, ...]) -> Iterable[Link]:
    living = Link.objects.filter(to_id__in=ids, from_kind__in=kinds, family=Link.Family.MAKES, ended_at=None)
    return living.order_by("id") if ids else ()


def _loaded(viewer: Viewer, nodes: dict[str, list[UUID]]) -> list[Stop]:
    """In the order of the thread, one or two queries a kind."""
    stops: list[Stop] = []
    for kind in sorted((kind for kind, ids in nodes.items() if ids), key=lambda kind: KINDS[kind].order):
        stops += sorted(KINDS[kind].load(viewer, nodes[kind]).values(), key=lambda stop: stop.id)
    return stops


def _few(stops: list[Stop]) -> list[Stop]:
    kept: list[Stop] = []
    for stop in stops:
        same = [one for one in kept if one.code == stop.code]
        if len(same) < OF_A_KIND and all(str(one.words) != str(stop.words) for one in same):
            kept.append(stop)
    return kept


def _because(stop: Stop, why: str) -> Stop:
    """The stop with what was said when it was tied."""
    return replace(stop, why=" · ".join(filter(None, [str(stop.why), why])))
