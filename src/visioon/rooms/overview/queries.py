"""The whole at a glance: what home, a domain, the thread page and "my week" need."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import Provenance
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.models import Edition
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.kernel.thread.walk import Walk, beside, reached, walk, watchers
from visioon.rooms.assessment.computing import KIND as INDEX
from visioon.rooms.dialogue import queries as dialogue
from visioon.rooms.dialogue.models import Contribution, Statement
from visioon.rooms.goals.models import Goal
from visioon.rooms.inventory.models import Solution
from visioon.rooms.process import queries as process
from visioon.rooms.process.models import Activity, Cycle
from visioon.rooms.stakeholders.models import PopulationShare


@dataclass(frozen=True)
class DomainState:
    """Where the city stands in a domain. rank is None where there are not enough data."""

    code: str
    rank: int | None = None
    of: int = 0
    low: int | None = None
    high: int | None = None
    indicators: int = 0
    solutions: int = 0
    voices: int = 0


def domain_states(viewer: Viewer) -> list[DomainState]:
    """All six domains, from the latest edition of the index and from what is mapped and said. Four queries."""
    solutions = _per_domain(Solution.objects.visible_to(viewer).filter(provenance=Provenance.REAL))
    voices = _per_domain(dialogue.seen(viewer).filter(state=Contribution.State.SHOWN))
    ranked = _ranked(viewer)
    return [
        DomainState(code, **ranked.get(code, {}), solutions=solutions[code], voices=voices[code])
        for code in DomainCode.values
    ]


def _per_domain(found: Any) -> Counter[str]:
    return Counter(dict(found.order_by().values_list("domain").annotate(n=Count("pk"))))


def _ranked(viewer: Viewer) -> dict[str, dict[str, Any]]:
    edition = editions.latest(viewer.city, INDEX)
    if edition is None:
        return {}
    published, place = editions.read(edition), viewer.city.place_code
    counted = Counter(one["parent"] for one in published.inputs["indicators"])
    states: dict[str, dict[str, Any]] = {code: {"indicators": number} for code, number in counted.items()}
    placed = Counter(row["code"] for row in published.result["scores"] if row["rank"] is not None)
    for row in published.result["scores"]:
        if row["unit"] == place and row["code"] in states and row["rank"] is not None:
            states[row["code"]] |= {"rank": row["rank"], "of": placed[row["code"]]}
    for code, rows in published.result["intervals"].items():
        for row in rows:
            if row["unit"] == place and states.get(code, {}).get("rank"):
                states[code] |= {"low": round(row["q5"]), "high": round(row["q95"])}
    return states


def one_thing_now(viewer: Viewer, cycle: Cycle | None) -> Activity | None:
    """The one thing that a visitor can do now: the open call that ends first."""
    if cycle is None:
        return None
    today = process.today(viewer)
    calls = [
        one
        for one in process.activities(viewer, cycle)
        if one.kind == Activity.Kind.CONTRIBUTIONS and one.is_open(today)
    ]
    return min(calls, key=lambda one: (one.ends is None, one.ends, one.slug)) if calls else None


def inhabitants(viewer: Viewer) -> tuple[int, PopulationShare] | None:
    """The sum of the latest counted persons by sex, and a row of it for its source."""
    rows = PopulationShare.objects.visible_to(viewer).filter(dimension="sex", unit="persons").order_by("-as_of", "id")
    latest = [row for row in rows if row.as_of == rows[0].as_of]
    return (round(sum(row.value for row in latest)), latest[0]) if latest else None


def voices_with_what_became(viewer: Viewer, limit: int = 3) -> list[tuple[Contribution, Stop | None]]:
    """Quoted voices, each from another domain and first each in another language, with where their thread has come."""
    shown = dialogue.seen(viewer).filter(state=Contribution.State.SHOWN, quotes__isnull=False, duplicate_of=None)
    quoted = list(shown.distinct().select_related("passage").order_by("-supports", "-id")[:60])
    first = [viewer.city.home_language, *(lang for lang in viewer.city.languages if lang != viewer.city.home_language)]
    chosen: list[Contribution] = []
    for language in [*first, *first]:
        domains = {one.domain for one in chosen}
        fresh = (one for one in quoted if one.passage.language == language and one.domain not in domains)
        chosen += [one for one in [next(fresh, None)] if one is not None and len(chosen) < limit]
    return list(zip(chosen, _furthest(viewer, chosen), strict=True))


FURTHEST = ("project", "goal", "decision", "theme")  # the first kind that a voice reached is what is told of it


def _furthest(viewer: Viewer, voices: list[Contribution]) -> list[Stop | None]:
    """A quick win that was made of these words, else a goal, else how far it has come: the stops of all together."""
    keys = [one.pk for one in voices]
    quick = set(Link.objects.filter(from_id__in=keys, to_kind="project", ended_at=None).values_list("to_id", flat=True))
    ways = [
        {
            (kind, key)
            for kind, key in reached(viewer.city, "contribution", own, forward=True)
            if kind != "project" or key in quick
        }
        for own in keys
    ]
    wanted = {kind: {key for way in ways for code, key in way if code == kind} for kind in FURTHEST}
    stops = {kind: KINDS[kind].load(viewer, found) for kind, found in wanted.items() if found and kind in KINDS}
    return [_told(way, stops) for way in ways]


def _told(way: Iterable[tuple[str, UUID]], stops: dict[str, dict[UUID, Stop]]) -> Stop | None:
    for kind in FURTHEST:
        own = [stops[kind][key] for code, key in sorted(way) if code == kind and key in stops.get(kind, {})]
        if own:
            return own[-1]
    return None


def one_thread(viewer: Viewer) -> list[Stop]:
    """One thread from a sentence to an indicator: that of the adopted goal with a target, one stop a kind."""
    goal = (
        Goal.objects.visible_to(viewer)
        .filter(state__in=[Goal.State.ADOPTED, Goal.State.PUBLISHED], revisions__target__isnull=False)
        .order_by("id")
        .first()
    )
    if goal is None:
        return []
    found = walk(viewer, "goal", goal.pk, SHOWN)
    here = KINDS["goal"].load(viewer, [goal.pk])[goal.pk]
    stops = [*found.before, here, *found.after]
    first = {code: next((stop for stop in stops if stop.code == code), None) for code in SHOWN}
    return [stop for stop in first.values() if stop] + beside(viewer, [goal.pk], only="indicator")[:1]


SHOWN = ("quote", "theme", "goal", "decision", "block", "project")


@dataclass(frozen=True)
class ThreadPage:
    here: Stop
    found: Walk
    watched: list[Stop] = field(default_factory=list)
    watchers: list[Stop] = field(default_factory=list)

    @property
    def to_move(self) -> list[Stop]:
        """The indicators that are meant to move."""
        return [stop for stop in self.watched if stop.code == "indicator"]

    @property
    def kept_in_view(self) -> list[Stop]:
        """What must hold, and what may be touched: neither done nor promised."""
        return [replace(stop, state="past") for stop in self.watched if stop.code != "indicator"]


def thread_of(viewer: Viewer, kind: str, key: UUID) -> ThreadPage | None:
    """The whole thread through one noun; None where the viewer may not see it."""
    if kind not in KINDS:
        return None
    here = KINDS[kind].load(viewer, [key]).get(key)
    if here is None:
        return None
    found = walk(viewer, kind, key)
    stops = [here.id, *(stop.id for stop in found.before + found.after)]
    return ThreadPage(here, found, beside(viewer, stops), watchers(viewer, key))


def published(viewer: Viewer) -> list[Edition]:
    rows = Edition.objects.filter(city=viewer.city).defer("document").order_by("-number")
    return [one for one in rows if viewer.sees_samples or not one.is_sample]


def votes_counted(viewer: Viewer) -> int:
    sums = Statement.objects.visible_to(viewer).aggregate(n=Sum("agrees") + Sum("disagrees") + Sum("passes"))
    return int(sums["n"] or 0)
