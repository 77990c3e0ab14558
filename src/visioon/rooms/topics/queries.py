"""What a viewer may read of topics: the tree at work, the decided tree, a workshop, and where an old address leads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.rooms.topics import evidence, words
from visioon.rooms.topics.evidence import Count
from visioon.rooms.topics.models import Domain, Stance, Topic, TopicChange, TopicDecision, Workshop
from visioon.rooms.topics.rules import Node, tree

OPEN = (Topic.State.PROPOSED, Topic.State.CHOSEN)


def seen(viewer: Viewer) -> QuerySet[Topic, Any]:
    """Every topic that was ever proposed: what was set aside or replaced stays in sight with its reason."""
    return Topic.objects.visible_to(viewer).select_related("domain")


def standing(viewer: Viewer) -> QuerySet[Topic, Any]:
    """Chosen topics and candidates."""
    return seen(viewer).filter(state__in=OPEN)


@dataclass(frozen=True)
class Row:
    """A topic in a list with what it rests on, how it was marked, and what stands under it."""

    topic: Topic
    counts: list[Count]
    under: list["Row"] = field(default_factory=list)
    stances: list[Stance] = field(default_factory=list)

    @property
    def state(self) -> Any:
        return words.STATES[self.topic.state]

    @property
    def shape(self) -> str:
        return words.SHAPES[self.topic.state]

    @property
    def gaps(self) -> list[Any]:
        return [words.GAPS[code] for code in gaps(self.topic, self.counts)]

    @property
    def support(self) -> int:
        return sum(one.support for one in self.stances)

    @property
    def doubt(self) -> int:
        return sum(one.doubt for one in self.stances)

    def all(self) -> Iterable["Row"]:
        yield self
        for one in self.under:
            yield from one.all()


def gaps(topic: Topic, counts: Iterable[Count]) -> list[str]:
    """What a topic still lacks, in codes."""
    have = {one.code for one in counts if one.number}
    missing = []
    if not topic.reason:
        missing.append(words.REASON)
    if not (topic.evidence or topic.framework or have):
        missing.append(words.EVIDENCE)
    if not have & set(evidence.PEOPLE):
        missing.append(words.PEOPLE)
    return missing


@dataclass(frozen=True)
class Column:
    """One domain with its tree."""

    code: str
    domain: Domain | None
    rows: list[Row]

    @property
    def chosen(self) -> int:
        return sum(one.topic.state == Topic.State.CHOSEN for row in self.rows for one in row.all())


def columns(viewer: Viewer, found: Iterable[Topic], stances: Mapping[UUID, list[Stance]] | None = None) -> list[Column]:
    """The six domains in their order with the trees of these topics. A fixed number of questions."""
    counted = evidence.counts(viewer)
    domains = {one.code: one for one in Domain.objects.visible_to(viewer)}
    grown = tree(found)
    return [
        Column(
            code, held, [_row(node, counted, stances or {}) for node in grown.get(held.pk if held else UUID(int=0), [])]
        )
        for code in DomainCode.values
        for held in [domains.get(code)]
    ]


def _row(node: Node, counted: Mapping[UUID, list[Count]], stances: Mapping[UUID, list[Stance]]) -> Row:
    under = [_row(one, counted, stances) for one in node.under]
    return Row(node.topic, counted.get(node.topic.pk, []), under, stances.get(node.topic.pk, []))


def at_work(viewer: Viewer) -> list[Column]:
    return columns(viewer, standing(viewer))


def away(viewer: Viewer) -> list[Row]:
    """What was set aside or replaced, with the reason."""
    found = seen(viewer).exclude(state__in=OPEN).order_by("domain__code", "id")
    return [Row(one, []) for one in found]


def one(viewer: Viewer, slug: str) -> Topic | None:
    found: Topic | None = (
        seen(viewer).select_related("domain", "parent", "city", "merged_into").filter(slug=slug).first()
    )
    return found


def leads_to(viewer: Viewer, slug: str) -> Topic | None:
    """The topic that once had this address."""
    change = TopicChange.objects.visible_to(viewer).filter(old_slug=slug).order_by("id").last()
    return seen(viewer).filter(pk=change.topic_id).first() if change else None


def heirs(viewer: Viewer, topic: Topic) -> list[Topic]:
    """What a replaced topic became: the one it merged into, or the parts it was split into."""
    if topic.state != Topic.State.REPLACED:
        return []
    if topic.merged_into_id:
        return list(seen(viewer).filter(pk=topic.merged_into_id))
    parts = TopicChange.objects.visible_to(viewer).filter(other=topic, kind=TopicChange.Kind.SPLIT_OFF)
    return list(seen(viewer).filter(pk__in=parts.values("topic")).order_by("place", "id"))


@dataclass(frozen=True)
class Told:
    """One line of the history of a topic."""

    change: TopicChange

    @property
    def words(self) -> Any:
        return words.CHANGES[self.change.kind]


def history(viewer: Viewer, topic: Topic) -> list[Told]:
    """What happened to a topic and into it, newest first."""
    changes = TopicChange.objects.visible_to(viewer)
    own = changes.filter(topic=topic) | changes.filter(other=topic)
    return [Told(change) for change in own.select_related("topic", "other").order_by("-id")]


def news(viewer: Viewer, limit: int = 12) -> list[Told]:
    """The last steps on the whole tree, newest first."""
    changes = TopicChange.objects.visible_to(viewer).select_related("topic", "other").order_by("-id")
    return [Told(change) for change in changes[:limit]]


def workshops(viewer: Viewer) -> QuerySet[Workshop, Any]:
    return Workshop.objects.visible_to(viewer).prefetch_related("groups").order_by("-number")


def workshop(viewer: Viewer, number: int) -> Workshop | None:
    found: Workshop | None = workshops(viewer).select_related("city").filter(number=number).first()
    return found


def board(viewer: Viewer, held: Workshop, domain: str = "") -> list[Column]:
    """The candidates of a workshop, by domain, with how they were marked in it."""
    marked: defaultdict[UUID, list[Stance]] = defaultdict(list)
    for stance in Stance.objects.filter(workshop=held).order_by("segment"):
        marked[stance.topic_id].append(stance)
    found = columns(viewer, standing(viewer), marked)
    return [column for column in found if domain in {"", column.code}]


def decisions(viewer: Viewer) -> list[TopicDecision]:
    """Newest first."""
    found = TopicDecision.objects.visible_to(viewer).select_related("decision", "edition", "workshop")
    return list(found.order_by("-number"))
