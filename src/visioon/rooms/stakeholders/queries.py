"""The questions to the stakeholders: who there is, with whom we exchange, and how large each group of people is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.rooms.stakeholders.models import Organisation, PartnerCity, PopulationShare, Stake

PAGE = 60
EVERY = "all"


@dataclass(frozen=True)
class Page:
    """One page of organisations by kind; after: the key of the next page, empty on the last."""

    rows: list[Organisation]
    after: str


def organisations(viewer: Viewer, domain: str = "", after: str = "") -> Page:
    """Those that matter for a domain, or all. A domain or key that is none is ignored."""
    found = Organisation.objects.visible_to(viewer)
    if domain in DomainCode.values:
        found = found.filter(_of_domain(domain))
    rows = list(_from(found, after).order_by("kind", "id")[: PAGE + 1])
    more = len(rows) > PAGE
    return Page(rows[:PAGE], f"{rows[PAGE - 1].kind}_{rows[PAGE - 1].pk}" if more else "")


def _of_domain(domain: str) -> Q:
    """The list of codes as it is written: JSON containment is not known to SQLite."""
    return Q(domains__icontains=f'"{domain}"') | Q(domains__icontains=f'"{EVERY}"')


def _from(found: QuerySet[Organisation], after: str) -> QuerySet[Organisation]:
    kind, _, key = after.rpartition("_")
    try:
        last = UUID(key)
    except ValueError:
        return found
    if not kind.isprintable():  # PostgreSQL refuses to be asked for some of what is none
        return found
    return found.filter(Q(kind__gt=kind) | Q(kind=kind, id__gt=last))


def partner_cities(viewer: Viewer) -> list[PartnerCity]:
    return list(PartnerCity.objects.visible_to(viewer).order_by("id"))


@dataclass(frozen=True)
class Group:
    """A group of the population with its share (0 to 1) of the dimension; persons where the source counts them."""

    row: PopulationShare
    share: float
    persons: int | None

    @property
    def width(self) -> int:
        """The share as a whole number of hundredths, for a bar."""
        return round(self.share * 100)


@dataclass(frozen=True)
class Dimension:
    """The groups of one dimension at one date and of one provenance."""

    code: str
    as_of: str
    provenance: str
    groups: list[Group]

    @property
    def source_url(self) -> str:
        return self.groups[0].row.source_url

    @property
    def is_sample(self) -> bool:
        return self.groups[0].row.is_sample


def population(viewer: Viewer) -> list[Dimension]:
    """By dimension, the latest date of each provenance; real ones first, never mixed with others."""
    rows = PopulationShare.objects.visible_to(viewer).order_by("provenance", "dimension", "-as_of", "id")
    found: dict[tuple[str, str], list[PopulationShare]] = {}
    for row in rows:
        kept = found.setdefault((row.provenance, row.dimension), [])
        if not kept or kept[0].as_of == row.as_of:
            kept.append(row)
    return [
        Dimension(code, kept[0].as_of, provenance, _groups(kept)) for (provenance, code), kept in sorted(found.items())
    ]


def _groups(rows: list[PopulationShare]) -> list[Group]:
    persons = sum(row.value for row in rows if row.unit == PopulationShare.Unit.PERSONS)
    return [_group(row, persons) for row in rows]


def _group(row: PopulationShare, persons: float) -> Group:
    if row.unit == PopulationShare.Unit.PERSONS:
        return Group(row, row.value / persons if persons else 0.0, round(row.value))
    return Group(row, row.value / 100, None)


def table(viewer: Viewer, model: Any) -> QuerySet[Any]:
    """The rows of an open table in the order of their ids."""
    return model.objects.visible_to(viewer).order_by("id")  # type: ignore[no-any-return]


def stakes(viewer: Viewer, topics: Iterable[UUID]) -> QuerySet[Stake, Any]:
    """What organisations have to do with these topics."""
    found = Stake.objects.visible_to(viewer).filter(topic__in=list(topics), organisation__withdrawn_at=None)
    return found.select_related("organisation").order_by("kind", "id")


def held(viewer: Viewer) -> Iterable[tuple[UUID, str]]:
    """Each stake as its topic and provenance."""
    found = Stake.objects.visible_to(viewer).filter(organisation__withdrawn_at=None)
    return found.values_list("topic_id", "provenance")
