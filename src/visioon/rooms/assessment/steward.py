"""What waits for the steward of the figures: due, old, missing, in doubt, and answers of offices to look at."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import COMMONS, City, Provenance
from visioon.kernel.thread.models import Link
from visioon.rooms.assessment import freshness
from visioon.rooms.assessment.freshness import Wants
from visioon.rooms.assessment.models import Doubt, Fetching, Indicator, Upkeep


@dataclass(frozen=True)
class Wanted:
    """An indicator that wants something. ours, theirs: the newest year here and elsewhere. aims: how many goals."""

    indicator: Indicator
    upkeep: Upkeep | None
    wants: Wants
    ours: int | None
    theirs: int | None
    aims: int

    @property
    def is_fetched(self) -> bool:
        return bool(self.upkeep and self.upkeep.connector)

    @property
    def is_sample(self) -> bool:
        return self.indicator.is_sample or bool(self.upkeep and self.upkeep.is_sample)


@dataclass(frozen=True)
class Queue:
    """All of it, for one page. failed: the last answer of an indicator where it was none."""

    wanted: list[Wanted]
    doubts: list[Doubt]
    waiting: list[Fetching]
    failed: list[Fetching]
    given_up: list[Upkeep]

    @property
    def waits(self) -> int:
        return len(self.wanted) + len(self.doubts) + len(self.waiting) + len(self.failed)


def _known(city: City) -> "QuerySet[Indicator]":
    found: QuerySet[Indicator] = Indicator.objects.filter(Q(city__slug=COMMONS) | Q(city=city), withdrawn_at=None)
    return found if city.shows_samples else found.exclude(provenance=Provenance.SAMPLE)


def _aims(city: City) -> dict[UUID, int]:
    """How many goals are measured by each indicator, as the thread says."""
    ties = Link.objects.filter(city=city, from_kind="goal", to_kind="indicator", ended_at=None)
    counted: dict[UUID, int] = {}
    for key in ties.values_list("to_id", flat=True):
        counted[key] = counted.get(key, 0) + 1
    return counted


def wanted(city: City, keys: Collection[UUID] | None = None) -> list[Wanted]:
    """Every indicator that wants something, those that goals rest on first; three queries.

    keys: only these, also where nothing is wanted.
    """
    if not city.place_code:
        return []
    today, aims = clock.today(city.time_zone), _aims(city)
    kept = {one.indicator_id: one for one in Upkeep.objects.filter(city=city, withdrawn_at=None)}
    here = Q(observations__place__code=city.place_code)
    years = {"ours": Max("observations__year", filter=here), "theirs": Max("observations__year", filter=~here)}
    known = _known(city) if keys is None else _known(city).filter(pk__in=keys)
    rows = [
        _wanted(one, kept.get(one.pk), aims.get(one.pk, 0), today) for one in known.annotate(**years).order_by("pk")
    ]
    found = [one for one in rows if one.wants or keys is not None]
    order = list(Wants)
    return sorted(found, key=lambda one: (order.index(one.wants), -one.aims))


def _wanted(one: Indicator, upkeep: Upkeep | None, aims: int, today: date) -> Wanted:
    ours, theirs = one.ours, one.theirs  # type: ignore[attr-defined]  # annotated by the query
    wants = freshness.wants(
        ours=ours,
        theirs=theirs,
        cycle_months=upkeep.cycle_months if upkeep else None,
        looked_on=upkeep.looked_on if upkeep else None,
        aimed_at=bool(aims or (upkeep and upkeep.target is not None)),
        today=today,
    )
    if upkeep is not None and upkeep.unavailable_at is not None:
        wants = Wants.NOTHING
    return Wanted(one, upkeep, wants, ours, theirs, aims)


def doubts(city: City) -> "QuerySet[Doubt]":
    """Values of the city itself that nobody has checked."""
    found = Doubt.objects.filter(
        checked_at=None, observation__place__code=city.place_code, observation__indicator__in=_known(city)
    )
    return found.select_related("observation__indicator", "observation__place").order_by("id")


def waiting(city: City) -> "QuerySet[Fetching]":
    """Answers of offices that wait for a look."""
    found: QuerySet[Fetching] = Fetching.objects.filter(
        city=city, withdrawn_at=None, state=Fetching.State.WAITING, upkeep__indicator__in=_known(city)
    )
    return found.select_related("upkeep__indicator").order_by("at", "id")


def _failed(city: City) -> list[Fetching]:
    """Indicators whose last answer was none."""
    last: dict[UUID, Fetching] = {}
    found = Fetching.objects.filter(city=city, withdrawn_at=None, upkeep__indicator__in=_known(city)).defer("rows")
    for one in found.select_related("upkeep__indicator").order_by("at", "id"):
        last[one.upkeep_id] = one
    return [one for one in last.values() if one.state == Fetching.State.FAILED]


def queue(viewer: Viewer) -> Queue:
    """Eight queries, however much waits."""
    city = viewer.city
    given_up = Upkeep.objects.visible_to(viewer).exclude(unavailable_at=None).select_related("indicator")
    return Queue(
        wanted(city),
        list(doubts(city)) if city.place_code else [],
        list(waiting(city)),
        _failed(city),
        list(given_up.order_by("id")),
    )


def doubt(viewer: Viewer, key: int) -> Doubt | None:
    """One of the city's own, checked or not."""
    if not viewer.city.place_code:
        return None
    own = Doubt.objects.filter(observation__place__code=viewer.city.place_code, pk=key)
    return own.select_related("observation__indicator").first()
