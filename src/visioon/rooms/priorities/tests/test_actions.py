"""What the verbs of priorities refuse, and what a decision does."""

from datetime import date

import pytest

from tests import builders
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.rooms.goals.actions import NotReady
from visioon.rooms.goals.models import Goal
from visioon.rooms.priorities import actions
from visioon.rooms.priorities.actions import GoalOutcome, Outcome
from visioon.rooms.priorities.models import OverallGoal
from visioon.rooms.priorities.tests.ground import World, world

pytestmark = pytest.mark.django_db


def _decide(made: World, *outcomes: GoalOutcome) -> actions.Decision:
    return actions.decide_on_goals(
        city=made.city,
        title=builders.text("Decision"),
        body=builders.text("Council"),
        words=builders.text("We decide"),
        reason=builders.text("Because"),
        decided_on=date(2026, 11, 20),
        votes=(5, 1, 0),
        outcomes=outcomes,
        by=made.lead,
    )


def test_nobody_acts_without_the_right() -> None:
    made = world()
    stranger = builders.person(made.city).actor
    with pytest.raises(NotAllowed):
        actions.seat(panel=made.panel, actor=stranger, role=builders.text("x"), by=stranger)
    with pytest.raises(NotAllowed):
        actions.close(panel=made.panel, by=stranger)
    with pytest.raises(NotAllowed):
        actions.publish_ranking(panel=made.panel, by=stranger)
    with pytest.raises(NotAllowed):
        actions.adopt_overall_goal(city=made.city, words=Text(), adopted_on=date(2026, 1, 1), by=stranger)
    with pytest.raises(NotAllowed):
        actions.rate(judge=made.judges[0], ratings={}, by=made.judges[1].actor)


def test_ratings_off_the_scale_or_after_the_end_are_refused() -> None:
    made = world()
    with pytest.raises(ValueError, match="1 to 5"):
        made.rate(0, 6, 1, 1, 1)
    made.rate(0, 5, 4, 3, 2)
    actions.close(panel=made.panel, by=made.lead)
    with pytest.raises(actions.PanelClosed):
        made.rate(1, 5, 4, 3, 2)


def test_nothing_rated_is_no_ranking() -> None:
    made = world()
    with pytest.raises(actions.NothingRated):
        actions.publish_ranking(panel=made.panel, by=made.lead)


def test_a_ranking_is_published_once() -> None:
    made = world()
    made.rate(0, 5, 4, 3, 2)
    first = actions.publish_ranking(panel=made.panel, by=made.lead)
    assert actions.publish_ranking(panel=made.panel, by=made.lead) == first


def test_a_decision_ties_and_carries_out() -> None:
    made = world()
    why = builders.text("Nobody can pay for it")
    decision = _decide(
        made, GoalOutcome(made.goals[0], Outcome.ADOPT, why), GoalOutcome(made.goals[1], Outcome.DROP, why)
    )
    assert Goal.objects.get(pk=made.goals[0].pk).state == Goal.State.ADOPTED
    assert Goal.objects.get(pk=made.goals[1].pk).state == Goal.State.DROPPED
    links = Link.objects.filter(to_kind="decision", to_id=decision.pk)
    assert {str(link.why) for link in links} == {str(why)}
    assert links.count() == 2


def test_a_decision_that_cannot_be_carried_out_leaves_nothing() -> None:
    made = world()
    _decide(made, GoalOutcome(made.goals[0], Outcome.WAIT, builders.text("Later")))
    with pytest.raises(NotReady):
        _decide(made, GoalOutcome(made.goals[0], Outcome.ADOPT, builders.text("Now")))
    assert actions.Decision.objects.count() == 1


def test_a_new_overall_goal_takes_the_place_of_the_old() -> None:
    made = world()
    for words in ("First", "Second"):
        actions.adopt_overall_goal(
            city=made.city, words=builders.text(words), adopted_on=date(2026, 1, 1), by=made.lead
        )
    assert OverallGoal.objects.filter(withdrawn_at=None).count() == 1
    assert OverallGoal.objects.count() == 2
