"""From the chosen topics of a city to the inputs of the method topic-tree."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Sum

from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.editions import Draft, read
from visioon.kernel.texts import models as passages
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.rooms.topics import evidence
from visioon.rooms.topics.models import Domain, Stance, Topic, TopicDecision, Workshop

KIND = "topics"
Json = dict[str, Any]


def chosen(city: City) -> list[Topic]:
    """The topics that stand now, by domain, level and place."""
    found = Topic.objects.filter(city=city, withdrawn_at=None, state=Topic.State.CHOSEN).select_related("domain")
    domains = list(DomainCode.values)
    return sorted(found, key=lambda one: (domains.index(one.domain.code), one.level, one.place, one.pk))


def newest(city: City) -> TopicDecision | None:
    found = TopicDecision.objects.filter(city=city).select_related("edition", "decision")
    return found.order_by("number").last()


def topic_tree(city: City, topics: list[Topic], workshop: Workshop | None) -> Draft:
    """The tree of these topics beside that of the decision before, what each rests on and how it was marked."""
    last = newest(city)
    rests, marks, came = evidence.counts(visitor(city)), _marks(workshop), _came_from(topics)
    lines = [
        {
            "id": str(one.pk),
            "domain": one.domain.code,
            "parent": str(one.parent_id) if one.parent_id else None,
            "place": one.place,
            "framework": one.framework,
            "text": {"name": one.name, "reason": one.reason, "evidence": one.evidence},
            "rests_on": {count.code: [count.real, count.samples] for count in rests.get(one.pk, [])},
            "marks": marks.get(one.pk),
            "came_from": sorted(map(str, came[one.pk])),
        }
        for one in topics
    ]
    empty = [{"domain": one.code, "text": {"why": one.why_none}} for one in _explained(city, topics)]
    texts = _committed([*lines, *empty])
    return Draft(
        kind=KIND,
        method="topic-tree",
        version="1",
        inputs={
            "number": last.number + 1 if last else 1,
            "domains": list(DomainCode.values),
            "topics": lines,
            "empty": empty,
            "before": read(last.edition).inputs["topics"] if last else None,
        },
        real=sum(not one.is_sample for one in topics),
        sample=sum(one.is_sample for one in topics),
        texts=texts,
        rests_on=(last.edition,) if last else (),
    )


def _marks(workshop: Workshop | None) -> dict[UUID, list[int]]:
    """Support and doubt of all groups of a workshop together."""
    counted = Stance.objects.filter(workshop=workshop).order_by().values("topic_id") if workshop else []
    rows = counted.annotate(yes=Sum("support"), no=Sum("doubt")) if workshop else []  # type: ignore[attr-defined]
    return {row["topic_id"]: [row["yes"], row["no"]] for row in rows}


def _came_from(topics: Iterable[Topic]) -> defaultdict[UUID, list[UUID]]:
    ids = [one.pk for one in topics]
    ties = Link.objects.filter(to_id__in=ids, relation="became", from_kind="topic", ended_at=None)
    came: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for origin, topic in ties.values_list("from_id", "to_id"):
        came[topic].append(origin)
    return came


def _explained(city: City, topics: Iterable[Topic]) -> list[Domain]:
    """The domains without a topic that say why."""
    have = {one.domain_id for one in topics}
    found = Domain.objects.filter(city=city, withdrawn_at=None).order_by("code")
    return [one for one in found if one.pk not in have and one.why_none]


def _committed(lines: list[Json]) -> tuple[passages.Passage, ...]:
    """Put hashes in place of the words; equal words keep one hash over the decisions, so that they show no change."""
    texts: list[Text] = [text for line in lines for text in line["text"].values()]
    spoken = {pair for text in texts for pair in text.words.items()}
    kept = passages.shared_all(sorted(spoken))
    for line in lines:
        line["text"] = {
            name: {language: kept[language, words].hash for language, words in sorted(text.words.items())}
            for name, text in line["text"].items()
        }
    return tuple(kept[pair] for pair in sorted(spoken))
