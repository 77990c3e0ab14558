"""Triggers and reviews: each state of a cause sets off once; an end reaches the goal, the strategy and the thread."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.jobs import queue
from visioon.kernel.jobs import work as jobs_at_work
from visioon.kernel.jobs.worker import PERIODIC
from visioon.kernel.ledger.models import Act
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.walk import beside, walk
from visioon.rooms.assessment import actions as assessment
from visioon.rooms.assessment.models import Place
from visioon.rooms.goals import actions as goals
from visioon.rooms.goals.actions import ReasonExpected
from visioon.rooms.horizon import actions
from visioon.rooms.horizon.actions import AlreadyOpen, Ended
from visioon.rooms.horizon.models import Review, TrendRating, Trigger
from visioon.rooms.horizon.tests import world
from visioon.rooms.horizon.tests.world import FAR, NEAR, World
from visioon.rooms.strategy import actions as strategy
from visioon.rooms.strategy.models import Mark

pytestmark = pytest.mark.django_db
WHY = builders.text("The budget fell")


@pytest.fixture
def made() -> World:
    return world.world()


def look(made: World) -> list[Review]:
    return actions.watch(city=made.city, by=system())


def test_a_broken_assumption_opens_one_review_of_its_goal(made: World) -> None:
    assumption = made.assume()
    assert look(made) == []
    made.break_(assumption, "doubted")
    assert look(made) == []
    made.break_(assumption)
    review = look(made)[0]
    assert look(made) == []
    assert (review.goal, review.owner, review.before) == (made.goal, made.lead, 1)
    assert review.due == clock.today("Europe/Tallinn") + timedelta(days=30)
    assert review.trigger.why.words["en"] == "What was assumed does not hold any more: Money is found (en)"
    assert set(review.trigger.why.words) == {"et", "en", "ru"}


def test_what_was_decided_is_not_asked_again_until_it_breaks_anew(made: World) -> None:
    assumption = made.assume()
    made.break_(assumption)
    actions.keep_goal(review=look(made)[0], reason=WHY, by=made.lead)
    assert Trigger.objects.get().closed_at is not None
    made.break_(assumption)
    assert look(made) == []
    made.break_(assumption, "holds")
    made.break_(assumption)
    assert len(look(made)) == 1
    assert Trigger.objects.count() == 2


def test_one_trigger_of_a_cause_is_open_at_a_time(made: World) -> None:
    trigger = made.reviewed().trigger
    with pytest.raises(IntegrityError), transaction.atomic():
        Trigger.objects.create(
            city=made.city,
            kind=trigger.kind,
            cause_kind="assumption",
            cause_id=trigger.cause_id,
            opened_at=clock.now(),
        )


def test_what_breaks_again_while_it_is_reviewed_belongs_to_that_review(made: World) -> None:
    assumption = made.assume()
    made.break_(assumption)
    review = look(made)[0]
    made.break_(assumption, "holds")
    made.break_(assumption)
    assert look(made) == []
    actions.keep_goal(review=review, reason=WHY, by=made.lead)
    assert look(made) == []


def test_a_dropped_goal_is_not_asked_about(made: World) -> None:
    made.break_(made.assume())
    goals.drop(goal=made.goal, reason=WHY, by=made.lead)
    assert look(made) == []


def test_a_near_and_strong_trend_opens_a_review_of_each_goal_that_it_bears_on(made: World) -> None:
    trend, other = made.near(), builders.goal(made.city, made.lead)
    assert [one.goal for one in look(made)] == [made.goal]
    actions.bear_on(trend=trend, goal=other, direction="helps", by=made.lead)
    assert [one.goal for one in look(made)] == [other]
    trigger = Trigger.objects.get()
    assert trigger.why.words["en"] == (
        "“Buses on call (en)” is felt within two years, and its impact is rated 4 of 5 by 3 people."
    )
    first, second = trigger.reviews.order_by("id")
    actions.keep_goal(review=first, reason=WHY, by=made.lead)
    trigger.refresh_from_db()
    assert trigger.closed_at is None
    actions.keep_goal(review=second, reason=WHY, by=made.lead)
    trigger.refresh_from_db()
    assert trigger.closed_at is not None
    assert look(made) == []


def test_a_trend_that_is_far_weak_ended_or_bears_on_nothing_opens_none(made: World) -> None:
    made.rate(made.trend(), (5, 1, NEAR), (5, 1, NEAR), (5, 1, NEAR))
    far = made.trend()
    made.rate(far, (5, 1, FAR), (5, 1, FAR), (5, 1, FAR))
    actions.bear_on(trend=far, goal=made.goal, direction="helps", by=made.lead)
    actions.end_trend(trend=made.near(), by=made.lead)
    assert look(made) == []


def measured(made: World, year: int, value: float) -> None:
    """One figure of the city's own indicator, as it is imported."""
    row = {"code": "EE002C", "name": builders.text("Tartu"), "country": "EE", "population": 1}
    figure = {"indicator": "BIKE", "place": "EE002C", "year": year, "year_certain": True, "value": value}
    assessment.import_shared(
        indicators=[],
        places=[] if Place.objects.exists() else [row],
        observations=[{**figure, "source": "Test"}],
        ties=[],
        by=system(),
    )


