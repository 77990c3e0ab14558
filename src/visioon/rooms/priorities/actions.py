"""The verbs of part 7: open a panel, rate, publish the ranking, adopt the one overall goal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction

from visioon.kernel import clock
from visioon.kernel.accounts.actions import activity
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import NotAllowed, permit
from visioon.kernel.accounts.roles import PUBLISH, Role, permission
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.jobs.queue import effect
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.actions import decide
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.models import Decision, Edition
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import tie
from visioon.rooms.goals import actions as goal_actions
from visioon.rooms.goals.models import Goal
from visioon.rooms.priorities import computing
from visioon.rooms.priorities.models import Criterion, Judge, Judgement, OverallGoal, Panel
from visioon.rooms.process.models import Round

CONVENE = permission("priorities.convene", Role.LEAD)
RATE = permission("priorities.rate", Role.SPECIALIST, Role.DOMAIN_LEAD)


@transaction.atomic
def convene(
    *,
    round_: Round,
    title: Text,
    criteria: list[tuple[str, Text, float]],
    goals: list[Goal],
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Panel:
    """A panel with its goals and its criteria: (slug, name, weight)."""
    permit(by, CONVENE, city=round_.city)
    panel = Panel.objects.create(city=round_.city, round=round_, title=title, provenance=provenance)
    panel.goals.set(goals)
    for slug, name, weight in criteria:
        Criterion.objects.create(
            city=round_.city, panel=panel, slug=slug, name=name, weight=weight, provenance=provenance
        )
    record(by=by, city=round_.city, verb="panel.convened", of=panel, data={"goals": len(goals)})
    return panel


@transaction.atomic
def seat(*, panel: Panel, actor: Actor, role: Text, by: Actor) -> Judge:
    """Give a specialist a seat; shown by role only."""
    permit(by, CONVENE, city=panel.city)
    judge = Judge.objects.create(city=panel.city, panel=panel, actor=actor, role=role, provenance=panel.provenance)
    record(by=by, city=panel.city, verb="panel.seated", of=panel)
    return judge


class PanelClosed(RuntimeError):
    """The panel takes no more ratings."""


@transaction.atomic
def rate(*, judge: Judge, ratings: Mapping[tuple[Goal, Criterion], int], by: Actor) -> int:
    """A judge's own ratings, given before those of others are seen; given again, they replace the earlier.

    The act carries the panel's activity as actor and the day as time, so that the ledger does not tell who rated what.
    """
    panel = Panel.objects.select_for_update().get(pk=judge.panel_id)
    permit(by, RATE, city=panel.city)
    if judge.actor_id != by.pk:
        raise NotAllowed("rate for another judge")
    if panel.state != Panel.State.OPEN:
        raise PanelClosed(str(panel.pk))
    for (goal, criterion), value in ratings.items():
        if not panel.low <= value <= panel.high or criterion.panel_id != panel.pk:
            raise ValueError(f"{panel.low} to {panel.high} was expected")
        Judgement.objects.update_or_create(judge=judge, goal=goal, criterion=criterion, defaults={"value": value})
    record(by=activity(), city=panel.city, verb="panel.rated", of=panel, day_only=True)
    return len(ratings)


def rated(*, judge: Judge, ratings: Mapping[tuple[Goal, Criterion], int], by: Actor) -> Judge:
    """As rate, giving the judge whose ratings they are."""
    rate(judge=judge, ratings=ratings, by=by)
    return judge


class NothingRated(RuntimeError):
    """A ranking needs at least one rating."""


@transaction.atomic
def close(*, panel: Panel, by: Actor) -> Panel:
    """The panel takes no more ratings; refused where nobody has rated anything."""
    permit(by, PUBLISH, city=panel.city)
    if not Judgement.objects.filter(judge__panel=panel).exists():
        raise NothingRated(str(panel.pk))
    if Panel.objects.filter(pk=panel.pk, state=Panel.State.OPEN).update(state=Panel.State.CLOSED):
        record(by=by, city=panel.city, verb="panel.closed", of=panel)
    return panel


def publish_ranking(*, panel: Panel, by: Actor) -> Edition:
    """Close the panel and freeze scores, spread and the share of weightings in which a goal is among the first."""
    permit(by, PUBLISH, city=panel.city)
    close(panel=panel, by=by)
    draft = editions.compute(computing.ranking(panel))
    with effect():
        Panel.objects.select_for_update().get(pk=panel.pk)
        made = Edition.objects.filter(kind=computing.KIND, of_id=panel.pk).first()
        return made or editions.publish(draft=draft, city=panel.city, by=by, of=panel)


class Outcome(models.TextChoices):
    """What a body decides of one goal."""

    ADOPT = "adopt"
    WAIT = "wait"
    DROP = "drop"


@dataclass(frozen=True)
class GoalOutcome:
    """A goal, what was decided of it, and why."""

    goal: Goal
    outcome: str
    why: Text


@transaction.atomic
def decide_on_goals(
    *,
    city: City,
    title: Text,
    body: Text,
    words: Text,
    reason: Text,
    decided_on: date,
    votes: tuple[int, int, int] | None = None,
    dissents: tuple[tuple[Text, Text], ...] = (),
    outcomes: Sequence[GoalOutcome] = (),
    by: Actor,
) -> Decision:
    """Record a decision and carry it out: goals are tied to it with their reasons, and adopted, wait or are dropped."""
    decision = decide(
        city=city,
        title=title,
        body=body,
        words=words,
        reason=reason,
        decided_on=decided_on,
        votes=votes,
        dissents=dissents,
        by=by,
    )
    for one in outcomes:
        _carry_out(one, decision, by)
    return decision


def _carry_out(one: GoalOutcome, decision: Decision, by: Actor) -> None:
    goal = Goal.objects.select_for_update().get(pk=one.goal.pk)
    tie(source=goal, relation="decided in", target=decision, source_revision=goal.revision, why=one.why, by=by)
    if one.outcome == Outcome.ADOPT:
        goal_actions.adopt(goal=goal, decision=decision, by=by)
    elif one.outcome == Outcome.WAIT:
        goal_actions.wait(goal=goal, reason=one.why, by=by)
    else:
        goal_actions.drop(goal=goal, reason=one.why, by=by)


@transaction.atomic
def adopt_overall_goal(
    *, city: City, words: Text, adopted_on: date, provenance: str = Provenance.REAL, by: Actor
) -> OverallGoal:
    """The one overall goal; the one before is withdrawn and stays in the history."""
    permit(by, PUBLISH, city=city)
    OverallGoal.objects.filter(city=city, withdrawn_at=None).update(
        withdrawn_at=clock.now(), withdrawn_by=by, withdrawn_reason="replaced"
    )
    goal = OverallGoal.objects.create(city=city, words=words, adopted_on=adopted_on, provenance=provenance)
    record(by=by, city=city, verb="overall_goal.adopted", of=goal)
    return goal
