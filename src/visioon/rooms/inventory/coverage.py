"""What was written down and where it is thin: domains by kinds, and topics. Counts of real rows and samples apart."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import City, Provenance
from visioon.rooms.inventory import rules
from visioon.rooms.inventory.models import RowLink, Solution
from visioon.rooms.inventory.words import KINDS
from visioon.rooms.stakeholders.models import Organisation
from visioon.rooms.topics.models import Topic

MOST_ASKED = 3  # organisations of a thin domain that are asked at a time


@dataclass(frozen=True)
class Cell:
    kind: str
    count: int
    thin: bool


@dataclass(frozen=True)
class Row:
    """A domain with its kinds; thin: less than half of an even share."""

    code: str
    total: int
    thin: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """What was written down of one provenance, real or sample."""

    sample: bool
    kinds: list[Any]
    rows: list[Row]
    totals: list[int]
    total: int


def matrices(viewer: Viewer) -> list[Matrix]:
    """Real rows first; samples, where there are any, in a table of their own."""
    seen = Solution.objects.visible_to(viewer).order_by()
    counted: dict[bool, Counter[rules.Cell]] = {False: Counter()}
    for row in seen.values("provenance", "domain", "kind").annotate(n=Count("id")):
        sample = row["provenance"] == Provenance.SAMPLE
        counted.setdefault(sample, Counter())[row["domain"], row["kind"]] += row["n"]
    return [matrix(counts, sample) for sample, counts in sorted(counted.items())]


def matrix(counts: Counter[rules.Cell], sample: bool) -> Matrix:
    domains, kinds = list(DomainCode.values), list(KINDS)
    thin = rules.thin_cells(counts, domains, kinds)
    of_domain = {code: sum(counts[code, kind] for kind in kinds) for code in domains}
    thin_domains = set(rules.thin_domains(of_domain))
    rows = [
        Row(
            code,
            of_domain[code],
            code in thin_domains,
            [Cell(kind, counts[code, kind], (code, kind) in thin) for kind in kinds],
        )
        for code in domains
    ]
    totals = [sum(counts[code, kind] for code in domains) for kind in kinds]
    return Matrix(sample, [KINDS[kind] for kind in kinds], rows, totals, sum(totals))


@dataclass(frozen=True)
class Covered:
    """A topic of the city with how many solutions were tied to it; real ones and samples are not added up."""

    topic: Topic
    real: int
    samples: int


def topics(viewer: Viewer) -> list[Covered]:
    """Every topic, the thinnest first within its domain."""
    tied = Solution.objects.visible_to(viewer).filter(topic__isnull=False).order_by()
    counts = {
        row["topic"]: (row["real"], row["sample"])
        for row in tied.values("topic").annotate(
            real=Count("id", filter=~Q(provenance=Provenance.SAMPLE)),
            sample=Count("id", filter=Q(provenance=Provenance.SAMPLE)),
        )
    }
    known = Topic.objects.visible_to(viewer).select_related("domain").order_by("domain__code", "id")
    return sorted(
        (Covered(topic, *counts.get(topic.pk, (0, 0))) for topic in known),
        key=lambda one: (DomainCode.values.index(one.topic.domain.code), one.real),
    )


def thin_domains(city: City) -> list[str]:
    """The domains of which little is written down, real rows only: what is asked for is not a matter of samples."""
    rows = Solution.objects.filter(city=city, withdrawn_at=None, state=Solution.State.PUBLISHED)
    counted = rows.exclude(provenance=Provenance.SAMPLE).order_by().values("domain").annotate(n=Count("id"))
    counts = {row["domain"]: row["n"] for row in counted}
    return rules.thin_domains({code: counts.get(code, 0) for code in DomainCode.values})


def to_ask(city: City) -> list[tuple[str, Organisation]]:
    """For each thin domain the organisations that matter for it and have no living link yet, a few at a time.

    Two queries. Those that matter for every domain are asked for none in particular.
    """
    thin = thin_domains(city)
    if not thin:
        return []
    linked = RowLink.objects.filter(organisation__city=city, ended_at=None).values("organisation")
    without = Organisation.objects.filter(city=city, withdrawn_at=None).exclude(pk__in=linked)
    asked: list[tuple[str, Organisation]] = []
    rows = list(without.order_by("key", "id"))
    for code in thin:
        asked += [(code, one) for one in rows if code in one.domains][:MOST_ASKED]
    return asked
