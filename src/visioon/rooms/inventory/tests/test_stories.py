"""A failure is told after its holder replied or let the day pass; the database refuses anything else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory import actions
from visioon.rooms.inventory.actions.checking import WordsExpected as CheckWordsExpected
from visioon.rooms.inventory.actions.telling import NotWhole, WordsExpected
from visioon.rooms.inventory.models import SmartCheck, Solution, Story
from visioon.rooms.inventory.rules import REPLY_DAYS
from visioon.rooms.inventory.tests.world import story, suggested, text, wording, world

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def here():
    return world()


def asked(here, **fields):
    return actions.ask_holder(story=story(here, **fields), by=here.lead)


def reply(here, one, *, agreed=True, words=None):
    return actions.reply(secret=here.secret, story=one, agreed=agreed, words=words or Text(), by=builders.guest())


def test_a_story_is_told_after_the_reply_with_its_outcome_and_lesson(here):
    one = asked(here)
    reply(here, one, agreed=False, words=text("Raha sai otsa."))
    actions.tell(story=one, by=here.lead)
    one.refresh_from_db()
    here.solution.refresh_from_db()
    assert (one.state, one.agreed, str(one.reply)[:14]) == ("told", False, "Raha sai otsa.")
    assert (here.solution.outcome, here.solution.lesson) == ("failed", one.learnt)


def test_before_the_reply_and_the_day_it_is_refused_and_after_the_day_it_is_told(here):
    one = asked(here)
    with pytest.raises(actions.StillTheirTurn):
        actions.tell(story=one, by=here.lead)
    with clock.fixed(one.reply_until + timedelta(seconds=1)):
        told = actions.tell(story=one, by=here.lead)
    assert (told.state, told.replied_at) == ("told", None)
    assert one.reply_until - one.asked_at == timedelta(days=REPLY_DAYS)


def test_the_database_refuses_to_tell_before_reply_and_day(here):
    one = asked(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=one.pk).update(state="told", told_at=one.asked_at + timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=one.pk).update(state="told")


def test_a_draft_that_failed_is_private_until_its_story_is_told(here):
    made = actions.add(city=here.city, fields=suggested(outcome="failed", holder=here.organisation), by=here.lead)
    with pytest.raises(actions.NeedsStory):
        actions.publish(solution=made, by=here.lead)
    one = actions.write_story(solution=made, wording=wording(), by=here.lead)
    one = actions.ask_holder(story=one, by=here.lead)
    assert made not in Solution.objects.visible_to(visitor(here.city))
    reply(here, one)
    actions.tell(story=one, by=here.lead)
    assert made in Solution.objects.visible_to(visitor(here.city))


def test_nobody_can_be_asked_where_nobody_answers_for_it(here):
    actions.change(solution=here.solution, fields={"holder": None}, by=here.lead)
    with pytest.raises(actions.NoHolder):
        asked(here)


def test_a_story_is_whole_and_is_not_worded_anew_behind_the_reply(here):
    with pytest.raises(NotWhole):
        story(here, learnt=Text())
    one = asked(here)
    with pytest.raises(actions.NotNow):
        story(here)
    with pytest.raises(WordsExpected):
        reply(here, one, agreed=False)
    reply(here, one)
    back = actions.take_back(story=one, by=here.lead)
    assert (back.state, back.agreed, back.replied_at, back.reply_until) == ("draft", None, None, None)
    assert story(here, happened=text("Anew")).pk == one.pk
    with pytest.raises(actions.StillTheirTurn):
        actions.tell(story=actions.ask_holder(story=back, by=here.lead), by=here.lead)


def test_only_the_team_tells(here):
    stranger, one = builders.person(here.city).actor, asked(here)
    for work in (
        lambda: actions.tell(story=one, by=stranger),
        lambda: actions.take_back(story=one, by=stranger),
        lambda: actions.ask_holder(story=one, by=stranger),
        lambda: actions.write_story(solution=here.solution, wording=wording(), by=stranger),
    ):
        with pytest.raises(NotAllowed):
            work()


def test_whether_it_is_still_smart_is_kept_with_who_and_when(here):
    actions.check(solution=here.solution, verdict="yes", words=Text(), by=here.lead)
    actions.check_by_link(
        secret=here.secret, solution=here.solution, verdict="needs_work", words=text("Vana."), by=builders.guest()
    )
    kept = list(SmartCheck.objects.order_by("id").values_list("verdict", "organisation"))
    assert kept == [("yes", None), ("needs_work", here.organisation.pk)]
    with pytest.raises(CheckWordsExpected):
        actions.check(solution=here.solution, verdict="no_longer", words=Text(), by=here.lead)