def test_an_indicator_off_its_path_opens_a_review_with_the_figures() -> None:
    made = world.world(place_code="EE002C")
    bike = builders.indicator("BIKE", "mobility", direction=1)
    aim = {"indicator": bike, "baseline": 4.0, "baseline_year": 2018, "target": 10.0, "target_year": 2030}
    goal = builders.goal(made.city, made.lead, **aim)
    measured(made, 2022, 6.0)
    assert look(made) == []
    measured(made, 2024, 5.0)
    review = look(made)[0]
    assert look(made) == []
    assert review.goal == goal
    assert str(review.trigger.why) == (
        "BIKE (en): 5.0% (en) in 2024, while the way to the target leads over 7.0% (en)."
    ).replace("5.0% (en)", "5.0\N{NO-BREAK SPACE}% (en)").replace("7.0% (en)", "7.0\N{NO-BREAK SPACE}% (en)")
    assert [stop.code for stop in beside(visitor(made.city), [review.trigger.pk])] == ["indicator"]
    actions.keep_goal(review=review, reason=WHY, by=made.lead)
    assert look(made) == []
    measured(made, 2025, 5.0)
    assert len(look(made)) == 1


def test_the_job_looks_in_every_city_once_an_hour(made: World) -> None:
    assert "visioon.rooms.horizon.jobs.watch_all" in {one.task for one in PERIODIC}
    made.break_(made.assume())
    for _ in range(2):
        queue.put("visioon.rooms.horizon.jobs.watch_all", [], {})
    jobs_at_work.run_all(uuid.uuid4())
    assert Review.objects.count() == 1


def test_a_review_by_hand_is_open_once_a_goal(made: World) -> None:
    due = date(2027, 1, 1)
    review = actions.open_review(goal=made.goal, why=WHY, due=due, by=made.lead)
    assert (review.due, review.owner, review.trigger.kind) == (due, made.lead, "by_hand")
    with pytest.raises(AlreadyOpen):
        actions.open_review(goal=made.goal, why=WHY, due=due, by=made.lead)
    actions.keep_goal(review=review, reason=WHY, by=made.lead)
    assert actions.open_review(goal=made.goal, why=WHY, due=due, by=made.lead).pk != review.pk
    with pytest.raises(ReasonExpected):
        actions.open_review(goal=made.goal, why=Text(), due=due, by=made.lead)


def adapt(made: World, review: Review) -> Review:
    return actions.adapt_goal(
        review=review,
        round_=builders.round_(made.city, made.lead),
        wording=builders.wording(title=builders.text("Home with the buses there are")),
        reason=WHY,
        by=made.lead,
    )


def test_adapting_words_the_goal_anew_and_marks_what_rests_on_it(made: World) -> None:
    review = adapt(made, made.reviewed())
    made.goal.refresh_from_db()
    revision = goals.current(made.goal)
    assert (review.outcome, review.before, review.after) == ("adapt", 1, 2)
    assert (str(revision.title), revision.change_reason) == ("Home with the buses there are (en)", WHY)
    mark = Mark.objects.get()
    assert (mark.block, mark.because_kind, mark.because_id, mark.what) == (made.block, "review", review.pk, "amended")
    strategy.write(block=made.block, words=builders.text("New"), reason=WHY, seen_revision=1, by=made.lead)
    mark.refresh_from_db()
    assert mark.cleared_by is not None


def test_the_thread_runs_from_the_assumption_to_the_version(made: World) -> None:
    strategy.publish_version(document=made.document, note=WHY, by=made.lead)
    review = adapt(made, made.reviewed())
    strategy.write(block=made.block, words=builders.text("New"), reason=WHY, seen_revision=1, by=made.lead)
    version = strategy.publish_version(document=made.document, note=WHY, by=made.lead)
    assumption = review.trigger.cause_id
    after = [stop.code for stop in walk(visitor(made.city), "assumption", assumption).after]
    assert after == ["trigger", "review", "goal", "block", "version", "version"]
    before = [stop.code for stop in walk(visitor(made.city), "version", version.pk).before]
    assert before == ["trigger", "review", "goal", "assumption", "block"]
    link = Link.objects.get(relation="amended")
    assert (link.to_revision, link.why) == (2, WHY)


