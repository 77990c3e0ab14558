"""What a topic rests on, counted by kind. Ties are counted here; a later room registers what it holds itself.

Real and sample are never added: a count says the real ones, or the samples where there is nothing real.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import ngettext

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import Provenance
from visioon.kernel.thread.models import Link
from visioon.rooms.topics.models import Topic

Pairs = Iterable[tuple[UUID, str]]  # topic and provenance, one a thing
Held = Callable[[Viewer], Pairs]
HELD: dict[str, Held] = {}
LOOSE: list[Callable[[Viewer], Iterable[tuple[str, str]]]] = []
ORDER = ("contribution", "theme", "indicator", "finding", "solution", "organisation", "goal", "project")
PEOPLE = ("contribution", "organisation")


@dataclass(frozen=True)
class Count:
    """How many of a kind there are, in words."""

    code: str
    real: int
    samples: int

    @property
    def number(self) -> int:
        return self.real or self.samples

    @property
    def is_sample(self) -> bool:
        return not self.real

    @property
    def words(self) -> str:
        return _words(self.code, self.number)


def hold(code: str, held: Held) -> None:
    """Register what a later room holds of topics without a tie."""
    HELD[code] = held


def hold_loose(held: Callable[[Viewer], Iterable[tuple[str, str]]]) -> None:
    """Register voices that are in a domain and in no topic: pairs of domain and provenance."""
    LOOSE.append(held)


def loose(viewer: Viewer) -> dict[str, Count]:
    """How many thoughts of each domain are in no topic yet."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for held in LOOSE:
        for domain, provenance in held(viewer):
            found[domain][provenance] += 1
    return {code: Count("contribution", own[Provenance.REAL], own[Provenance.SAMPLE]) for code, own in found.items()}


def counts(viewer: Viewer) -> dict[UUID, list[Count]]:
    """What every topic of the city rests on, in a fixed number of questions. What merged counts where it went."""
    heirs = _heirs(viewer)
    found: defaultdict[UUID, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for code, pairs in _all(viewer):
        for topic, provenance in pairs:
            found[heirs.get(topic, topic)][code][provenance] += 1
    return {topic: _ordered(kinds) for topic, kinds in found.items()}


def _all(viewer: Viewer) -> Iterable[tuple[str, Pairs]]:
    for link in _ties(viewer):
        topic = link.to_id if link.relation == "is about" else link.from_id
        yield (link.from_kind if link.relation == "is about" else link.to_kind), [(topic, link.provenance)]
    for code, held in HELD.items():
        yield code, held(viewer)


def _ties(viewer: Viewer) -> Iterable[Link]:
    ties = Link.objects.filter(city=viewer.city, ended_at=None)
    about = ties.filter(relation="is about", to_kind="topic") | ties.filter(relation="measured by", from_kind="topic")
    return about if viewer.sees_samples else about.exclude(provenance=Provenance.SAMPLE)


def _heirs(viewer: Viewer) -> dict[UUID, UUID]:
    """Each merged topic and the one that carries it on in the end."""
    merged = Topic.objects.filter(city=viewer.city, merged_into__isnull=False)
    into: dict[UUID, UUID] = dict(merged.values_list("pk", "merged_into_id"))
    return {one: _end(into, one) for one in into}


def _end(into: Mapping[UUID, UUID], one: UUID) -> UUID:
    seen: set[UUID] = set()
    while one in into and one not in seen:
        seen.add(one)
        one = into[one]
    return one


def _ordered(kinds: Mapping[str, Counter[str]]) -> list[Count]:
    rest = sorted(set(kinds) - set(ORDER))
    found = [
        Count(code, kinds[code][Provenance.REAL], kinds[code][Provenance.SAMPLE])
        for code in (*ORDER, *rest)
        if code in kinds
    ]
    return sorted(found, key=lambda one: one.is_sample)  # what is real comes first


def family(viewer: Viewer, topic: Topic) -> list[UUID]:
    """The topic and all that merged into it: what is tied to any of them belongs to it."""
    return [topic.pk, *(old for old, heir in _heirs(viewer).items() if heir == topic.pk)]


def _words(code: str, n: int) -> str:
    named: dict[str, Any] = {
        "contribution": ngettext("%(n)d thought", "%(n)d thoughts", n),
        "theme": ngettext("%(n)d theme", "%(n)d themes", n),
        "indicator": ngettext("%(n)d indicator", "%(n)d indicators", n),
        "finding": ngettext("%(n)d earlier finding", "%(n)d earlier findings", n),
        "solution": ngettext("%(n)d solution", "%(n)d solutions", n),
        "organisation": ngettext("%(n)d organisation", "%(n)d organisations", n),
        "goal": ngettext("%(n)d goal", "%(n)d goals", n),
        "project": ngettext("%(n)d project", "%(n)d projects", n),
    }
    return str(named.get(code, ngettext("%(n)d other tie", "%(n)d other ties", n)) % {"n": n})
