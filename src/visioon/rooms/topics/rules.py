"""The tree of topics as pure functions: its order, its depth, and where a topic may stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from visioon.rooms.topics.models import LEVELS, Topic


class WrongPlace(ValueError):
    """A topic cannot stand there: under itself, below the third level, in another domain, under what is not chosen."""


@dataclass
class Node:
    """A topic with what stands under it."""

    topic: Topic
    under: list["Node"] = field(default_factory=list)

    @property
    def height(self) -> int:
        """How many levels it takes, its own among them."""
        return 1 + max((one.height for one in self.under), default=0)

    def all(self) -> Iterable["Node"]:
        yield self
        for one in self.under:
            yield from one.all()


def tree(topics: Iterable[Topic]) -> dict[UUID, list[Node]]:
    """The topics of each domain (by its id), in their places. One whose parent is not among them stands on top."""
    nodes = {one.pk: Node(one) for one in sorted(topics, key=lambda one: (one.place, one.pk))}
    roots: defaultdict[UUID, list[Node]] = defaultdict(list)
    for node in nodes.values():
        above = nodes.get(node.topic.parent_id) if node.topic.parent_id else None
        (above.under if above else roots[node.topic.domain_id]).append(node)
    return dict(roots)


def may_stand_under(node: Node, parent: Topic | None) -> None:
    """Raises WrongPlace, naming why."""
    level = parent.level + 1 if parent else 1
    if parent is not None and parent.pk in {one.topic.pk for one in node.all()}:
        raise WrongPlace("itself")
    if level + node.height - 1 > LEVELS:
        raise WrongPlace("deep")
    if parent is not None and parent.state not in {Topic.State.CHOSEN, Topic.State.PROPOSED}:
        raise WrongPlace("gone")
    chosen = any(one.topic.state == Topic.State.CHOSEN for one in node.all())
    if parent is not None and chosen and parent.state != Topic.State.CHOSEN:
        raise WrongPlace("not-chosen")
