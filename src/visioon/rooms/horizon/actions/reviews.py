"""Triggers and reviews: opened once for each state of a cause, ended by a decision that reaches goal and strategy."""

from datetime import date, timedelta

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.models import Actor, Grant
from visioon.kernel.accounts.rights import permit
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import City
from visioon.kernel.ledger.acts import kind_of, record
from visioon.kernel.nouns import Noun
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import tie
from visioon.rooms.goals import actions as goals
from visioon.rooms.goals.actions import ReasonExpected, Wording
from visioon.rooms.goals.models import Goal
from visioon.rooms.horizon import causes
from visioon.rooms.horizon.actions.rights import WATCH
from visioon.rooms.horizon.causes import Cause
from visioon.rooms.horizon.models import Review, Trigger
from visioon.rooms.horizon.rules import DAYS_TO_REVIEW
from visioon.rooms.process.models import Round
from visioon.rooms.strategy import actions as strategy
from visioon.rooms.strategy.models import Mark

SETS_OFF = frozenset({"assumption", "trend"})  # what stands on the thread before a trigger


class AlreadyOpen(RuntimeError):
    """The goal is being reviewed by hand already; args: the id of the review."""


class Ended(RuntimeError):
    """The review is closed; args: its outcome."""


@transaction.atomic
def watch(*, city: City, by: Actor) -> list[Review]:
    """Look at everything that may call a goal into question; each state of it opens its reviews once."""
    permit(by, WATCH, city=city)
    City.objects.select_for_update().get(pk=city.pk)  # two who watch at once come one after the other
    owner = _who_answers(city)
    return [review for cause in causes.found(city) for review in _set_off(cause, owner, by)]


def _who_answers(city: City) -> Actor | None:
    """Reviews that open by themselves wait for who has led the strategy longest."""
    lead = Grant.objects.filter(city=city, role=Role.LEAD, ended_at=None).order_by("granted_at", "id").first()
    return lead.actor if lead else None


def _set_off(cause: Cause, owner: Actor | None, by: Actor) -> list[Review]:
    of_cause = Trigger.objects.filter(city=cause.noun.city, kind=cause.kind, cause_id=cause.noun.pk)
    standing: Trigger | None = of_cause.filter(closed_at=None).first()
    known = of_cause.filter(mark=cause.mark) | of_cause.filter(closed_at=None)
    reviewed = set(Review.objects.filter(trigger__in=known).values_list("goal", flat=True))
    goals_left = [goal for goal in cause.goals if goal.pk not in reviewed]
    if standing is not None and standing.mark != cause.mark:
        standing.mark = cause.mark  # what is decided now is decided knowing this
        standing.save(update_fields=["mark"])
    if not goals_left:
        return []
    trigger = standing or _open_trigger(cause, by)
    due = clock.today(cause.noun.city.time_zone) + timedelta(days=DAYS_TO_REVIEW)
    return [_open(trigger, goal, due, owner, by) for goal in goals_left]


def _open_trigger(cause: Cause, by: Actor) -> Trigger:
    trigger: Trigger = Trigger.objects.create(
        city=cause.noun.city,
        kind=cause.kind,
        cause_kind=kind_of(cause.noun),
        cause_id=cause.noun.pk,
        mark=cause.mark,
        why=cause.why,
        opened_at=clock.now(),
        provenance=cause.noun.provenance,
    )
    record(by=by, city=trigger.city, verb="trigger.opened", of=trigger, data={"kind": str(cause.kind)})
    _tie_cause(trigger, cause.noun, by)
    if cause.indicator is not None:
        tie(source=trigger, relation="is about", target=cause.indicator, by=by)
    return trigger


def _tie_cause(trigger: Trigger, noun: Noun, by: Actor) -> None:
    if kind_of(noun) in SETS_OFF:
        tie(source=noun, relation="set off", target=trigger, by=by)


def _open(trigger: Trigger, goal: Goal, due: date, owner: Actor | None, by: Actor) -> Review:
    review: Review = Review.objects.create(
        city=trigger.city,
        trigger=trigger,
        goal=goal,
        due=due,
        owner=owner,
        before=goal.revision,
        opened_at=clock.now(),
        provenance="sample" if trigger.is_sample or goal.is_sample else "real",
    )
    tie(source=trigger, relation="opened", target=review, by=by)
    record(by=by, city=review.city, verb="review.opened", of=review, data={"due": due.isoformat()})
    return review


@transaction.atomic
def open_review(*, goal: Goal, why: Text, due: date, owner: Actor | None = None, by: Actor) -> Review:
    """Somebody asks that a goal be looked at again, and says why."""
    permit(by, WATCH, city=goal.city)
    if not why:
        raise ReasonExpected(goal.slug)
    goal = Goal.objects.select_for_update().get(pk=goal.pk)
    standing = Review.objects.filter(goal=goal, trigger__kind=Trigger.Kind.BY_HAND, closed_at=None).first()
    if standing is not None:
        raise AlreadyOpen(standing.pk)
    trigger = _open_trigger(Cause(Trigger.Kind.BY_HAND, goal, "", why, (goal,)), by)
    return _open(trigger, goal, due, owner or by, by)


@transaction.atomic
def keep_goal(*, review: Review, reason: Text, by: Actor) -> Review:
    """The goal stands as it is, and why."""
    return _end(_standing(review, reason, by), Review.Outcome.KEEP, reason, by)


@transaction.atomic
def adapt_goal(*, review: Review, round_: Round, wording: Wording, reason: Text, by: Actor) -> Review:
    """The goal is worded anew with the reason, and the paragraphs that rest on it are marked."""
    own = _standing(review, reason, by)
    revision = goals.reword(goal=own.goal, round_=round_, wording=wording, reason=reason, by=by)
    own.after = revision.number
    ended = _end(own, Review.Outcome.ADAPT, reason, by)
    tie(source=ended, relation="amended", target=own.goal, target_revision=revision.number, why=reason, by=by)
    strategy.mark_blocks(goal=own.goal, cause=ended, words=reason, by=by)
    return ended


@transaction.atomic
def drop_goal(*, review: Review, reason: Text, by: Actor) -> Review:
    """The goal is dropped with the reason, and the paragraphs that rest on it are marked."""
    own = _standing(review, reason, by)
    goals.drop(goal=own.goal, reason=reason, by=by)
    ended = _end(own, Review.Outcome.DROP, reason, by)
    strategy.mark_blocks(goal=own.goal, cause=ended, words=reason, what=Mark.What.DROPPED, by=by)
    return ended


def _standing(review: Review, reason: Text, by: Actor) -> Review:
    permit(by, WATCH, city=review.city)
    own: Review = (
        Review.objects.select_for_update(of=("self",))
        .select_related("goal__city", "trigger__city", "city")
        .get(pk=review.pk)
    )
    if own.closed_at is not None:
        raise Ended(own.outcome)
    if not reason:
        raise ReasonExpected(str(own.pk))
    return own


def _end(review: Review, outcome: Review.Outcome, reason: Text, by: Actor) -> Review:
    review.outcome, review.reason, review.closed_at, review.closed_by = outcome, reason, clock.now(), by
    review.save(update_fields=["outcome", "reason", "closed_at", "closed_by", "after"])
    record(by=by, city=review.city, verb="review.ended", of=review, data={"outcome": str(outcome)})
    left = Review.objects.filter(trigger=review.trigger_id, closed_at=None).exists()
    if not left and Trigger.objects.filter(pk=review.trigger_id, closed_at=None).update(closed_at=clock.now()):
        record(by=by, city=review.city, verb="trigger.closed", of=review.trigger)
    return review
