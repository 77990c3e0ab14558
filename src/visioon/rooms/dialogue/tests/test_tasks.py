"""What waits in part 5, by when, and when it waits no more."""

from datetime import timedelta

import pytest

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.actions import system
from visioon.kernel.tasks.registry import SOURCES
from visioon.kernel.tasks.tests.world import over, told, world
from visioon.kernel.texts.value import Text
from visioon.rooms.dialogue import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return world()


def test_a_voice_waits_to_be_read_and_is_not_quoted_before(here) -> None:
    voice = builders.contribution(here.call, shown=False)
    cards = told("dialogue.read", here.city, here.moderator)
    assert [(card.title, card.quote) for card in cards.values()] == [(f"Read voice {voice.number}", "")]
    actions.show(contribution=voice, by=here.moderator)
    assert over("dialogue.read", here.city, here.moderator, cards)


def test_a_voice_waits_for_its_answer_until_the_day_of_the_cycle(here) -> None:
    voice = builders.contribution(here.call)
    cards = told("dialogue.answer", here.city, here.lead)
    assert [card.quote for card in cards.values()] == [voice.passage.words]
    assert [need.due for need in SOURCES["dialogue.answer"].needs(here.city)] == [here.call.cycle.answer_by]
    actions.answer(contribution=voice, kind="accepted", words=builders.text("Jah"), by=here.lead)
    assert over("dialogue.answer", here.city, here.lead, cards)


@pytest.mark.parametrize("gone", ["same", "erased", "hidden"])
def test_what_says_the_same_or_is_gone_needs_no_answer(here, gone) -> None:
    first, voice = builders.contribution(here.call), builders.contribution(here.call, words="Bussid öösel ka.")
    cards = told("dialogue.answer", here.city, here.lead)
    if gone == "same":
        actions.mark_duplicate(contribution=voice, of=first, by=here.lead)
    elif gone == "erased":
        actions.erase(contribution=voice, by=here.lead)
    else:
        actions.hide(contribution=voice, reason=builders.text("Põhjus"), by=here.lead)
    assert over("dialogue.answer", here.city, here.lead, {str(voice.pk)})
    assert list(told("dialogue.answer", here.city, here.lead)) == [str(first.pk)]
    assert len(cards) == 2


def test_hidden_samples_are_not_told(here) -> None:
    voice = builders.contribution(here.call, provenance="sample")
    here.city.shows_samples = False
    here.city.save()
    viewer = builders.viewer(here.lead, here.city)
    assert SOURCES["dialogue.answer"].describe(viewer, [str(voice.pk)]) == {}


def test_a_statement_waits_in_each_language_that_it_lacks(here) -> None:
    opens = clock.today(here.city.time_zone) + timedelta(days=5)
    vote = builders.activity(here.city, here.lead, kind="statements", opens=opens)
    words = Text.of("et", {"et": "Väide", "en": "Statement"})
    made = actions.state(activity=vote, words=words, domain="mobility", by=here.lead)
    cards = told("dialogue.language", here.city, here.moderator)
    assert list(cards) == [f"{made.pk}:ru"]
    assert cards[f"{made.pk}:ru"].title == f"Complete statement {made.number}: Russian"
    assert [need.due for need in SOURCES["dialogue.language"].needs(here.city)] == [opens]
    actions.word(statement=made, words=words.said("et", "Uus väide"), by=here.lead)
    assert {key[-2:] for key in told("dialogue.language", here.city, here.lead)} == {"en", "ru"}
    actions.word(statement=made, words=builders.text("Väide"), by=here.lead)
    actions.open_statement(statement=made, by=system())
    assert over("dialogue.language", here.city, here.lead, cards)
