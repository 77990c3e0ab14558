"""What a viewer may read of projects: the portfolio, one project whole, the desk. A fixed number of queries each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from visioon.kernel.accounts.models import Actor, Grant, Person
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.models import Decision
from visioon.kernel.nouns import Noun
from visioon.kernel.thread.models import Link
from visioon.rooms.assessment.models import Indicator, Observation
from visioon.rooms.delivery import words
from visioon.rooms.delivery.actions import OWNERS, PLAN
from visioon.rooms.delivery.models import BudgetLine, Dependency, Project, Risk, StatusReport
from visioon.rooms.delivery.rules import Money
from visioon.rooms.delivery.standing import Row, rows
from visioon.rooms.goals import queries as goals
from visioon.rooms.goals.models import Goal, GoalRevision
from visioon.rooms.goals.words import target

ENDED = (Project.Stage.DONE, Project.Stage.CANCELLED)
ORDER = [Project.Stage.RUNNING, Project.Stage.PAUSED, Project.Stage.APPROVED, Project.Stage.IDEA, *ENDED]
FILTERS = ("domain", "stage", "light")


def seen(viewer: Viewer) -> QuerySet[Project, Any]:
    """Ideas are for those who work here, until they are approved."""
    visible = Project.objects.visible_to(viewer)
    return visible if viewer.works_here else visible.exclude(stage=Project.Stage.IDEA)


def portfolio(viewer: Viewer) -> list[Row]:
    """All projects: those that run first, each stage in the order of its plan. Five queries."""
    found = rows(viewer, seen(viewer).order_by("id"))
    return sorted(
        found,
        key=lambda row: (
            ORDER.index(Project.Stage(row.project.stage)),
            row.project.planned_start or date.max,
            row.project.pk,
        ),
    )


def matching(found: Iterable[Row], asked: dict[str, str]) -> list[Row]:
    """Those that were asked for by domain, stage, or what their owner said."""
    return [
        row
        for row in found
        if all(
            value == {"domain": row.project.domain, "stage": row.project.stage, "light": row.light}[name]
            for name, value in asked.items()
        )
    ]


@dataclass(frozen=True)
class Sum:
    """A sum in one currency and price year as a page writes it."""

    money: Money
    sample: bool

    @property
    def planned(self) -> str:
        return self._words(self.money.planned)

    @property
    def committed(self) -> str:
        return self._words(self.money.committed)

    @property
    def spent(self) -> str:
        return self._words(self.money.spent)

    def _words(self, amount: int) -> str:
        return words.money(amount, self.money.currency) if amount else "–"


def total(found: Iterable[Row]) -> list[Sum]:
    """Sums over projects, real ones and samples apart."""
    added: defaultdict[tuple[bool, str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in found:
        for one in row.money:
            key = (row.project.is_sample, one.currency, one.price_year)
            amounts = zip(added[key], (one.planned, one.committed, one.spent), strict=True)
            added[key] = [before + more for before, more in amounts]
    return [Sum(Money(currency, year, *amounts), sample) for (sample, currency, year), amounts in sorted(added.items())]


def project(viewer: Viewer, slug: str) -> Project | None:
    found: Project | None = seen(viewer).select_related("city").filter(slug=slug).first()
    return found


def reports(viewer: Viewer, one: Project) -> list[StatusReport]:
    """Every report, newest first."""
    return list(StatusReport.objects.visible_to(viewer).filter(project=one).order_by("-day", "-id"))


@dataclass(frozen=True)
class Served:
    """A goal that a project carries out, as it is worded now."""

    goal: Goal
    revision: GoalRevision

    @property
    def target(self) -> str:
        return target(self.revision)


def served(viewer: Viewer, one: Project) -> list[Served]:
    ties = Link.objects.filter(to_id=one.pk, relation="carried out by", from_kind="goal", ended_at=None)
    ids = list(ties.values_list("from_id", flat=True))
    return [Served(goal, revision) for goal, revision in goals.with_revision(viewer, ids)] if ids else []


@dataclass(frozen=True)
class Moved:
    """An indicator that a project is to move: from where to where, and what was measured last."""

    indicator: Indicator
    latest: Observation | None
    goal: GoalRevision | None


def moved(viewer: Viewer, one: Project, goals_: Iterable[Served]) -> list[Moved]:
    ties = Link.objects.filter(from_id=one.pk, relation="moves", ended_at=None)
    ids = list(ties.values_list("to_id", flat=True))
    found = list(Indicator.objects.filter(pk__in=ids, withdrawn_at=None).order_by("code"))
    own = Observation.objects.filter(indicator__in=found, place__code=viewer.city.place_code or "-")
    latest = {seen_.indicator_id: seen_ for seen_ in own.order_by("year")}
    aimed = {
        served_.revision.indicator_id: served_.revision for served_ in goals_ if served_.revision.target is not None
    }
    return [Moved(indicator, latest.get(indicator.pk), aimed.get(indicator.pk)) for indicator in found]


@dataclass(frozen=True)
class Neighbour:
    """Another project that this one waits for, comes before or rules out. own: said by this project."""

    dependency: Dependency
    said: Any
    other: Project
    own: bool


def neighbours(viewer: Viewer, one: Project) -> list[Neighbour]:
    """Two queries."""
    living = Dependency.objects.filter(ended_at=None)
    visible = seen(viewer)
    mine = living.filter(project=one, other__in=visible).select_related("other").order_by("id")
    theirs = living.filter(other=one, project__in=visible).select_related("project").order_by("id")
    return [
        *(Neighbour(tie, words.DEPENDENCIES[tie.kind], tie.other, True) for tie in mine),
        *(Neighbour(tie, words.DEPENDENTS[tie.kind], tie.project, False) for tie in theirs),
    ]


def risks(one: Project) -> list[Risk]:
    """The worst first."""
    living = Risk.objects.filter(project=one, ended_at=None)
    return sorted(living, key=lambda risk: (-risk.likelihood * risk.impact, risk.pk))


@dataclass(frozen=True)
class Line:
    """An amount with its source as a page writes it."""

    line: BudgetLine

    @property
    def kind(self) -> Any:
        return words.MONEY[self.line.kind]

    @property
    def amount(self) -> str:
        return words.money(self.line.amount, self.line.currency)


def budget(one: Project) -> list[Line]:
    living = BudgetLine.objects.filter(project=one, ended_at=None)
    return [Line(line) for line in living.order_by("price_year", "currency", "id")]


def may_report(viewer: Viewer, one: Project) -> bool:
    """Whether this viewer may report it: its owner, or who plans all of them."""
    return viewer.may(PLAN) or (viewer.actor is not None and one.owner_id == viewer.actor.pk)


def desk(viewer: Viewer) -> tuple[list[Row], list[Row]]:
    """The own projects, those that wait longest for a report first; and the others."""
    found = portfolio(viewer)
    me = viewer.actor.pk if viewer.actor else None
    mine = [row for row in found if row.project.owner_id == me]
    others = [row for row in found if row.project.owner_id != me]
    return sorted(mine, key=lambda row: (not row.is_due, -row.days_silent)), others


def possible_owners(viewer: Viewer) -> list[tuple[str, str]]:
    """Those who hold a role that lets them answer for a project: id and name, for the desk only."""
    living = Grant.objects.filter(city=viewer.city, ended_at=None, role__in=OWNERS).values("actor")
    people = Person.objects.filter(actor__in=living, is_active=True).order_by("name", "id")
    return [(str(one.actor_id), one.name) for one in people]


def goals_to_serve(viewer: Viewer) -> list[Served]:
    """Goals that stand: proposed or adopted."""
    standing = {Goal.State.PUBLISHED, Goal.State.ADOPTED}
    return [Served(goal, revision) for goal, revision in goals.with_revision(viewer) if goal.state in standing]


def decisions_to_follow(viewer: Viewer) -> list[Decision]:
    return list(Decision.objects.visible_to(viewer).order_by("-decided_on", "-id"))


def actor(key: str) -> Actor | None:
    return Actor.objects.filter(pk=key).first() if key else None


def origin(viewer: Viewer, code: str) -> Noun | None:
    """The goal or decision that "goal:id" names, if this viewer may see it."""
    kind, _, key = code.partition(":")
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    found: dict[str, Any] = {"goal": goals.seen(viewer), "decision": Decision.objects.visible_to(viewer)}
    return found[kind].filter(pk=wanted).first() if kind in found else None
