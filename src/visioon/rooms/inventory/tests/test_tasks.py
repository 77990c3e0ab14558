"""Proposals, stories that may be told, checks that are old, and whom to ask where the mapping is thin."""

from datetime import timedelta

import pytest

from tests import builders
from visioon.kernel import clock
from visioon.kernel.tasks.tests.world import over, told
from visioon.kernel.texts.value import Text
from visioon.rooms.inventory import actions
from visioon.rooms.inventory.tests.world import organisation, story, suggested, text, world

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def here():
    return world()


def test_a_proposal_waits_until_it_is_decided(here):
    proposal = actions.suggest(city=here.city, fields=suggested(), words=Text(), by=builders.guest())
    cards = told("inventory.proposal", here.city, here.lead)
    assert list(cards) == [str(proposal.pk)]
    actions.decline(proposal=proposal, reason=text("Known."), by=here.lead)
    assert over("inventory.proposal", here.city, here.lead, cards)


def test_a_story_waits_once_its_holder_replied(here):
    one = actions.ask_holder(story=story(here), by=here.lead)
    assert told("inventory.story", here.city, here.lead) == {}
    actions.reply(secret=here.secret, story=one, agreed=True, words=Text(), by=builders.guest())
    cards = told("inventory.story", here.city, here.lead)
    assert [card.why for card in cards.values()] == ["Its organisation has replied."]
    actions.tell(story=one, by=here.lead)
    assert over("inventory.story", here.city, here.lead, cards)


def test_a_check_is_old_after_a_year(here):
    with clock.fixed(clock.now() - timedelta(days=370)):
        actions.check(solution=here.solution, verdict="yes", words=Text(), by=here.lead)
    cards = told("inventory.check", here.city, here.lead)
    assert len(cards) == 1
    actions.check(solution=here.solution, verdict="yes", words=Text(), by=here.lead)
    assert over("inventory.check", here.city, here.lead, cards)
    assert told("inventory.check", here.city, here.lead) == {}


def test_who_knows_a_thin_domain_is_asked(here):
    for _number in range(6):
        builders.solution(here.city, here.lead, domain="mobility")
    other = organisation(here.city, here.lead, "O2", domains=["people"])
    organisation(here.city, here.lead, "O3", domains=["mobility"])
    cards = told("inventory.thin", here.city, here.lead)
    assert list(cards) == [f"people:{other.pk}"]
    actions.make_link(organisation=other, by=here.lead)
    assert over("inventory.thin", here.city, here.lead, cards)
