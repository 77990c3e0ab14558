"""What a viewer may read of goals."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.domains import DomainCode
from visioon.kernel.cities.models import COMMONS
from visioon.kernel.ledger.models import Edition
from visioon.kernel.thread.models import Link
from visioon.rooms.assessment.models import Indicator, Observation
from visioon.rooms.goals import words
from visioon.rooms.goals.models import Assumption, Goal, GoalRevision, Reaction
from visioon.rooms.goals.rules import gaps
from visioon.rooms.process.models import Round
from visioon.rooms.synthesis.models import Theme

__all__ = ["Goal", "GoalRevision", "seen", "with_revision"]

ORDER = (Goal.State.ADOPTED, Goal.State.PUBLISHED, Goal.State.WAITING, Goal.State.DROPPED, Goal.State.DRAFT)


def seen(viewer: Viewer) -> QuerySet[Goal, Any]:
    """Drafts are for those who work here."""
    visible = Goal.objects.visible_to(viewer)
    return visible if viewer.works_here else visible.exclude(state=Goal.State.DRAFT)


def with_revision(viewer: Viewer, ids: Iterable[UUID] | None = None) -> Iterator[tuple[Goal, GoalRevision]]:
    """Goals with the revision that stands, in two queries."""
    goals = seen(viewer).order_by("domain", "id")
    found = {goal.pk: goal for goal in (goals.filter(pk__in=ids) if ids is not None else goals)}
    revisions = GoalRevision.objects.filter(goal__in=found).select_related("indicator")
    standing = {one.goal_id: one for one in revisions if one.number == found[one.goal_id].revision}
    return ((goal, standing[key]) for key, goal in found.items())


@dataclass(frozen=True)
class Row:
    """A goal with its wording, as lists show it."""

    goal: Goal
    revision: GoalRevision
    missing: list[str]
    origins: int = 0

    @property
    def state(self) -> Any:
        return words.STATES[Goal.State(self.goal.state)]

    @property
    def shape(self) -> str:
        return words.SHAPES[Goal.State(self.goal.state)]

    @property
    def target(self) -> str:
        return words.target(self.revision)

    @property
    def gaps(self) -> list[Any]:
        return [words.GAPS[code] for code in self.missing]


def rows(viewer: Viewer) -> list[Row]:
    """All goals, those that stand first, each state in the order of the domains. Two queries."""
    found = [Row(goal, revision, gaps(revision, viewer.city.languages)) for goal, revision in with_revision(viewer)]
    domains = list(DomainCode.values)
    return sorted(
        found,
        key=lambda row: (
            ORDER.index(Goal.State(row.goal.state)),
            domains.index(row.goal.domain),
            row.goal.pk,
        ),
    )


def by_state(viewer: Viewer) -> list[tuple[str, list[Row]]]:
    """What everyone sees: states in their order, drafts left out."""
    found = [row for row in rows(viewer) if row.goal.state != Goal.State.DRAFT]
    states = ((str(state), [row for row in found if row.goal.state == state]) for state in ORDER)
    return [(state, own) for state, own in states if own]


def desk(viewer: Viewer) -> list[Row]:
    """The workspace: with how many themes and findings each goal rests on. Three queries."""
    ties = Link.objects.filter(city=viewer.city, relation="led to", to_kind="goal", ended_at=None)
    count: defaultdict[UUID, int] = defaultdict(int)
    for goal in ties.values_list("to_id", flat=True):
        count[goal] += 1
    return [Row(row.goal, row.revision, row.missing, count[row.goal.pk]) for row in rows(viewer)]


@dataclass(frozen=True)
class Wording:
    """One wording of a goal, with its target in one line."""

    revision: GoalRevision
    target: str


def history(goal: Goal) -> list[Wording]:
    """Every wording, newest first."""
    found = goal.revisions.select_related("indicator", "round").order_by("-number")
    return [Wording(one, words.target(one)) for one in found]


def measured(viewer: Viewer, revision: GoalRevision) -> list[Observation]:
    """What was measured in this city of the goal's indicator, before the year of the target."""
    if revision.indicator is None or not viewer.city.place_code:
        return []
    own = Observation.objects.filter(indicator=revision.indicator, place__code=viewer.city.place_code)
    return list(own.filter(year__lt=revision.target_year or 9999).order_by("year"))


@dataclass(frozen=True)
class Answers:
    """How often each answer was given, of one provenance."""

    sample: bool
    counts: list[tuple[Any, int]]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)


def reactions(viewer: Viewer, goal: Goal) -> list[Answers]:
    """What people answered when the goal came back to them, real ones first, samples apart."""
    own = Reaction.objects.visible_to(viewer).filter(goal=goal)
    found = own.values("provenance", "kind").annotate(n=Sum("count")).order_by("provenance")
    given: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in found:
        given[row["provenance"]][row["kind"]] = row["n"]
    return [
        Answers(provenance == "sample", [(label, counts.get(kind, 0)) for kind, label in words.REACTIONS.items()])
        for provenance, counts in given.items()
    ]


def said_at_meetings(viewer: Viewer, goal: Goal) -> list[Reaction]:
    """Words that the team wrote down with a counted answer. Those of single visitors are read, not shown."""
    told = Reaction.objects.visible_to(viewer).filter(goal=goal, count__gt=1).order_by("kind", "id")
    return [one for one in told if one.words]


def own_reaction(viewer: Viewer, goal: Goal, round_: Round | None) -> Reaction | None:
    if viewer.actor is None or round_ is None:
        return None
    found: Reaction | None = Reaction.objects.filter(goal=goal, round=round_, by=viewer.actor, count=1).first()
    return found


def written_by_visitors(viewer: Viewer, goal: Goal) -> list[Reaction]:
    """What visitors wrote with their answer, newest first: for those who work here."""
    given = Reaction.objects.visible_to(viewer).filter(goal=goal, count=1).order_by("-at")
    return [one for one in given if one.words]


def editions(viewer: Viewer, kind: str) -> list[Edition]:
    found = Edition.objects.filter(city=viewer.city, kind=kind)
    found = found if viewer.sees_samples else found.filter(sample=0)
    return list(found.order_by("-number")[:2])


def indicators(viewer: Viewer) -> QuerySet[Indicator, Any]:
    """The shared catalogue and the city's own."""
    return Indicator.objects.filter(city__slug__in=[COMMONS, viewer.city.slug], withdrawn_at=None).order_by("code")


def origins(viewer: Viewer, goal: Goal) -> list[Theme]:
    """The themes that a goal rests on."""
    ties = Link.objects.filter(to_id=goal.pk, relation="led to", from_kind="theme", ended_at=None)
    return list(Theme.objects.visible_to(viewer).filter(pk__in=ties.values("from_id")).order_by("id"))


@dataclass(frozen=True)
class Assumed:
    """An assumption with its state as a page shows it."""

    assumption: Assumption

    @property
    def state(self) -> Any:
        return words.ASSUMPTION_STATES[self.assumption.state]

    @property
    def shape(self) -> str:
        return words.ASSUMPTION_SHAPES[self.assumption.state]


def assumed(viewer: Viewer, goal: Goal) -> list[Assumed]:
    """What must hold for a goal to be reachable, in the order in which it was stated."""
    return [Assumed(one) for one in Assumption.objects.visible_to(viewer).filter(goal=goal).order_by("id")]


def assumption(viewer: Viewer, key: UUID) -> Assumption | None:
    """One assumption of a goal that the viewer sees."""
    found = Assumption.objects.visible_to(viewer).filter(goal__in=seen(viewer), pk=key)
    one: Assumption | None = found.select_related("goal", "city").first()
    return one
