"""A project with what its owner said last, and beside it what its dates, milestones and money say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from visioon.kernel.accounts.models import Grant
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.delivery import rules, words
from visioon.rooms.delivery.actions import OWNERS
from visioon.rooms.delivery.models import BudgetLine, Milestone, Project, StatusReport
from visioon.rooms.delivery.rules import Computed, Facts, Mark, Money
from visioon.rooms.process.queries import today


@dataclass(frozen=True)
class Row:
    """A project with what its owner said last, and beside it what dates, milestones and money say."""

    project: Project
    milestones: list[Milestone]
    last: StatusReport | None
    closing: StatusReport | None
    money: list[Money]
    computed: Computed
    today: date

    @property
    def stage(self) -> Any:
        return words.STAGES[self.project.stage]

    @property
    def light(self) -> str:
        return self.last.light if self.last and not self.project.has_ended else ""

    @property
    def light_words(self) -> Any:
        return words.LIGHTS[self.light]

    @property
    def shape(self) -> str:
        return words.SHAPES[self.light]

    @property
    def state_words(self) -> Any:
        return words.STATES[self.computed.state] if self.computed.state else ""

    @property
    def state_shape(self) -> str:
        return words.SHAPES[self.computed.state or ""]

    @property
    def outcome_words(self) -> Any:
        return words.OUTCOMES[self.closing.outcome] if self.closing else ""

    @property
    def outcome_shape(self) -> str:
        return words.SHAPES[self.closing.outcome if self.closing else ""]

    @property
    def reasons(self) -> list[str]:
        return [words.reason(one) for one in self.computed.reasons]

    @property
    def differs(self) -> bool:
        return rules.differ(self.light, self.computed.state)

    @property
    def standing(self) -> tuple[str, Any]:
        """The one state that lists and pictures show: that of the owner, else the computed one, else the stage."""
        if self.closing:
            return self.outcome_shape, self.outcome_words
        if self.light and self.project.stage == Project.Stage.RUNNING:
            return self.shape, self.light_words
        if self.computed.state:
            return self.state_shape, self.state_words
        return "idle", self.stage

    @property
    def reached(self) -> int:
        return sum(one.done_on is not None for one in self.milestones)

    @property
    def following(self) -> Milestone | None:
        """The milestone that comes next; one that is overdue stays the next."""
        ahead = [one for one in self.milestones if one.done_on is None]
        return min(ahead, key=lambda one: (one.due, one.order)) if ahead else None

    @property
    def days_silent(self) -> int:
        """Days since the last report, or since it began where none was given."""
        since = self.last.day if self.last else self.project.actual_start
        return (self.today - since).days if since else 0

    @property
    def is_due(self) -> bool:
        return rules.is_due(self.project.stage, self.days_silent)


def rows(viewer: Viewer, projects: Iterable[Project]) -> list[Row]:
    """Projects with all that the computed state is made of. Four queries."""
    found = list(projects)
    milestones: defaultdict[UUID, list[Milestone]] = defaultdict(list)
    for one in Milestone.objects.filter(project__in=found).order_by("order"):
        milestones[one.project_id].append(one)
    reports: defaultdict[UUID, list[StatusReport]] = defaultdict(list)
    for report in StatusReport.objects.visible_to(viewer).filter(project__in=found).order_by("day", "id"):
        reports[report.project_id].append(report)
    lines: defaultdict[UUID, list[BudgetLine]] = defaultdict(list)
    for line in BudgetLine.objects.filter(project__in=found, ended_at=None):
        lines[line.project_id].append(line)
    owned = owners(viewer, [one.owner_id for one in found])
    on = today(viewer)
    return [
        _row(one, milestones[one.pk], reports[one.pk], sums(lines[one.pk]), on, has_owner=one.owner_id in owned)
        for one in found
    ]


def _row(
    project: Project,
    milestones: list[Milestone],
    reports: Sequence[StatusReport],
    money: list[Money],
    on: date,
    *,
    has_owner: bool,
) -> Row:
    said = [one for one in reports if not one.is_closing]
    facts = Facts(
        stage=project.stage,
        has_owner=has_owner,
        planned_start=project.planned_start,
        planned_end=project.planned_end,
        actual_start=project.actual_start,
        reported_on=said[-1].day if said else None,
        marks=[Mark(str(one.name), one.due, one.done_on) for one in milestones],
        money=money,
    )
    closing = next((one for one in reports if one.is_closing), None)
    return Row(project, milestones, said[-1] if said else None, closing, money, rules.computed(facts, on), on)


def owners(viewer: Viewer, ids: Iterable[UUID]) -> set[UUID]:
    """Who of these still holds a role in the city that lets them answer for a project."""
    living = Grant.objects.filter(city=viewer.city, ended_at=None, role__in=OWNERS, actor__in=set(ids))
    return set(living.values_list("actor_id", flat=True))


def sums(lines: Iterable[BudgetLine]) -> list[Money]:
    """Money by currency and price year, each for itself."""
    found: defaultdict[tuple[str, int], dict[str, int]] = defaultdict(lambda: dict.fromkeys(BudgetLine.Kind.values, 0))
    for line in lines:
        found[line.currency, line.price_year][line.kind] += line.amount
    return [Money(currency, year, **amounts) for (currency, year), amounts in sorted(found.items())]
