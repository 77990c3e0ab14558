"""The questions to the assessment. Indicators, places and most observations belong to the commons: all read them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import COMMONS, Provenance
from visioon.kernel.jobs.models import Job
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.models import Edition
from visioon.rooms.assessment import rules
from visioon.rooms.assessment.computing import KIND, TOTAL, unique_key
from visioon.rooms.assessment.models import AdoptedTarget, FrameworkTie, IndexDesign, Indicator, Observation, Place
from visioon.rooms.assessment.rules import Ranked

Json = dict[str, Any]


def shared(viewer: Viewer, model: Any) -> QuerySet[Any]:
    """The rows that this city reads: its own and those of the commons."""
    found = model.objects.filter(Q(city__slug=COMMONS) | Q(city=viewer.city), withdrawn_at=None)
    return found if viewer.sees_samples else found.exclude(provenance=Provenance.SAMPLE)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Value:
    """The latest measurement of an indicator in one place."""

    place: str
    year: int
    certain: bool
    value: float

    @property
    def year_words(self) -> str:
        return str(self.year) if self.certain else f"{self.year}?"


@dataclass(frozen=True)
class Measure:
    """An indicator with its latest value in every place that has one; us: the value of our own city."""

    indicator: Indicator
    latest: dict[str, Value]
    us: Value | None

    @cached_property
    def values(self) -> list[float]:
        return [one.value for one in self.latest.values()]

    @cached_property
    def five(self) -> tuple[float, float, float, float, float]:
        return rules.five_numbers(self.values)

    @property
    def median(self) -> float:
        return self.five[2]

    @property
    def unit_beside(self) -> str:
        """The unit, where the name does not say it already."""
        unit = str(self.indicator.unit)
        return "" if unit.lower() in str(self.indicator.name).lower() else unit

    @property
    def cities(self) -> int:
        return len(self.latest)

    @property
    def is_weak(self) -> bool:
        return rules.in_weaker_quarter(self.us.value if self.us else None, self.indicator.direction, self.values)


def baseline(viewer: Viewer) -> list[Measure]:
    """Every indicator that was measured anywhere, by domain; two queries."""
    indicators = shared(viewer, Indicator).order_by("id")
    found = [_measure(viewer, one, rows) for one, rows in _latest(viewer, list(indicators))]
    order = {code: at for at, code in enumerate(DomainCode.values)}
    return sorted(found, key=lambda one: order[one.indicator.domain])


def _measure(viewer: Viewer, indicator: Indicator, latest: dict[str, Value]) -> Measure:
    return Measure(indicator, latest, latest.get(viewer.city.place_code))


def _latest(viewer: Viewer, indicators: list[Indicator]) -> list[tuple[Indicator, dict[str, Value]]]:
    rows = Observation.objects.filter(indicator__in=indicators, place__in=shared(viewer, Place)).order_by("year", "id")
    kept: dict[UUID, dict[str, Value]] = {one.pk: {} for one in indicators}
    columns = ("indicator_id", "place__code", "year", "year_certain", "value")
    for key, place, year, certain, value in rows.values_list(*columns):
        kept[key][place] = Value(place, year, certain, value)
    return [(one, kept[one.pk]) for one in indicators if kept[one.pk]]


def measure(viewer: Viewer, code: str) -> Measure | None:
    """One indicator, with an empty distribution where it was never measured."""
    indicator = shared(viewer, Indicator).filter(code=code).order_by("city__slug").first()
    if indicator is None:
        return None
    found = _latest(viewer, [indicator])
    return _measure(viewer, indicator, found[0][1] if found else {})


def own_series(viewer: Viewer, indicator: Indicator) -> list[Observation]:
    """What was measured in our own city, year by year."""
    own = Observation.objects.filter(indicator=indicator, place__code=viewer.city.place_code)
    return list(own.filter(place__in=shared(viewer, Place)).order_by("year", "id"))


def all_ties(viewer: Viewer) -> list[FrameworkTie]:
    """Every tie of the indicators that this city reads."""
    found = FrameworkTie.objects.filter(indicator__in=shared(viewer, Indicator))
    return list(found.select_related("indicator", "asked__framework").order_by("id"))


def place_names(viewer: Viewer) -> dict[str, Any]:
    return {place.code: place.name for place in shared(viewer, Place)}


@dataclass(frozen=True)
class DomainIndex:
    """A domain of the published index. ranked: in the order of ranks, empty where there is not enough data."""

    code: str
    indicators: int
    available: int
    needed: int
    ranked: list[Ranked]
    us: Ranked | None

    @property
    def places(self) -> int:
        return len(self.ranked)


@dataclass(frozen=True)
class Published:
    """The latest published edition of the index, read for one city."""

    edition: Edition
    params: Json
    indicators: list[Json]
    units: list[str]
    domains: dict[str, DomainIndex]
    total: DomainIndex
    fallbacks: int
    whole: int

    @property
    def scored(self) -> list[DomainIndex]:
        return [one for one in self.domains.values() if one.ranked]

    @property
    def floor(self) -> Json:
        return self.params.get("floor") or {"indicators": 0, "share": 0}


def published(viewer: Viewer) -> Published | None:
    """Two queries: the edition, and the names of the places."""
    edition = editions.latest(viewer.city, KIND)
    if edition is None or (edition.is_sample and not viewer.sees_samples):
        return None
    record = editions.read(edition)
    names = place_names(viewer)
    domains = {code: _domain(code, record, names, viewer.city.place_code) for code in DomainCode.values}
    return Published(
        edition=edition,
        params=record.params,
        indicators=record.inputs["indicators"],
        units=record.inputs["units"],
        domains=domains,
        total=_domain(TOTAL, record, names, viewer.city.place_code),
        fallbacks=record.result["fallbacks"],
        whole=_ranked_everywhere([one for one in domains.values() if one.ranked]),
    )


def _domain(code: str, record: Any, names: dict[str, Any], us: str) -> DomainIndex:
    intervals = record.result["intervals"].get(code, [])
    rows = [row for row in intervals if row["nominal"] is not None and row["q5"] is not None]
    ranked = sorted((_ranked(row, names) for row in rows), key=lambda one: (one.rank, one.code))
    coverage = {row["unit"]: row for row in record.result["coverage"] if row["code"] == code}
    floor = record.params.get("floor") or {"indicators": 0}
    return DomainIndex(
        code=code,
        indicators=sum(one["parent"] == code for one in record.inputs["indicators"]),
        available=coverage[us]["available"] if us in coverage else 0,
        needed=int(floor["indicators"]),
        ranked=ranked,
        us=next((one for one in ranked if one.code == us), None),
    )


def _ranked(row: Json, names: dict[str, Any]) -> Ranked:
    name = str(names.get(row["unit"], row["unit"]))
    return Ranked(row["unit"], name, int(row["nominal"]), float(row["q5"]), float(row["q95"]))


def _ranked_everywhere(scored: list[DomainIndex]) -> int:
    """How many places have a rank in every domain that has ranks."""
    sets = [{one.code for one in domain.ranked} for domain in scored]
    return len(set.intersection(*sets)) if sets else 0


def targets(viewer: Viewer) -> tuple[list[AdoptedTarget], list[AdoptedTarget]]:
    """Those of our own city, and those of others."""
    own_names = set(viewer.city.name.words.values())
    rows = list(AdoptedTarget.objects.visible_to(viewer).order_by("id"))
    return [one for one in rows if one.whose in own_names], [one for one in rows if one.whose not in own_names]


@dataclass(frozen=True)
class Coverage:
    """How far an indicator reaches: cities that have it, its newest year anywhere, its newest year here."""

    indicator: Indicator
    cities: int
    newest: int | None
    ours: int | None


def coverage(viewer: Viewer) -> list[Coverage]:
    here = Q(observations__place__code=viewer.city.place_code)
    rows = shared(viewer, Indicator).annotate(
        cities=Count("observations__place", distinct=True),
        newest=Max("observations__year"),
        ours=Max("observations__year", filter=here),
    )
    return [Coverage(one, one.cities, one.newest, one.ours) for one in rows.order_by("domain", "code")]


def designs(viewer: Viewer) -> list[tuple[IndexDesign, Job | None]]:
    """The designs of the city, newest first, each with its latest request for an edition."""
    found = list(IndexDesign.objects.visible_to(viewer).order_by("-id"))
    asked = Job.objects.filter(unique_key__in=[unique_key(one.pk) for one in found]).order_by("created_at", "id")
    latest = {job.unique_key: job for job in asked.defer("result")}
    return [(one, latest.get(unique_key(one.pk))) for one in found]


def design(viewer: Viewer, pk: UUID) -> IndexDesign | None:
    found: IndexDesign | None = IndexDesign.objects.visible_to(viewer).filter(pk=pk).first()
    return found


def all_editions(viewer: Viewer) -> list[Edition]:
    return list(Edition.objects.filter(city=viewer.city, kind=KIND).defer("document").order_by("-number")[:50])
