"""The verbs of part 11: propose and approve a project, plan and report it, tie it to what it comes from, close it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import models, transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import NotAllowed, permit
from visioon.kernel.accounts.roles import PERMISSIONS, Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import tie, untie
from visioon.kernel.thread.models import Link
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.delivery import rules
from visioon.rooms.delivery.models import BudgetLine, Dependency, Milestone, Project, Risk, StatusReport
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.goals.models import Goal
from visioon.rooms.inventory.actions import keep_lesson

PLAN = permission("delivery.plan", Role.LEAD, Role.DOMAIN_LEAD)
REPORT = permission("delivery.report", Role.PROJECT_OWNER, Role.LEAD, Role.DOMAIN_LEAD)
OWNERS = frozenset({Role.PROJECT_OWNER, Role.LEAD, Role.DOMAIN_LEAD})
KEY_LENGTH = 13


class OwnerExpected(ValueError):
    """Somebody with a role for it must answer for the project, under a name that everyone reads."""


class NotReady(ValueError):
    """The project cannot take this step now; args: why, in a code."""


class ReasonExpected(ValueError):
    """What is not on track, paused or cancelled says why, and what brings it back."""


@dataclass(frozen=True)
class Plan:
    """What a project is meant to be, who answers for it, and when."""

    title: Text
    promise: Text
    domain: str
    owner: Actor | None
    owner_role: Text
    unit: Text = field(default_factory=Text)
    partners: Text = field(default_factory=Text)
    planned_start: date | None = None
    planned_end: date | None = None


@transaction.atomic
def propose(
    *,
    city: City,
    slug: str,
    plan: Plan,
    origins: Sequence[Noun] = (),
    quick_win: bool = False,
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Project:
    """A project as an idea, tied to the goals, decisions, blocks or contributions that it carries out."""
    permit(by, PLAN, city=city)
    _check(plan, city, quick_win=quick_win)
    project = Project.objects.create(city=city, slug=slug, quick_win=quick_win, provenance=provenance, **vars(plan))
    record(by=by, city=city, verb="project.proposed", of=project, data={"quick_win": quick_win})
    for origin in origins:
        tie(source=origin, relation="carried out by", target=project, by=by)
    return project


def quick_win(
    *, contribution: Contribution, slug: str, plan: Plan, provenance: str = Provenance.REAL, by: Actor
) -> Project:
    """A project straight from somebody's words: small, seen soon, done within a year."""
    return propose(
        city=contribution.city,
        slug=slug,
        plan=plan,
        origins=[contribution],
        quick_win=True,
        provenance=provenance,
        by=by,
    )


def _check(plan: Plan, city: City, *, quick_win: bool) -> None:
    if plan.owner is None or not plan.owner_role or not plan.owner.roles_in(city) & OWNERS:
        raise OwnerExpected(str(plan.title))
    if quick_win and not rules.is_quick(plan.planned_start, plan.planned_end):
        raise NotReady("not quick")


@transaction.atomic
def change(*, project: Project, plan: Plan, by: Actor) -> Project:
    """Plan anew. What was planned at the approval stays beside it."""
    permit(by, PLAN, city=project.city)
    _check(plan, project.city, quick_win=project.quick_win)
    project = Project.objects.select_for_update().get(pk=project.pk)
    if project.stage != Project.Stage.IDEA and not (plan.planned_start and plan.planned_end):
        raise NotReady("no dates")
    changed = [name for name, value in vars(plan).items() if getattr(project, name) != value]
    for name in changed:
        setattr(project, name, getattr(plan, name))
    project.save(update_fields=changed)
    record(by=by, city=project.city, verb="project.changed", of=project, data={"fields": sorted(changed)})
    return project


@transaction.atomic
def approve(*, project: Project, by: Actor) -> Project:
    """The plan of this moment is kept as the baseline."""
    permit(by, PLAN, city=project.city)
    project = Project.objects.select_for_update().get(pk=project.pk)
    if project.stage != Project.Stage.IDEA:
        raise NotReady(project.stage)
    if not (project.planned_start and project.planned_end):
        raise NotReady("no dates")
    project.stage = Project.Stage.APPROVED
    project.baseline_start, project.baseline_end = project.planned_start, project.planned_end
    project.save(update_fields=["stage", "baseline_start", "baseline_end"])
    record(by=by, city=project.city, verb="project.approved", of=project)
    return project


@transaction.atomic
def move(*, project: Project, stage: str, by: Actor, reason: Text | None = None, on: date | None = None) -> Project:
    """Begin, pause, go on or cancel. on: the day on which it happened; today where it is not said."""
    permit(by, PLAN, city=project.city)
    project = Project.objects.select_for_update().get(pk=project.pk)
    if not rules.may_move(project.stage, stage):
        raise NotReady(project.stage)
    if stage in {Project.Stage.PAUSED, Project.Stage.CANCELLED} and not reason:
        raise ReasonExpected(project.slug)
    day = _past(on, project)
    project.stage, project.stage_reason = stage, reason or Text()
    if stage == Project.Stage.RUNNING:
        project.actual_start = project.actual_start or day
    if stage == Project.Stage.CANCELLED:
        project.actual_end = _not_before_start(day, project)
    project.save(update_fields=["stage", "stage_reason", "actual_start", "actual_end"])
    record(by=by, city=project.city, verb="project.moved", of=project, data={"stage": str(stage)})
    return project


