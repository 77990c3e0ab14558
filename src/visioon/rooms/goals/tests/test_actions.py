"""The verbs of part 6b and what they refuse."""

import pytest

from tests import builders
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger.editions import read
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.walk import walk
from visioon.rooms.goals import actions
from visioon.rooms.goals.actions import NotReady, ReasonExpected, RoundClosed
from visioon.rooms.goals.models import Reaction
from visioon.rooms.goals.rules import MEASURE, OWNER
from visioon.rooms.process.actions import close_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


def test_a_goal_with_gaps_is_not_published(city, lead):
    goal = builders.goal(city, lead, published=False, criterion=Text(), owner=Text())
    with pytest.raises(NotReady) as refused:
        actions.publish(goal=goal, by=lead)
    assert refused.value.args == (MEASURE, OWNER)


@pytest.mark.parametrize("verb", [actions.wait, actions.drop])
def test_waiting_and_dropping_need_a_reason(city, lead, verb):
    goal = builders.goal(city, lead)
    with pytest.raises(ReasonExpected):
        verb(goal=goal, reason=Text(), by=lead)
    assert verb(goal=goal, reason=builders.text("Põhjus"), by=lead).state_reason


def test_visitors_only_react(city, lead):
    goal, guest = builders.goal(city, lead), builders.guest()
    round_ = builders.round_(city, lead)
    assert actions.react(goal=goal, round_=round_, kind="partly", words=Text(), by=guest)
    for verb in (
        lambda: actions.publish(goal=goal, by=guest),
        lambda: actions.wait(goal=goal, reason=builders.text("x"), by=guest),
        lambda: actions.reword(goal=goal, round_=round_, wording=builders.wording(), reason=Text(), by=guest),
        lambda: actions.rest_on(goal=goal, origin=builders.theme(city, lead), by=guest),
        lambda: actions.freeze(round_=round_, by=guest),
        lambda: actions.count_reactions(goal=goal, round_=round_, kind="not", count=3, words=Text(), by=guest),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_one_reaction_a_person_and_round_the_latest_stands(city, lead):
    goal, guest, round_ = builders.goal(city, lead), builders.guest(), builders.round_(city, lead)
    for kind in ("recognise", "not"):
        actions.react(goal=goal, round_=round_, kind=kind, words=Text(), by=guest)
    assert Reaction.objects.get().kind == "not"


def test_nothing_is_counted_in_a_closed_round_or_for_a_goal_that_does_not_stand(city, lead):
    goal, round_ = builders.goal(city, lead), builders.round_(city, lead)
    draft = builders.goal(city, lead, published=False)
    with pytest.raises(NotReady):
        actions.react(goal=draft, round_=round_, kind="not", words=Text(), by=builders.guest())
    close_round(round_=round_, by=lead)
    round_.refresh_from_db()
    with pytest.raises(RoundClosed):
        actions.react(goal=goal, round_=round_, kind="not", words=Text(), by=builders.guest())
    with pytest.raises(ValueError, match="at least one"):
        actions.count_reactions(goal=goal, round_=round_, kind="not", count=0, words=Text(), by=lead)


def test_a_goal_watches_the_indicator_of_its_wording_only(city, lead):
    first, second = builders.indicator("ONE"), builders.indicator("TWO")
    measure = {"target": 10.0, "target_year": 2030}
    goal = builders.goal(city, lead, indicator=first, **measure)
    wording = builders.wording(indicator=second, **measure)
    actions.reword(goal=goal, round_=builders.round_(city, lead), wording=wording, reason=Text(), by=lead)
    watched = Link.objects.filter(relation="measured by", ended_at=None)
    assert [link.to_id for link in watched] == [second.pk]


def test_a_theme_leads_to_a_goal_until_that_is_undone(city, lead):
    theme, goal = builders.theme(city, lead), builders.goal(city, lead)
    actions.rest_on(goal=goal, origin=theme, by=lead)
    assert [stop.id for stop in walk(visitor(city), "theme", theme.pk).after] == [goal.pk]
    actions.rest_no_more(goal=goal, origin=theme.pk, by=lead)
    assert walk(visitor(city), "theme", theme.pk).after == []


def test_words_of_a_draft_are_not_published_with_a_round(city, lead):
    builders.goal(city, lead, published=False, title=builders.text("Salajane mustand"))
    edition = actions.freeze(round_=builders.round_(city, lead), by=lead)
    assert read(edition).inputs["goals"] == []
    assert not edition.texts.exists()
