"""Whether the process itself goes well: counts from all rooms to the method process-scorecard, and back to words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F
from django.utils.translation import gettext_lazy as _

from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer, visitor
from visioon.kernel.cities.models import Provenance
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.editions import Draft
from visioon.kernel.ledger.models import Edition
from visioon.kernel.thread.walk import reached
from visioon.rooms.delivery.models import Milestone
from visioon.rooms.dialogue.models import Contribution, Feeling
from visioon.rooms.goals.models import Goal
from visioon.rooms.horizon.models import Review
from visioon.rooms.overview.models import ProcessAt
from visioon.rooms.overview.queries import inhabitants
from visioon.rooms.process import queries as process
from visioon.rooms.process import words
from visioon.rooms.process.models import Cycle, ProcessTarget
from visioon.rooms.synthesis import coverage

KIND = "scorecard"
DAY = timedelta(days=1)
Json = dict[str, Any]

# The figures in their order: unit where the name does not say it, and the rule in a sentence.
FIGURES: dict[str, tuple[Any, Any]] = {
    "people": ("", _("People whose thought is shown, each counted once.")),
    "reach": (_("of 1000 inhabitants"), _("People heard, of every thousand inhabitants.")),
    "balance": (
        _("of 100"),
        _("How far the voices are spread as the population is: the least balanced of age, district and home language."),
    ),
    "answered": (
        "%",
        _("Thoughts that have an answer, of all that came in; one that nobody has read yet has none."),
    ),
    "answer_days": (
        "",
        _("Within how many days half of all thoughts have an answer; what still waits counts with its days so far."),
    ),
    "segments": (
        "%",
        _("Standing goals behind which stand voices of at least three segments."),
    ),
    "satisfaction": (
        _("of 5"),
        _("Mean of the answers to one question after taking part."),
    ),
    "partners": (
        "%",
        _("Parties that answered the newest version of the plan, of those asked."),
    ),
    "promises": ("%", _("Milestones reached by their day, of those whose day has passed.")),
    "reaction_days": (
        "",
        _("Within how many days half of all changes led to a decision; open reviews count with their days so far."),
    ),
}


def counted_provenance(viewer: Viewer, cycle: Cycle) -> str:
    """What is counted: real things, or the samples where nobody real has spoken but samples have; never both."""
    if not viewer.sees_samples or _came(cycle, Provenance.REAL).exists():
        return Provenance.REAL
    return Provenance.SAMPLE if _came(cycle, Provenance.SAMPLE).exists() else Provenance.REAL


def draft(cycle: Cycle) -> Draft:
    """The scorecard of a cycle as it stands, by what everyone may see."""
    viewer = visitor(cycle.city)
    of = counted_provenance(viewer, cycle)
    people = _shown(viewer, cycle, of).values("author").distinct().count()
    targets = ProcessTarget.objects.visible_to(viewer).filter(cycle=cycle, key__in=FIGURES)
    return Draft(
        kind=KIND,
        method="process-scorecard",
        version="2",
        inputs={
            "cycle": cycle.number,
            "of": of,
            "people": people,
            "population": _population(viewer),
            "answers": _answers(cycle, of),
            "balance": _balance(viewer, of),
            "goals": _segments(viewer, of),
            "satisfaction": _feelings(cycle, of),
            "partners": _partners(viewer, cycle),
            "promises": _promises(viewer, of),
            "reactions": _reactions(viewer, of),
        },
        params={"targets": {one.key: one.value for one in targets.order_by("key")}},
        real=people if of == Provenance.REAL else 0,
        sample=people if of == Provenance.SAMPLE else 0,
    )


def _shown(viewer: Viewer, cycle: Cycle, of: str) -> Any:
    found = Contribution.objects.visible_to(viewer).filter(activity__cycle=cycle, provenance=of)
    return found.filter(state=Contribution.State.SHOWN)


def _population(viewer: Viewer) -> int | None:
    found = inhabitants(viewer)
    return found[0] if found else None


def _answers(cycle: Cycle, of: str) -> Json:
    """Of every thought that came in and was not refused with a reason; a repeated one has the answer of the first."""
    own = _came(cycle, of).filter(duplicate_of=None).order_by("id")
    return _days(own.values_list("at", "answer__at"), clock.now())


def _came(cycle: Cycle, of: str) -> Any:
    came = Contribution.objects.filter(activity__cycle=cycle, provenance=of, withdrawn_at=None)
    return came.exclude(state=Contribution.State.HIDDEN)


def _days(times: Iterable[tuple[datetime, datetime | None]], now: datetime) -> Json:
    """Days from a beginning to its end, and for those without an end the days so far."""
    pairs = list(times)
    done = [max(0, (end - begin) // DAY) for begin, end in pairs if end is not None]
    return {"days": done, "waiting": [max(0, (now - begin) // DAY) for begin, end in pairs if end is None]}


def _balance(viewer: Viewer, of: str) -> list[Json]:
    """Small groups stand together, as they do on the page, so that a figure points at nobody."""
    part = next((one for one in coverage.parts(viewer) if one.sample == (of == Provenance.SAMPLE)), None)
    return [_dimension(one) for one in part.dimensions] if part else []


def _dimension(one: coverage.Dimension) -> Json:
    groups = [
        {"code": str(at), "population": group.share, "voices": group.voices}
        for at, group in enumerate(one.groups)
        if group.voices is not None and group.share is not None
    ]
    small = [group for group in one.groups if group.voices is None and group.share is not None]
    told = sum(group.voices or 0 for group in one.groups)
    if small:
        share = sum(group.share or 0 for group in small)
        groups.append({"code": "small", "population": share, "voices": one.known - told})
    return {"dimension": one.code, "groups": groups, "unknown": one.unknown}


def _segments(viewer: Viewer, of: str) -> list[int]:
    """How many segments stand behind each standing goal: the voices that its thread leads back to."""
    standing = Goal.objects.visible_to(viewer).filter(state__in=[Goal.State.PUBLISHED, Goal.State.ADOPTED])
    behind = {goal: _voices_behind(viewer, goal) for goal in standing.order_by("id").values_list("pk", flat=True)}
    keys = {key for voices in behind.values() for key in voices}
    named = Contribution.objects.filter(pk__in=keys, provenance=of).exclude(segment="")
    segment = dict(named.values_list("pk", "segment"))
    return [len({segment[key] for key in voices if key in segment}) for voices in behind.values()]


def _voices_behind(viewer: Viewer, goal: UUID) -> set[UUID]:
    return {key for kind, key in reached(viewer.city, "goal", goal, forward=False) if kind == "contribution"}


def _feelings(cycle: Cycle, of: str) -> dict[str, int]:
    given = Feeling.objects.filter(activity__cycle=cycle, provenance=of).values("value").annotate(n=Count("pk"))
    counted = {str(row["value"]): row["n"] for row in given.order_by("value")}
    return {str(value): counted.get(str(value), 0) for value in range(1, 6)}


def _partners(viewer: Viewer, cycle: Cycle) -> Json:
    _number, counts = process.standing(viewer, cycle)
    return {"asked": sum(counts.values()), "heard": counts["yes"] + counts["yes_if"] + counts["no"]}


def _promises(viewer: Viewer, of: str) -> Json:
    today = clock.today(viewer.city.time_zone)
    own = Milestone.objects.filter(project__city=viewer.city, project__provenance=of, project__withdrawn_at=None)
    past = own.filter(first_due__lt=today) | own.filter(done_on__isnull=False)
    kept = past.filter(done_on__lte=F("first_due")).count()
    return {"kept": kept, "broken": past.count() - kept}


def _reactions(viewer: Viewer, of: str) -> Json:
    """From what set a review off to its decision: how fast the city answers a change of the world."""
    found = Review.objects.visible_to(viewer).filter(provenance=of).order_by("id")
    return _days(found.values_list("trigger__opened_at", "closed_at"), clock.now())


@dataclass(frozen=True)
class Figure:
    """One line of the scorecard. value is None where it is not known; reached is None without a target."""

    key: str
    value: float | None
    target: float | None
    reached: bool | None

    @property
    def name(self) -> Any:
        return words.FIGURES[self.key]

    @property
    def unit(self) -> Any:
        return FIGURES[self.key][0]

    @property
    def rule(self) -> Any:
        return FIGURES[self.key][1]

    @property
    def at_most(self) -> bool:
        return self.key in {"answer_days", "reaction_days"}

    @property
    def decimals(self) -> int:
        return 1 if self.key in {"satisfaction", "reach"} else 0


def figures(result: Json) -> list[Figure]:
    return [Figure(one["key"], one["value"], one["target"], one["reached"]) for one in result["figures"]]


def latest(viewer: Viewer) -> Edition | None:
    found = editions.latest(viewer.city, KIND)
    return found if found is None or viewer.sees_samples or not found.is_sample else None


@dataclass(frozen=True)
class Beside:
    """The scorecard that stands beside an edition: the process at that time."""

    edition: Edition
    figures: list[Figure]
    heard: bool


def beside(viewer: Viewer, edition: Edition) -> Beside | None:
    """None where none was kept at that time, or the viewer may not see it."""
    kept = ProcessAt.objects.filter(edition=edition).select_related("scorecard").first()
    if kept is None or (kept.scorecard.is_sample and not viewer.sees_samples):
        return None
    result = editions.read(kept.scorecard).result
    return Beside(kept.scorecard, figures(result), bool(result["heard_anybody"]))
