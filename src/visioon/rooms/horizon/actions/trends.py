"""Trends: named, rated by several people, tied to the goals that they may help or threaten."""

from django.db import transaction

from visioon.kernel import clock
from visioon.kernel.accounts.actions import activity
from visioon.kernel.accounts.models import Actor
from visioon.kernel.accounts.rights import permit
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import tie, untie
from visioon.kernel.thread.models import Link
from visioon.rooms.goals.models import Goal
from visioon.rooms.horizon.actions.rights import RATE, WATCH
from visioon.rooms.horizon.models import HIGHEST, LOWEST, Direction, Horizon, Trend, TrendRating


@transaction.atomic
def name_trend(
    *, city: City, slug: str, name: Text, what: Text, domain: str, provenance: str = Provenance.REAL, by: Actor
) -> Trend:
    permit(by, WATCH, city=city)
    trend: Trend = Trend.objects.create(
        city=city, slug=slug, name=name, what=what, domain=domain, provenance=provenance, at=clock.now()
    )
    record(by=by, city=city, verb="trend.named", of=trend)
    return trend


@transaction.atomic
def edit_trend(*, trend: Trend, name: Text, what: Text, domain: str, by: Actor) -> Trend:
    permit(by, WATCH, city=trend.city)
    trend.name, trend.what, trend.domain = name, what, domain
    trend.save(update_fields=["name", "what", "domain"])
    record(by=by, city=trend.city, verb="trend.edited", of=trend)
    return trend


@transaction.atomic
def end_trend(*, trend: Trend, by: Actor) -> Trend:
    """Watch it no more: it leaves the radar, its page stays."""
    return _move(trend, Trend.State.ENDED, by)


@transaction.atomic
def watch_again(*, trend: Trend, by: Actor) -> Trend:
    return _move(trend, Trend.State.WATCHED, by)


def _move(trend: Trend, state: Trend.State, by: Actor) -> Trend:
    permit(by, WATCH, city=trend.city)
    if Trend.objects.filter(pk=trend.pk).exclude(state=state).update(state=state):
        record(by=by, city=trend.city, verb=f"trend.{state}", of=trend)
    trend.state = state
    return trend


@transaction.atomic
def bear_on(*, trend: Trend, goal: Goal, direction: Direction, why: Text | None = None, by: Actor) -> Link:
    """Tie a trend to a goal that it may help or threaten; the other way round ends the tie before."""
    permit(by, WATCH, city=trend.city)
    _let_go(trend, goal, by, but=direction)
    return tie(source=trend, relation=str(direction), target=goal, target_revision=goal.revision, why=why, by=by)


@transaction.atomic
def bear_no_more(*, trend: Trend, goal: Goal, by: Actor) -> None:
    permit(by, WATCH, city=trend.city)
    _let_go(trend, goal, by)


def _let_go(trend: Trend, goal: Goal, by: Actor, but: str = "") -> None:
    ties = Link.objects.filter(from_id=trend.pk, to_id=goal.pk, relation__in=Direction.values, ended_at=None)
    for link in ties.exclude(relation=but):
        untie(link=link, by=by)


@transaction.atomic
def rate(*, trend: Trend, impact: int, uncertainty: int, horizon: int, words: str = "", by: Actor) -> TrendRating:
    """One person's own rating; rated again, the newest stands and the earlier stay.

    The act carries the activity as actor and the day as time, so that the ledger does not tell who rated what.
    """
    permit(by, RATE, city=trend.city)
    if not (LOWEST <= impact <= HIGHEST and LOWEST <= uncertainty <= HIGHEST and horizon in Horizon.values):
        raise ValueError(f"{LOWEST} to {HIGHEST}, and one of four horizons, were expected")
    Trend.objects.select_for_update().get(pk=trend.pk)
    before = TrendRating.objects.filter(trend=trend, rater=by).count()
    rating = TrendRating(
        trend=trend,
        rater=by,
        number=before + 1,
        impact=impact,
        uncertainty=uncertainty,
        horizon=horizon,
        words=words,
        at=clock.now(),
    )
    rating.save()
    record(by=activity(), city=trend.city, verb="trend.rated", of=trend, day_only=True)
    return rating