def _past(on: date | None, project: Project) -> date:
    today = clock.today(project.city.time_zone)
    if on is not None and on > today:
        raise NotReady("future")
    return on or today


def _not_before_start(day: date, project: Project) -> date:
    if project.actual_start and day < project.actual_start:
        raise NotReady("before start")
    return day


def _permit_own(by: Actor, project: Project) -> None:
    """An owner does this for the own projects only; who plans may do it for all."""
    permit(by, REPORT, city=project.city)
    if by.kind != Actor.Kind.SYSTEM and by.pk != project.owner_id and not by.roles_in(project.city) & PERMISSIONS[PLAN]:
        raise NotAllowed(f"{REPORT} of {project.slug}")


@transaction.atomic
def plan_milestone(*, project: Project, name: Text, due: date, by: Actor) -> Milestone:
    permit(by, PLAN, city=project.city)
    _open(project)
    last = Milestone.objects.select_for_update().filter(project=project).aggregate(n=models.Max("order"))["n"] or 0
    made = Milestone.objects.create(project=project, name=name, due=due, first_due=due, order=last + 1)
    record(by=by, city=project.city, verb="milestone.planned", of=project, data={"milestone": str(made.pk)})
    return made


@transaction.atomic
def move_milestone(*, milestone: Milestone, due: date, by: Actor) -> Milestone:
    """Another day for what is not reached yet; the day that was said first stays in sight."""
    permit(by, PLAN, city=milestone.project.city)
    if milestone.done_on is not None:
        raise NotReady("reached")
    milestone.due = due
    milestone.save(update_fields=["due"])
    data = {"milestone": str(milestone.pk), "due": due.isoformat()}
    record(by=by, city=milestone.project.city, verb="milestone.moved", of=milestone.project, data=data)
    return milestone


@transaction.atomic
def reach_milestone(*, milestone: Milestone, by: Actor, on: date | None = None) -> Milestone:
    _permit_own(by, milestone.project)
    day = _past(on, milestone.project)
    if not Milestone.objects.filter(pk=milestone.pk, done_on=None).update(done_on=day):
        raise NotReady("reached")
    milestone.done_on = day
    data = {"milestone": str(milestone.pk)}
    record(by=by, city=milestone.project.city, verb="milestone.reached", of=milestone.project, data=data)
    return milestone


@transaction.atomic
def add_budget(
    *, project: Project, kind: str, amount: int, price_year: int, source: Text, by: Actor, currency: str = "EUR"
) -> BudgetLine:
    """An amount in cents. What was spent, the owner may say; what is planned and committed, who plans."""
    if kind == BudgetLine.Kind.SPENT:
        _permit_own(by, project)
    else:
        permit(by, PLAN, city=project.city)
    line = BudgetLine.objects.create(
        project=project,
        kind=kind,
        amount=amount,
        currency=currency,
        price_year=price_year,
        source=source,
        at=clock.now(),
    )
    record(by=by, city=project.city, verb="budget.added", of=project, data={"line": str(line.pk), "kind": str(kind)})
    return line


@transaction.atomic
def add_risk(*, project: Project, words: Text, likelihood: int, impact: int, mitigation: Text, by: Actor) -> Risk:
    _permit_own(by, project)
    risk = Risk.objects.create(
        project=project, words=words, likelihood=likelihood, impact=impact, mitigation=mitigation
    )
    record(by=by, city=project.city, verb="risk.added", of=project, data={"risk": str(risk.pk)})
    return risk


@transaction.atomic
def strike(*, row: BudgetLine | Risk | Dependency, by: Actor) -> None:
    """End an amount, a risk or a dependency that is not so any more; it stays in the database."""
    permit(by, PLAN, city=row.project.city)
    if type(row).objects.filter(pk=row.pk, ended_at=None).update(ended_at=clock.now()):
        verb = f"{row._meta.model_name}.struck"
        record(by=by, city=row.project.city, verb=verb, of=row.project, data={"row": str(row.pk)})


@transaction.atomic
def depend(*, project: Project, kind: str, other: Project, by: Actor) -> Dependency:
    """Say that a project blocks, needs or excludes another of the same city."""
    permit(by, PLAN, city=project.city)
    if project.city_id != other.city_id or project.pk == other.pk:
        raise NotReady("itself")
    if kind != Dependency.Kind.EXCLUDES and rules.leads_round(_waits(project.city), *_tie_of(kind, project, other)):
        raise NotReady("circle")
    made, new = Dependency.objects.get_or_create(project=project, kind=kind, other=other, ended_at=None)
    if new:
        record(by=by, city=project.city, verb="project.depends", of=project, data={"kind": str(kind)})
    return made


