"""Voices without a theme wait until part 6 of the plan ends."""

from datetime import date

import pytest

from tests import builders
from visioon.kernel.tasks.registry import SOURCES
from visioon.kernel.tasks.tests.world import over, told, world
from visioon.rooms.process import actions as process
from visioon.rooms.synthesis import actions

pytestmark = pytest.mark.django_db


def test_a_voice_waits_for_a_theme_until_the_last_day_of_its_part() -> None:
    here = world()
    voice, words = builders.contribution(here.call), builders.text("Words")
    days = {"opens": date(2026, 11, 1), "ends": date(2027, 1, 28)}
    process.plan_stage(cycle=here.call.cycle, part=6, name=words, words=words, by=here.lead, **days)
    cards = told("synthesis.sort", here.city, here.lead)
    assert [(need.key, need.due) for need in SOURCES["synthesis.sort"].needs(here.city)] == [
        (str(voice.pk), date(2027, 1, 28))
    ]
    theme = builders.theme(here.city, here.lead)
    actions.assign(theme=theme, contribution=voice, by=here.lead)
    assert over("synthesis.sort", here.city, here.lead, cards)
    actions.unassign(theme=theme, contribution=voice, by=here.lead)
    assert list(told("synthesis.sort", here.city, here.lead)) == [str(voice.pk)]
