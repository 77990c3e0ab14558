"""Silent parties, replies that we owe, and parts of the plan past their last day."""

from datetime import date, timedelta

import pytest

from tests import builders
from visioon.kernel import clock
from visioon.kernel.tasks.endings import acts_that_ended
from visioon.kernel.tasks.registry import SOURCES
from visioon.kernel.tasks.tests.world import over, told, world
from visioon.kernel.texts.value import Text
from visioon.rooms.process import actions, agreement

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


@pytest.fixture
def here():
    return world()


@pytest.fixture
def stage(here):
    """Part 0, until yesterday."""
    ends = clock.today(here.city.time_zone) - timedelta(days=1)
    words = builders.text("Words")
    days = {"opens": date(2026, 1, 1), "ends": ends}
    return actions.plan_stage(cycle=here.call.cycle, part=0, name=words, words=words, by=here.lead, **days)


def put(here, stage):
    """The next version, which says something new."""
    stage.refresh_from_db()
    words = builders.text(f"Words {clock.now()}")
    actions.replan_stage(stage=stage, opens=stage.opens, ends=stage.ends, words=words, by=here.lead)
    return agreement.publish_version(cycle=here.call.cycle, note=words, answers_by=DAY, by=here.lead)


def answer(here, party, version, given="yes"):
    said = {"given": given, "words": "" if given == "yes" else "Aga.", "language": "et", "through": "phone"}
    return agreement.enter_answer(party=party, version=version, by=here.lead, **said)


def test_a_silent_party_waits_until_it_answers_the_newest_version(here, stage) -> None:
    party = agreement.invite(cycle=here.call.cycle, slug="university", name=builders.text("University"), by=here.lead)
    assert told("process.party", here.city, here.lead) == {}
    first = put(here, stage)
    assert [need.due for need in SOURCES["process.party"].needs(here.city)] == [DAY]
    cards = told("process.party", here.city, here.lead)
    here.compare()
    task = here.newest("process.party")
    given = answer(here, party, first)
    assert over("process.party", here.city, here.lead, cards)
    assert acts_that_ended(here.city, [task])[task.pk].object_id == given.pk
    put(here, stage)
    assert list(told("process.party", here.city, here.lead)) == [f"{party.pk}:2"]
    assert over("process.party", here.city, here.lead, cards)


def test_nobody_is_asked_any_more_when_part_0_has_ended(here, stage) -> None:
    agreement.invite(cycle=here.call.cycle, slug="university", name=builders.text("University"), by=here.lead)
    put(here, stage)
    cards = told("process.party", here.city, here.lead)
    actions.override_gate(stage=stage, reason=builders.text("Reason"), by=here.lead)
    assert over("process.party", here.city, here.lead, cards)


def test_a_reply_is_owed_for_a_condition_and_for_a_no(here, stage) -> None:
    parties = [
        agreement.invite(cycle=here.call.cycle, slug=slug, name=builders.text(slug.title()), by=here.lead)
        for slug in ("university", "council", "schools")
    ]
    version = put(here, stage)
    pairs = zip(parties, ("yes", "no", "yes_if"), strict=True)
    given = [answer(here, party, version, said) for party, said in pairs]
    cards = told("process.reply", here.city, here.lead)
    assert sorted(card.title for card in cards.values()) == ["Reply to Council (en)", "Reply to Schools (en)"]
    here.compare()
    task = here.newest("process.reply")
    for one in given[1:]:
        agreement.reply(confirmation=one, words=builders.text("Reply"), led_to=None, by=here.lead)
    assert over("process.reply", here.city, here.lead, cards)
    assert acts_that_ended(here.city, [task])[task.pk].verb == "plan.replied"


def test_a_part_past_its_last_day_waits_until_it_is_ended_or_planned_anew(here, stage) -> None:
    cards = told("process.stage", here.city, here.lead)
    assert [card.title for card in cards.values()] == ["End part 0, or give it other days: Words (en)"]
    today = clock.today(here.city.time_zone)
    actions.replan_stage(stage=stage, opens=stage.opens, ends=today, words=Text(), by=here.lead)
    assert over("process.stage", here.city, here.lead, cards)
