"""The gate of part 10: what was not told, and after which round no letter went out."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import builders
from visioon.kernel.ledger.actions import decide
from visioon.rooms.goals import actions as goals
from visioon.rooms.outreach import actions, gates
from visioon.rooms.outreach.tests.world import issue, message

pytestmark = pytest.mark.django_db
DAY, HOUR = datetime(2026, 5, 1, tzinfo=UTC), timedelta(hours=1)


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


def said(city, lead) -> list[tuple[str, bool]]:
    return [(one.words, one.met) for one in gates.told(builders.running(city, lead))]


def test_a_city_with_nothing_to_tell_has_told_everything(city, lead) -> None:
    assert said(city, lead) == [
        ("Every goal that stands was told.", True),
        ("Every decision was told.", True),
        ("No round is closed yet.", True),
    ]


def test_goals_and_decisions_are_told_by_what_was_released_and_not_by_drafts(city, lead) -> None:
    goal = builders.goal(city, lead)
    words = dict.fromkeys(("title", "body", "words", "reason"), builders.text("Words"))
    decision = decide(city=city, decided_on=DAY.date(), by=lead, **words)
    draft = message(city, lead, about=goal)
    assert said(city, lead)[:2] == [("1 goal was not told yet.", False), ("1 decision was not told yet.", False)]
    actions.release_message(message=draft, by=lead)
    message(city, lead, about=decision, released=True)
    assert [met for _words, met in said(city, lead)] == [True] * 3


def test_a_closed_round_asks_for_a_letter(city, lead) -> None:
    goals.close(round_=builders.round_(city, lead), by=lead)
    draft = issue(city, lead)
    assert said(city, lead)[2] == ("No letter went out after 1 closed round.", False)
    actions.release(campaign=draft, by=lead)
    assert said(city, lead)[2] == ("A letter went out after every closed round.", True)


@pytest.mark.parametrize(
    ("letters", "silent"),
    [([], 2), ([DAY - HOUR], 2), ([DAY + HOUR], 1), ([DAY + 3 * HOUR], 1), ([DAY, DAY + 2 * HOUR], 0), ([None], 2)],
)
def test_a_letter_counts_for_the_round_before_it(letters, silent: int) -> None:
    assert gates.unanswered([DAY, DAY + 2 * HOUR], letters) == silent