def _tie_of(kind: str, project: UUID | Project, other: UUID | Project) -> tuple[object, object]:
    """Who comes first, who waits: a project that needs another waits for it, one that blocks comes first."""
    first, then = (project, other) if kind == Dependency.Kind.BLOCKS else (other, project)
    return (getattr(first, "pk", first), getattr(then, "pk", then))


def _waits(city: City) -> list[tuple[object, object]]:
    living = Dependency.objects.filter(project__city=city, ended_at=None).exclude(kind=Dependency.Kind.EXCLUDES)
    return [_tie_of(kind, start, end) for kind, start, end in living.values_list("kind", "project_id", "other_id")]


@transaction.atomic
def rest_on(*, project: Project, origin: Noun, by: Actor, why: Text | None = None) -> Link:
    """Tie a project to the decision, block or contribution that it carries out."""
    permit(by, PLAN, city=project.city)
    return tie(source=origin, relation="carried out by", target=project, why=why, by=by)


def serve_goal(*, project: Project, goal: Goal, by: Actor, why: Text | None = None) -> Link:
    return rest_on(project=project, origin=goal, why=why, by=by)


@transaction.atomic
def measure_by(*, project: Project, indicator: Indicator, by: Actor) -> Link:
    """The indicator that is to move."""
    permit(by, PLAN, city=project.city)
    return tie(source=project, relation="moves", target=indicator, by=by)


@transaction.atomic
def let_go(*, project: Project, other: UUID, by: Actor) -> None:
    """Undo a tie to a goal, an origin or an indicator; it stays in the history."""
    permit(by, PLAN, city=project.city)
    origins = models.Q(from_id=other, relation="carried out by", to_id=project.pk)
    moved = models.Q(from_id=project.pk, relation="moves", to_id=other)
    for link in Link.objects.filter(origins | moved, ended_at=None):
        untie(link=link, by=by)


def _open(project: Project) -> None:
    if project.has_ended:
        raise NotReady(project.stage)


@transaction.atomic
def report(
    *,
    project: Project,
    day: date,
    light: str,
    by: Actor,
    words: Text | None = None,
    reason: Text | None = None,
    way_back: Text | None = None,
    percent: int | None = None,
) -> StatusReport:
    """What the owner says of a day. A report is a picture of that day and never changes; a later one stands beside."""
    _permit_own(by, project)
    if project.stage not in {Project.Stage.APPROVED, Project.Stage.RUNNING, Project.Stage.PAUSED}:
        raise NotReady(project.stage)
    if light != StatusReport.Light.ON_TRACK and not (reason and way_back):
        raise ReasonExpected(project.slug)
    on_track = light == StatusReport.Light.ON_TRACK
    return _keep(
        StatusReport(
            project=project,
            day=_past(day, project),
            light=light,
            reason=Text() if on_track or reason is None else reason,
            way_back=Text() if on_track or way_back is None else way_back,
            words=words or Text(),
            percent=percent,
        ),
        by=by,
    )


def _keep(made: StatusReport, *, by: Actor) -> StatusReport:
    project = made.project
    made.city, made.provenance, made.by, made.at = project.city, project.provenance, by, clock.now()
    made.save()
    tie(source=project, relation="reported in", target=made, by=by)
    record(by=by, city=project.city, verb="report.given", of=made, data={"light": made.light or made.outcome})
    return made


@transaction.atomic
def close(
    *, project: Project, day: date, outcome: str, lesson: Text, source_url: str, by: Actor, words: Text | None = None
) -> StatusReport:
    """End a project with its outcome and what was learnt; the lesson goes to what the city knows exists.

    source_url: the public address of the project's page. What was cancelled stays so, and leaves a lesson too.
    """
    permit(by, PLAN, city=project.city)
    project = Project.objects.select_for_update().get(pk=project.pk)
    closed = project.reports.exclude(outcome="").exists()
    if closed or not rules.may_close(project.stage):
        raise NotReady(project.stage)
    if not lesson:
        raise ReasonExpected(project.slug)
    ended = _not_before_start(_past(day, project), project)
    if project.stage != Project.Stage.CANCELLED:
        project.stage, project.actual_end = Project.Stage.DONE, ended
        project.save(update_fields=["stage", "actual_end"])
    made = StatusReport(project=project, day=day, outcome=outcome, lesson=lesson, words=words or Text())
    _keep(made, by=by)
    record(by=by, city=project.city, verb="project.closed", of=project, data={"outcome": str(outcome)})
    solution = keep_lesson(
        city=project.city,
        key=f"{project.slug[:KEY_LENGTH].strip('-')}-{project.pk.hex[-6:]}",
        name=project.title,
        domain=project.domain,
        outcome=outcome,
        facts=words or project.promise,
        lesson=lesson,
        years=(project.actual_start or day, day),
        source_url=source_url,
        provenance=project.provenance,
        by=by,
    )
    tie(source=made, relation="taught", target=solution, by=by)
    return made
