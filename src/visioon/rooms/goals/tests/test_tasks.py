"""Drafts that lack something, and goals whose day has come."""

from datetime import timedelta

import pytest

from tests import builders
from visioon.kernel import clock
from visioon.kernel.tasks.registry import SOURCES
from visioon.kernel.tasks.tests.world import over, told, world
from visioon.kernel.texts.value import Text
from visioon.rooms.goals import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return world()


def test_a_draft_waits_with_what_it_lacks(here) -> None:
    goal = builders.goal(here.city, here.lead, published=False, owner=Text(), review_on=None)
    cards = told("goals.gaps", here.city, here.lead)
    assert [card.why for card in cards.values()] == [
        "Nobody answers for it. It has no date on which it is looked at again."
    ]
    whole = builders.wording()
    actions.reword(goal=goal, round_=builders.round_(here.city, here.lead), wording=whole, reason=Text(), by=here.lead)
    assert over("goals.gaps", here.city, here.lead, cards)


def test_a_whole_draft_and_a_published_goal_wait_for_nothing(here) -> None:
    builders.goal(here.city, here.lead, published=False)
    builders.goal(here.city, here.lead)
    assert told("goals.gaps", here.city, here.lead) == told("goals.review", here.city, here.lead) == {}


def test_a_goal_comes_two_weeks_before_its_day_and_again_at_its_next(here) -> None:
    today = clock.today(here.city.time_zone)
    goal = builders.goal(here.city, here.lead, review_on=today + timedelta(days=14))
    builders.goal(here.city, here.lead, review_on=today + timedelta(days=15))
    cards = told("goals.review", here.city, here.lead)
    assert list(cards) == [f"{goal.pk}:{today + timedelta(days=14)}"]
    assert [need.due for need in SOURCES["goals.review"].needs(here.city)] == [today + timedelta(days=14)]
    later = builders.wording(review_on=today + timedelta(days=7))
    round_ = builders.round_(here.city, here.lead)
    actions.reword(goal=goal, round_=round_, wording=later, reason=builders.text("Why"), by=here.lead)
    assert over("goals.review", here.city, here.lead, cards)
    assert list(told("goals.review", here.city, here.lead)) == [f"{goal.pk}:{today + timedelta(days=7)}"]
