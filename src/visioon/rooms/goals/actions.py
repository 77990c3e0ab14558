"""The verbs of part 6b: draft a goal, word it anew, say what it rests on, bring it back to people, close a round."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import ANYONE, PUBLISH, Role, permission
from visioon.kernel.cities.models import Provenance
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.acts import record
from visioon.kernel.ledger.models import Decision, Edition
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import tie, untie
from visioon.kernel.thread.models import Link
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.goals import computing
from visioon.rooms.goals.models import Assumption, Goal, GoalRevision, Reaction
from visioon.rooms.goals.rules import gaps
from visioon.rooms.process.actions import close_round
from visioon.rooms.process.models import Round

DRAFT = permission("goals.draft", Role.LEAD, Role.DOMAIN_LEAD)
COUNT = permission("goals.count", Role.LEAD, Role.DOMAIN_LEAD, Role.MODERATOR)


class NotReady(ValueError):
    """The goal still lacks what a published goal needs; args: the gaps."""


class ReasonExpected(ValueError):
    """What waits or is dropped stays in sight with its reason."""


class RoundClosed(ValueError):
    """The round is over: nothing more is counted in it."""


@dataclass(frozen=True)
class Wording:
    """What one revision of a goal says. A target needs an indicator and a year."""

    title: Text
    statement: Text
    criterion: Text = field(default_factory=Text)
    assumption: Text = field(default_factory=Text)
    conflict: Text = field(default_factory=Text)
    owner: Text = field(default_factory=Text)
    review_on: date | None = None
    indicator: Indicator | None = None
    baseline: float | None = None
    baseline_year: int | None = None
    target: float | None = None
    target_year: int | None = None


@transaction.atomic
def draft(
    *, round_: Round, slug: str, domain: str, wording: Wording, provenance: str = Provenance.REAL, by: Actor
) -> Goal:
    permit(by, DRAFT, city=round_.city)
    goal = Goal.objects.create(city=round_.city, slug=slug, domain=domain, provenance=provenance)
    _write(goal, round_, 1, wording, Text(), by)
    record(by=by, city=goal.city, verb="goal.drafted", of=goal, revision=1)
    return goal


@transaction.atomic
def reword(*, goal: Goal, round_: Round, wording: Wording, reason: Text, by: Actor) -> GoalRevision:
    """A new revision with the reason for the change; earlier ones stay."""
    permit(by, DRAFT, city=goal.city)
    goal = Goal.objects.select_for_update().get(pk=goal.pk)
    goal.revision += 1
    revision = _write(goal, round_, goal.revision, wording, reason, by)
    goal.save(update_fields=["revision"])
    record(by=by, city=goal.city, verb="goal.reworded", of=goal, revision=goal.revision)
    return revision


def _write(goal: Goal, round_: Round, number: int, wording: Wording, reason: Text, by: Actor) -> GoalRevision:
    revision = GoalRevision.objects.create(
        goal=goal, number=number, round=round_, change_reason=reason, by=by, at=clock.now(), **vars(wording)
    )
    measured = Link.objects.filter(from_id=goal.pk, relation="measured by", ended_at=None)
    for link in measured.exclude(to_id=wording.indicator.pk) if wording.indicator else measured:
        untie(link=link, by=by)
    if wording.indicator is not None:
        tie(source=goal, relation="measured by", target=wording.indicator, source_revision=number, by=by)
    return revision


def current(goal: Goal) -> GoalRevision:
    return GoalRevision.objects.select_related("indicator", "goal", "round__cycle").get(goal=goal, number=goal.revision)


@transaction.atomic
def rest_on(*, goal: Goal, origin: Noun, by: Actor, why: Text | None = None) -> None:
    """Tie a goal to a theme, finding or solution it comes from."""
    permit(by, DRAFT, city=goal.city)
    tie(source=origin, relation="led to", target=goal, target_revision=goal.revision, why=why, by=by)


@transaction.atomic
def rest_no_more(*, goal: Goal, origin: UUID, by: Actor) -> None:
    """Undo such a tie; it stays in the history."""
    permit(by, DRAFT, city=goal.city)
    for link in Link.objects.filter(from_id=origin, relation="led to", to_id=goal.pk, ended_at=None):
        untie(link=link, by=by)


@transaction.atomic
def assume(
    *,
    goal: Goal,
    words: Text,
    indicator: Indicator | None = None,
    provenance: str = Provenance.REAL,
    by: Actor,
) -> Assumption:
    """State what must hold for the goal to be reachable."""
    permit(by, DRAFT, city=goal.city)
    if not words:
        raise ReasonExpected(goal.slug)
    assumption = Assumption.objects.create(
        city=goal.city, goal=goal, words=words, indicator=indicator, at=clock.now(), provenance=provenance
    )
    tie(source=goal, relation="rests on", target=assumption, source_revision=goal.revision, by=by)
    record(by=by, city=goal.city, verb="assumption.stated", of=assumption)
    return assumption


@transaction.atomic
def check_assumption(*, assumption: Assumption, state: str, note: Text, by: Actor) -> Assumption:
    """Say whether it still holds; a doubt or a break needs its reason. Who watches the goal acts on what is broken."""
    permit(by, DRAFT, city=assumption.city)
    if state != Assumption.State.HOLDS and not note:
        raise ReasonExpected(state)
    assumption = Assumption.objects.select_for_update().select_related("city").get(pk=assumption.pk)
    assumption.changes += int(assumption.state != state)
    assumption.state, assumption.note = Assumption.State(state), note
    assumption.checked_on = clock.today(assumption.city.time_zone)
    assumption.save(update_fields=["state", "note", "checked_on", "changes"])
    record(by=by, city=assumption.city, verb="assumption.checked", of=assumption, data={"state": state})
    return assumption


@transaction.atomic
def publish(*, goal: Goal, by: Actor) -> Goal:
    """Show the goal to everyone; refused with the gaps where something is missing."""
    permit(by, PUBLISH, city=goal.city)
    missing = gaps(current(goal), goal.city.languages)
    if missing:
        raise NotReady(*missing)
    return _move(goal, Goal.State.PUBLISHED, Text(), by)


@transaction.atomic
def wait(*, goal: Goal, reason: Text, by: Actor) -> Goal:
    """Keep the goal on the list of those that wait, with the reason."""
    permit(by, DRAFT, city=goal.city)
    if not reason:
        raise ReasonExpected(goal.slug)
    return _move(goal, Goal.State.WAITING, reason, by)


@transaction.atomic
def drop(*, goal: Goal, reason: Text, by: Actor) -> Goal:
    permit(by, DRAFT, city=goal.city)
    if not reason:
        raise ReasonExpected(goal.slug)
    return _move(goal, Goal.State.DROPPED, reason, by)


@transaction.atomic
def adopt(*, goal: Goal, decision: Decision, by: Actor) -> Goal:
    """The goal is adopted by a decision; the thread runs through it."""
    permit(by, PUBLISH, city=goal.city)
    if goal.state not in {Goal.State.PUBLISHED, Goal.State.ADOPTED}:
        raise NotReady(goal.state)
    tie(source=goal, relation="decided in", target=decision, source_revision=goal.revision, by=by)
    return _move(goal, Goal.State.ADOPTED, Text(), by)


def _move(goal: Goal, state: str, reason: Text, by: Actor) -> Goal:
    goal.state, goal.state_reason = state, reason
    goal.save(update_fields=["state", "state_reason"])
    record(by=by, city=goal.city, verb=f"goal.{state}", of=goal, revision=goal.revision)
    return goal


@transaction.atomic
def react(*, goal: Goal, round_: Round, kind: str, words: Text, by: Actor) -> Reaction:
    """Somebody says whether they recognise what we heard; one reaction an actor and round, the latest stands."""
    permit(by, ANYONE, city=goal.city)
    if round_.closed_at is not None or round_.city_id != goal.city_id:
        raise RoundClosed(str(round_.number))
    if goal.state not in {Goal.State.PUBLISHED, Goal.State.ADOPTED}:
        raise NotReady(goal.state)
    reaction, _ = Reaction.objects.update_or_create(
        goal=goal,
        round=round_,
        by=by,
        count=1,
        defaults={"city": goal.city, "kind": kind, "words": words, "at": clock.now(), "provenance": Provenance.REAL},
    )
    record(by=by, city=goal.city, verb="goal.reaction", of=goal, revision=goal.revision, data={"kind": kind})
    return reaction


@transaction.atomic
def count_reactions(
    *, goal: Goal, round_: Round, kind: str, count: int, words: Text, by: Actor, provenance: str = Provenance.REAL
) -> Reaction:
    """Reactions counted by hand at a meeting."""
    permit(by, COUNT, city=goal.city)
    if count < 1:
        raise ValueError("at least one was expected")
    reaction = Reaction.objects.create(
        city=goal.city,
        goal=goal,
        round=round_,
        kind=kind,
        by=by,
        count=count,
        words=words,
        at=clock.now(),
        provenance=provenance,
    )
    record(by=by, city=goal.city, verb="goal.reactions_counted", of=goal, data={"kind": kind, "count": count})
    return reaction


def freeze(*, round_: Round, by: Actor) -> Edition:
    """Publish the goals as they stand: the difference of rounds is the difference of two such editions."""
    permit(by, PUBLISH, city=round_.city)
    draft_ = editions.compute(computing.round_state(round_))
    return editions.publish(draft=draft_, city=round_.city, by=by, of=round_)


def close(*, round_: Round, by: Actor) -> Edition:
    """Close a round and freeze its goals."""
    with transaction.atomic():
        close_round(round_=round_, by=by)
        return freeze(round_=round_, by=by)
