"""All that belongs to a topic, gathered from all rooms in a fixed number of questions; and the tree as decided."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger import editions
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.rooms.assessment.queries import Measure, baseline
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.stakeholders import queries as stakeholders
from visioon.rooms.stakeholders import words as stakeholder_words
from visioon.rooms.stakeholders.models import Stake
from visioon.rooms.topics import evidence, queries, words
from visioon.rooms.topics.models import Stance, Topic, TopicDecision

MOST_VOICES, REACH = 6, 3
GATHERED = ("finding", "solution", "theme", "goal", "project")
ONWARD = ("goal", "decision", "project", "block")


@dataclass(frozen=True)
class Group:
    """A group of people and whether it was heard of this topic; sample: only sample voices speak for it."""

    name: Any
    heard: bool
    sample: bool = False


@dataclass(frozen=True)
class Page:
    """What the page of a topic shows."""

    row: queries.Row
    above: list[Topic]
    under: list[queries.Row]
    measures: list[Measure]
    stops: dict[str, list[Stop]]
    voices: list[Contribution]
    voices_in_all: list[evidence.Count]
    stakes: list[tuple[Any, Stake]]
    groups: list[Group]
    history: list[queries.Told] = field(default_factory=list)

    @property
    def missing(self) -> list[Group]:
        return [one for one in self.groups if not one.heard]

    @property
    def has_samples(self) -> bool:
        stops = [stop for found in self.stops.values() for stop in found]
        return any(one.sample for one in stops) or any(one.is_sample for one in [self.row.topic, *self.voices])


def page(viewer: Viewer, topic: Topic) -> Page:
    family = evidence.family(viewer, topic)
    rows = {one.topic.pk: one for column in queries.at_work(viewer) for top in column.rows for one in top.all()}
    own = rows.get(topic.pk) or queries.Row(topic, evidence.counts(viewer).get(topic.pk, []))
    tied = _tied(viewer, family)
    measured = tied.pop("indicator", set())
    return Page(
        row=own,
        above=_above(rows, topic),
        under=own.under,
        measures=[one for one in baseline(viewer) if one.indicator.pk in measured] if measured else [],
        stops=_stops(viewer, tied, family),
        voices=list(_voices(viewer, family).order_by("-id")[:MOST_VOICES]),
        voices_in_all=[one for one in own.counts if one.code == "contribution"],
        stakes=[(stakeholder_words.STAKES[one.kind], one) for one in stakeholders.stakes(viewer, family)],
        groups=_groups(viewer, family),
        history=queries.history(viewer, topic),
    )


def _above(rows: dict[UUID, queries.Row], topic: Topic) -> list[Topic]:
    found: list[Topic] = []
    while topic.parent_id and topic.parent_id in rows:
        topic = rows[topic.parent_id].topic
        found.insert(0, topic)
    return found


def _tied(viewer: Viewer, family: list[UUID]) -> defaultdict[str, set[UUID]]:
    """The nouns that are tied to the topic or to what merged into it, by kind."""
    about = Q(relation="is about", to_kind="topic", to_id__in=family)
    measured = Q(relation="measured by", from_kind="topic", from_id__in=family)
    tied: defaultdict[str, set[UUID]] = defaultdict(set)
    for link in Link.objects.filter(about | measured, city=viewer.city, ended_at=None):
        kind, key = (link.from_kind, link.from_id) if link.relation == "is about" else (link.to_kind, link.to_id)
        tied[kind].add(key)
    return tied


def _stops(viewer: Viewer, tied: dict[str, set[UUID]], family: list[UUID]) -> dict[str, list[Stop]]:
    """What is tied, and what became of the themes and goals among it: one question a kind."""
    wanted: defaultdict[str, set[UUID]] = defaultdict(set)
    for kind in GATHERED:
        wanted[kind] |= tied.get(kind, set())
    for kind, key in _onward(viewer, {*tied.get("theme", ()), *tied.get("goal", ()), *family}):
        wanted[kind].add(key)
    loaded = {kind: KINDS[kind].load(viewer, keys) for kind, keys in wanted.items() if keys and kind in KINDS}
    return {kind: [found[key] for key in sorted(found)] for kind, found in loaded.items() if found}


def _onward(viewer: Viewer, start: Iterable[UUID]) -> set[tuple[str, UUID]]:
    """The goals, decisions, projects and paragraphs that the makes-ties lead to, in a few steps."""
    seen: set[tuple[str, UUID]] = set()
    front = set(start)
    for _step in range(REACH):
        ties = Link.objects.filter(city=viewer.city, from_id__in=front, family="makes", ended_at=None)
        fresh = set(ties.filter(to_kind__in=ONWARD).values_list("to_kind", "to_id")) - seen
        seen |= fresh
        front = {key for kind, key in fresh if kind != "decision"}  # a decision stands behind much that is not ours
    return seen


def _voices(viewer: Viewer, family: list[UUID]) -> QuerySet[Contribution, Any]:
    shown = Contribution.objects.visible_to(viewer).filter(state=Contribution.State.SHOWN, duplicate_of=None)
    return shown.filter(topic__in=family).select_related("passage")


def _groups(viewer: Viewer, family: list[UUID]) -> list[Group]:
    """Which groups spoke of the topic or marked it in a workshop, and which did not. Without numbers."""
    said = set(_voices(viewer, family).order_by().values_list("segment", "provenance").distinct())
    stances = Stance.objects.filter(topic__in=family, workshop__withdrawn_at=None, support__gte=0)
    marked = stances if viewer.sees_samples else stances.exclude(workshop__provenance="sample")
    said |= set(marked.order_by().values_list("segment", "workshop__provenance").distinct())
    real = {segment for segment, provenance in said if provenance == "real"}
    heard = {segment for segment, _provenance in said}
    return [Group(name, code in heard, code in heard - real) for code, name in words.SEGMENTS.items()]


@dataclass
class Branch:
    """A topic of the decided tree, in the words that were decided. slug: empty where it was withdrawn since."""

    id: str
    name: Text
    reason: Text
    slug: str
    marks: list[int] | None
    counts: list[evidence.Count]
    under: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True)
class Decided:
    """The tree of one decision, domain by domain, and what changed since the decision before."""

    row: TopicDecision
    domains: list[tuple[str, list[Branch], Text]]
    changes: list[tuple[str, Text, str, list[Any]]]


def decided(viewer: Viewer, row: TopicDecision) -> Decided:
    """A fixed number of questions: passages, topics, counts."""
    published = editions.read(row.edition)
    before = published.inputs["before"] or []
    spoken = {one.hash: one.words or "" for one in row.edition.texts.all()}
    for earlier in row.edition.rests_on.prefetch_related("texts"):
        spoken |= {one.hash: one.words or "" for one in earlier.texts.all()}
    slugs = {str(key): slug for key, slug in queries.seen(viewer).values_list("pk", "slug")}
    home = viewer.city.home_language

    def said(hashes: dict[str, str] | None) -> Text:
        return Text.of(home, {language: spoken.get(sha, "") for language, sha in (hashes or {}).items()})

    counted = {str(key): found for key, found in evidence.counts(viewer).items()}
    nodes = {
        one["id"]: Branch(
            one["id"],
            said(one["text"]["name"]),
            said(one["text"]["reason"]),
            slugs.get(one["id"], ""),
            one["marks"],
            counted.get(one["id"], []),
        )
        for one in published.inputs["topics"]
    }
    tops: defaultdict[str, list[Branch]] = defaultdict(list)
    for one in sorted(published.inputs["topics"], key=lambda line: line["place"]):
        (nodes[one["parent"]].under if one["parent"] else tops[one["domain"]]).append(nodes[one["id"]])
    why = {one["domain"]: said(one["text"]["why"]) for one in published.inputs["empty"]}
    names = {one["id"]: said(one["text"]["name"]) for one in [*before, *published.inputs["topics"]]}
    changes = [
        (one["change"], names[one["id"]], slugs.get(one["id"], ""), [names[key] for key in one["into"]])
        for one in published.result["changes"]
        if one["change"] != "same" and before
    ]
    return Decided(row, [(code, tops[code], why.get(code, Text())) for code in DomainCode.values], changes)


def links_of(viewer: Viewer, topic: Topic) -> list[tuple[Link, Stop]]:
    """The ties of this topic itself with what they tie, for the desk."""
    about = Q(relation="is about", to_kind="topic", to_id=topic.pk)
    measured = Q(relation="measured by", from_kind="topic", from_id=topic.pk)
    ties = list(Link.objects.filter(about | measured, city=viewer.city, ended_at=None).order_by("id"))
    ends = [(one.from_kind, one.from_id) if one.relation == "is about" else (one.to_kind, one.to_id) for one in ties]
    wanted: defaultdict[str, list[UUID]] = defaultdict(list)
    for kind, key in ends:
        wanted[kind].append(key)
    loaded = {kind: KINDS[kind].load(viewer, keys) for kind, keys in wanted.items()}
    return [(one, loaded[kind][key]) for one, (kind, key) in zip(ties, ends, strict=True) if key in loaded[kind]]
