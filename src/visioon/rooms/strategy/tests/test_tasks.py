"""Blocks wait in each language that they lack, or that their original has left behind."""

import pytest

from tests import builders
from visioon.kernel.tasks.tests.world import over, told
from visioon.kernel.texts.value import Text
from visioon.rooms.strategy import actions
from visioon.rooms.strategy.tests import ground

pytestmark = pytest.mark.django_db


def test_a_block_waits_in_a_language_until_it_is_there_or_the_block_is_gone() -> None:
    world = ground.world()
    assert told("strategy.language", world.city, world.lead) == {}
    world.write("note", Text.of("et", {"et": "Uued sõnad", "en": "New words"}))
    cards = told("strategy.language", world.city, world.lead)
    block = world.blocks["note"]
    assert list(cards) == [f"{block.pk}:ru"]
    assert cards[f"{block.pk}:ru"].title == "Complete a block of the strategy: Russian"
    world.write("note", builders.text("Uued sõnad"))
    assert over("strategy.language", world.city, world.lead, cards)


def test_a_changed_original_is_told_and_a_removed_block_waits_no_more() -> None:
    world = ground.world()
    world.write("note", builders.text("Enne").said("et", "Nüüd"))
    cards = told("strategy.language", world.city, world.lead)
    assert {card.why for card in cards.values()} == {"The original has changed since."}
    assert len(cards) == 2
    actions.remove_block(block=world.blocks["note"], by=world.lead)
    assert over("strategy.language", world.city, world.lead, cards)