def test_dropping_drops_the_goal_and_marks_its_paragraphs(made: World) -> None:
    review = actions.drop_goal(review=made.reviewed(), reason=WHY, by=made.lead)
    made.goal.refresh_from_db()
    assert (review.outcome, made.goal.state, Mark.objects.get().what) == ("drop", "dropped", "dropped")
    assert not Link.objects.filter(relation="amended").exists()


def test_keeping_changes_nothing_but_says_why(made: World) -> None:
    review = actions.keep_goal(review=made.reviewed(), reason=WHY, by=made.lead)
    made.goal.refresh_from_db()
    assert (review.outcome, review.reason, review.closed_by, made.goal.revision) == ("keep", WHY, made.lead, 1)
    assert not Mark.objects.exists()
    verbs = ["assumption.stated", "assumption.checked", "trigger.opened", "review.opened", "review.ended"]
    told = Act.objects.exclude(verb__startswith="thread.").filter(verb__in=[*verbs, "trigger.closed"]).order_by("id")
    assert list(told.values_list("verb", flat=True)) == [*verbs, "trigger.closed"]


def test_a_review_ends_once_and_with_a_reason(made: World) -> None:
    review = made.reviewed()
    with pytest.raises(ReasonExpected):
        actions.keep_goal(review=review, reason=Text(), by=made.lead)
    actions.keep_goal(review=review, reason=WHY, by=made.lead)
    for again in (
        lambda: actions.keep_goal(review=review, reason=WHY, by=made.lead),
        lambda: actions.drop_goal(review=review, reason=WHY, by=made.lead),
        lambda: adapt(made, review),
    ):
        with pytest.raises(Ended):
            again()


@pytest.mark.parametrize(
    "half",
    [
        {"outcome": "keep"},
        {"closed_at": clock.datetime(2026, 1, 1, tzinfo=clock.UTC)},
        {"outcome": "adapt", "reason": WHY},
    ],
)
def test_half_an_end_is_refused_by_the_database(made: World, half: dict[str, object]) -> None:
    review = made.reviewed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(**half)


def test_a_closed_review_has_a_reason_in_the_database_too(made: World) -> None:
    review = made.reviewed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(outcome="keep", closed_at=clock.now(), closed_by=made.lead)


def test_nobody_reviews_without_the_right(made: World) -> None:
    review, specialist = made.reviewed(), builders.person(made.city, Role.SPECIALIST).actor
    for refused in (
        lambda: actions.watch(city=made.city, by=specialist),
        lambda: actions.open_review(goal=made.goal, why=WHY, due=date(2027, 1, 1), by=specialist),
        lambda: actions.keep_goal(review=review, reason=WHY, by=specialist),
        lambda: actions.drop_goal(review=review, reason=WHY, by=specialist),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_rating_stands_beside_the_earlier_and_tells_nobody_who_gave_it(made: World) -> None:
    trend = made.trend()
    made.rate(trend, (2, 2, FAR))
    made.rate(trend, (5, 1, NEAR))
    assert list(TrendRating.objects.values_list("number", "impact")) == [(1, 2), (2, 5)]
    acts = Act.objects.filter(verb="trend.rated")
    assert {act.actor.kind for act in acts} == {"activity"}
    assert {(act.at.hour, act.at.minute, act.request_id) for act in acts} == {(0, 0, "")}


@pytest.mark.parametrize("wrong", [(0, 1, 0), (6, 1, 0), (1, 0, 0), (1, 6, 0), (1, 1, 4)])
def test_a_rating_outside_its_scale_is_refused(made: World, wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="were expected"):
        made.rate(made.trend(), wrong)
    with pytest.raises(NotAllowed):
        actions.rate(
            trend=made.trend(), impact=1, uncertainty=1, horizon=0, by=builders.person(made.city, Role.MODERATOR).actor
        )


def test_a_trend_helps_or_threatens_a_goal_and_never_both(made: World) -> None:
    trend = made.trend()
    for direction in ("helps", "helps", "threatens"):
        actions.bear_on(trend=trend, goal=made.goal, direction=direction, by=made.lead)
    ties = Link.objects.filter(from_id=trend.pk, ended_at=None)
    assert [(link.relation, link.family) for link in ties] == [("threatens", "watches")]
    actions.bear_no_more(trend=trend, goal=made.goal, by=made.lead)
    assert not ties.all().exists()


def test_a_trend_is_edited_ended_and_watched_again(made: World) -> None:
    trend = made.trend()
    actions.edit_trend(trend=trend, name=WHY, what=WHY, domain="people", by=made.lead)
    actions.end_trend(trend=trend, by=made.lead)
    actions.watch_again(trend=trend, by=made.lead)
    trend.refresh_from_db()
    assert (trend.name, trend.domain, trend.state) == (WHY, "people", "watched")
    verbs = Act.objects.filter(object_kind="trend").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["trend.named", "trend.edited", "trend.ended", "trend.watched"]
