"""The gate of part 8: each sentence met and unmet, and none of it by chance."""

from datetime import date

import pytest

from tests import builders
from visioon.kernel.ledger.actions import decide
from visioon.kernel.texts.value import Text
from visioon.rooms.process import actions as process
from visioon.rooms.strategy import actions, gates
from visioon.rooms.strategy.tests.ground import World, world
from visioon.rooms.synthesis import actions as synthesis
from visioon.rooms.synthesis.models import Quote

pytestmark = pytest.mark.django_db


def said(made: World) -> list[tuple[str, bool]]:
    cycle = builders.running(made.city, made.lead)
    return [(one.words, one.met) for one in gates.written(cycle)]


def decision(made: World, day: date) -> None:
    words = dict.fromkeys(("title", "body", "words", "reason"), builders.text("Words"))
    decide(city=made.city, decided_on=day, by=made.lead, **words)


def test_a_strategy_that_is_not_begun_says_so() -> None:
    city = builders.city()
    lead = builders.lead(city)
    found = [(one.words, one.met) for one in gates.written(builders.running(city, lead))]
    assert found == [
        ("There is no paragraph yet.", False),
        ("Every paragraph says where it comes from.", True),
        ("Every quote is word for word what was said.", True),
        ("No paragraph rests on a goal that has changed since.", True),
        ("No version of the strategy is published yet.", False),
        ("Nobody has said when the strategy is decided on.", False),
    ]


def test_what_hangs_on_nothing_and_what_is_not_written_is_counted() -> None:
    made = world()
    builders.goal(made.city, made.lead)
    assert said(made)[:2] == [
        ("1 goal is not in the strategy yet.", False),
        ("2 paragraphs do not say where they come from.", False),
    ]


def test_a_whole_strategy_meets_every_condition() -> None:
    made = world()
    for name in ("preface", "note"):
        actions.hang(block=made.blocks[name], origin=made.goal, by=made.lead)
    version = made.publish()
    decision(made, version.at.astimezone(made.city.zone).date())
    assert [met for _words, met in said(made)] == [True] * 6
    assert said(made)[4] == ("Version 1 of the strategy is published.", True)


def test_a_decision_from_before_the_first_version_was_not_on_it() -> None:
    made = world()
    made.publish()
    decision(made, date(2020, 1, 1))
    assert said(made)[5] == ("Nobody has said when the strategy is decided on.", False)


def test_the_day_of_the_decision_is_the_last_of_the_part() -> None:
    made = world()
    process.plan_stage(
        cycle=builders.running(made.city, made.lead),
        part=8,
        name=builders.text("Strategy"),
        opens=None,
        ends=date(2027, 6, 18),
        words=Text(),
        by=made.lead,
    )
    assert said(made)[5] == ("The day of the decision on the strategy is set: June 18, 2027.", True)


def test_a_paragraph_that_rests_on_a_changed_goal_is_named_until_it_is_written_anew() -> None:
    made = world()
    cause = builders.theme(made.city, made.lead)
    actions.mark_blocks(goal=made.goal, cause=cause, words=builders.text("It changed"), by=made.lead)
    assert said(made)[3] == ("1 paragraph rests on a goal that has changed since.", False)
    made.write("goal", builders.text("New words."))
    assert said(made)[3][1] is True


def test_a_quote_that_is_not_what_was_said_is_counted() -> None:
    made = world()
    voice = builders.contribution(builders.activity(made.city, made.lead))
    theme = builders.theme(made.city, made.lead)
    quote = synthesis.quote(theme=theme, contribution=voice, words="õhtul sõita", by=made.lead)
    assert said(made)[2][1] is True
    Quote.objects.filter(pk=quote.pk).update(start=900, end=911)
    assert said(made)[2] == ("1 quote is not word for word what was said.", False)
