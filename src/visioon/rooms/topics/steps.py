"""What the verbs on the tree share: a change is written before it is made, a topic put in its place, a step undone."""

import uuid
from collections.abc import Iterable, Sequence

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.cities.models import City
from visioon.kernel.texts.value import Text
from visioon.rooms.topics import evidence
from visioon.rooms.topics.models import Domain, Topic, TopicChange, TopicDecision, fields_of
from visioon.rooms.topics.rules import Node, WrongPlace, may_stand_under

TEXTS = ("name", "reason", "evidence", "state_reason")
PLAIN = ("slug", "framework", "state", "merged_into_id")


def locked(topic: Topic) -> Topic:
    found: Topic = Topic.objects.select_for_update(of=("self",)).select_related("city", "domain").get(pk=topic.pk)
    return found


def write(
    topic: Topic,
    kind: str,
    step: uuid.UUID,
    by: Actor,
    *,
    other: Topic | None = None,
    reason: Text | None = None,
    old_slug: str = "",
    undoes: uuid.UUID | None = None,
    made: bool = False,
) -> TopicChange:
    """One row of a step, before the topic changes. made: the step makes the topic, so there was nothing before."""
    return TopicChange.objects.create(
        city=topic.city,
        topic=topic,
        kind=kind,
        step=step,
        other=other,
        before={} if made else fields_of(topic),
        old_slug=old_slug,
        undoes=undoes,
        reason=reason or Text(),
        by=by,
        at=clock.now(),
        provenance=topic.provenance,
    )


def node_of(topic: Topic) -> Node:
    """The topic with what stands under it: three levels, so two questions at most."""
    node = Node(topic)
    for child in topic.children.filter(withdrawn_at=None).exclude(state=Topic.State.REPLACED):
        node.under.append(node_of(child))
    return node


def above(topic: Topic) -> Iterable[Topic]:
    while topic.parent is not None:
        topic = locked(topic.parent)
        yield topic


def fits(topic: Topic, domain: Domain, parent: Topic | None) -> None:
    """Raises WrongPlace where the topic cannot stand there."""
    if domain.city_id != topic.city_id or (parent is not None and parent.domain_id != domain.pk):
        raise WrongPlace("domain")
    node = Node(topic) if topic._state.adding else node_of(topic)
    may_stand_under(node, parent)


def put(topic: Topic, domain: Domain, parent: Topic | None, place: int) -> None:
    """Put a topic there with all under it; the others of that place make room. place: 0 for the last."""
    beside = list(
        Topic.objects.filter(domain=domain, parent=parent, withdrawn_at=None)
        .exclude(pk=topic.pk)
        .order_by("place", "id")
    )
    beside.insert(place - 1 if 0 < place <= len(beside) else len(beside), topic)
    topic.parent = parent
    for number, one in enumerate(beside, 1):
        if one.pk != topic.pk and one.place != number:
            one.place = number
            one.save(update_fields=["place"])
    topic.place = beside.index(topic) + 1
    _settle(topic, domain, parent.level + 1 if parent else 1)


def _settle(topic: Topic, domain: Domain, level: int) -> None:
    topic.domain, topic.level = domain, level
    topic.save(update_fields=["domain", "parent", "level", "place"])
    for child in topic.children.all():
        _settle(child, domain, level + 1)


def last(city: City) -> list[TopicChange]:
    """The rows of the last step that still stands and that no decision rests on; none where there is no such step."""
    rows = TopicChange.objects.filter(city=city).exclude(kind=TopicChange.Kind.UNDONE)
    undone = TopicChange.objects.filter(city=city, undoes__isnull=False).values("undoes")
    newest = rows.exclude(step__in=undone).order_by("id").last()  # ids sort by time, also within one moment
    decided = TopicDecision.objects.filter(city=city).order_by("number").last()
    if newest is None or (decided is not None and newest.pk < decided.pk):
        return []
    found = rows.filter(step=newest.step).select_related("topic__city", "topic__domain")
    return list(found.order_by("id"))


def in_use(city: City, made: Sequence[Topic]) -> bool:
    """Whether anything came to hang on topics that a step made."""
    if not made:
        return False
    counted = evidence.counts(visitor(city))
    return any(counted.get(one.pk) for one in made)


def restore(topic: Topic, row: TopicChange, by: Actor) -> None:
    """Make the topic what it was before the row; what the step made is withdrawn."""
    if not row.before:
        topic.withdrawn_at, topic.withdrawn_by, topic.withdrawn_reason = clock.now(), by, "undone"
        topic.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        return
    for name in TEXTS:
        setattr(topic, name, Text.load(row.before[name]))
    for name in PLAIN:
        setattr(topic, name, row.before[name])
    topic.save(update_fields=[*TEXTS, "slug", "framework", "state", "merged_into"])
    domain = Domain.objects.get(pk=row.before["domain_id"])
    parent = Topic.objects.get(pk=row.before["parent_id"]) if row.before["parent_id"] else None
    put(topic, domain, parent, row.before["place"])
