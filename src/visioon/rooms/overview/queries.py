"""The whole at a glance: what home, a domain, the thread page and "my week" need."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.models import Edition
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.kernel.thread.walk import Walk, beside, walk
from visioon.rooms.assessment.computing import KIND as INDEX
from visioon.rooms.delivery import queries as delivery
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
    solutions = _per_domain(Solution.objects.visible_to(viewer))
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


@dataclass(frozen=True)
class Part:
    number: int
    name: Any
    state: str
    url: str


@dataclass(frozen=True)
class Ring:
    """The ring of thirteen, and the three lines in its middle."""

    parts: list[Part]
    mid1: str
    mid2: Any
    mid3: str


# Which page tells of which part; a part that has no page yet leads to the plan.
PAGES = {
    0: "process:plan",
    1: "inventory:solutions",
    2: "assessment:state",
    3: "overview:domains",
    4: "stakeholders:people",
    5: "dialogue:activities",
    6: "goals:goals",
    7: "priorities:priorities",
    8: "strategy:read",
    11: "delivery:projects",
}


def ring(viewer: Viewer, cycle: Cycle | None) -> Ring | None:
    if cycle is None:
        return None
    today = process.today(viewer)
    planned = process.parts(viewer, cycle, today)
    if not planned:
        return None
    parts = [
        Part(
            one.stage.part,
            str(one.stage.name),
            one.state,
            reverse(PAGES.get(one.stage.part, "process:plan"), kwargs={"city": viewer.city.slug}),
        )
        for one in planned
    ]
    here = next((one for one in reversed(planned) if one.state == "here"), None)
    left = _("%(days)d days left") % {"days": (here.stage.ends - today).days + 1} if here and here.stage.ends else ""
    return Ring(parts, _round_words(viewer, cycle), here.stage.name if here else cycle.title, left)


def _round_words(viewer: Viewer, cycle: Cycle) -> str:
    open_round = process.open_round(viewer)
    words = _("Cycle %(number)d") % {"number": cycle.number}
    return f"{words}, {open_round.name}" if open_round else words


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
    return [(one, _furthest(viewer, one)) for one in chosen]


def _furthest(viewer: Viewer, one: Contribution) -> Stop | None:
    """A quick win that was made of these words, else a goal, else how far it has come."""
    way = walk(viewer, "contribution", one.pk).after
    quick = set(Link.objects.filter(from_id=one.pk, to_kind="project", ended_at=None).values_list("to_id", flat=True))
    after = [stop for stop in way if stop.code in {"theme", "goal", "decision"} or stop.id in quick]
    ranked = ([stop for stop in after if stop.code == code] for code in ("project", "goal"))
    last = next((stops for stops in ranked if stops), after)
    return last[-1] if last else None


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
    found = walk(viewer, "goal", goal.pk)
    here = KINDS["goal"].load(viewer, [goal.pk])[goal.pk]
    stops = [*found.before, here, *found.after]
    first = {code: next((stop for stop in stops if stop.code == code), None) for code in SHOWN}
    return [stop for stop in first.values() if stop] + beside(viewer, [goal.pk])[:1]


SHOWN = ("quote", "theme", "goal", "decision", "block", "project")


@dataclass(frozen=True)
class ThreadPage:
    here: Stop
    found: Walk
    watched: list[Stop] = field(default_factory=list)


def thread_of(viewer: Viewer, kind: str, key: UUID) -> ThreadPage | None:
    """The whole thread through one noun; None where the viewer may not see it."""
    if kind not in KINDS:
        return None
    here = KINDS[kind].load(viewer, [key]).get(key)
    if here is None:
        return None
    found = walk(viewer, kind, key)
    stops = [here.id, *(stop.id for stop in found.before + found.after)]
    return ThreadPage(here, found, beside(viewer, stops))


def published(viewer: Viewer) -> list[Edition]:
    rows = Edition.objects.filter(city=viewer.city).defer("document").order_by("-number")
    return [one for one in rows if viewer.sees_samples or not one.is_sample]


@dataclass(frozen=True)
class Waiting:
    """What waits at one desk: how much, where to go."""

    what: str
    count: int
    url: str


def waiting(viewer: Viewer) -> list[Waiting]:
    """What waits for those who work here; only what there is something of."""
    city = {"city": viewer.city.slug}
    voices = dialogue.seen(viewer).aggregate(
        unread=Count("pk", filter=Q(state=Contribution.State.WAITING), distinct=True),
        unanswered=Count("pk", filter=Q(state=Contribution.State.SHOWN, answer=None), distinct=True),
        unassigned=Count("pk", filter=Q(state=Contribution.State.SHOWN, assignments=None), distinct=True),
    )
    drafts = Statement.objects.visible_to(viewer).filter(state=Statement.State.DRAFT).count()
    goals = Goal.objects.visible_to(viewer).filter(state=Goal.State.DRAFT).count()
    found = [
        Waiting(_("Thoughts to read"), voices["unread"], reverse("dialogue:queue", kwargs=city)),
        Waiting(_("Thoughts to answer"), voices["unanswered"], reverse("dialogue:answers", kwargs=city)),
        Waiting(_("Thoughts without a theme"), voices["unassigned"], reverse("synthesis:work", kwargs=city)),
        Waiting(_("Statements that are not open yet"), drafts, reverse("dialogue:statements", kwargs=city)),
        Waiting(_("Goals in draft"), goals, reverse("goals:work", kwargs=city)),
        Waiting(_("Projects that wait for a report"), delivery.due(viewer), reverse("delivery:work", kwargs=city)),
    ]
    return [one for one in found if one.count]


def votes_counted(viewer: Viewer) -> int:
    sums = Statement.objects.visible_to(viewer).aggregate(n=Sum("agrees") + Sum("disagrees") + Sum("passes"))
    return int(sums["n"] or 0)
