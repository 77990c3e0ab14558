"""What is asked of part 12, and that it never ends."""

from datetime import date, timedelta

import pytest

from tests import builders
from visioon.kernel import clock
from visioon.kernel.texts.value import Text
from visioon.rooms.goals import actions as goals
from visioon.rooms.goals.models import Assumption
from visioon.rooms.horizon import actions, gates
from visioon.rooms.horizon.tests.world import NEAR, World, world
from visioon.rooms.process import actions as process
from visioon.rooms.process.models import Override, Stage

pytestmark = pytest.mark.django_db


def said(made: World) -> list[tuple[str, bool]]:
    return [(one.words, one.met) for one in gates.watched(builders.running(made.city, made.lead))]


def test_a_city_that_watches_nothing_says_so() -> None:
    assert said(world()) == [
        ("No trend is watched yet.", False),
        ("Every assumption is watched.", True),
        ("No review is overdue.", True),
    ]


def test_a_trend_asks_for_two_people_and_one_who_rates_twice_is_one() -> None:
    made = world()
    trend = made.trend()
    made.rate(trend, (4, 2, NEAR))
    made.rate(trend, (5, 2, NEAR))
    assert said(made)[0] == ("1 trend is rated by fewer than two people.", False)
    made.rate(trend, (4, 2, NEAR), (3, 2, NEAR))
    assert said(made)[0] == ("Every trend is rated by two people or more.", True)


def test_an_assumption_is_watched_by_an_indicator_or_a_look_within_a_year() -> None:
    made = world()
    one = made.assume()
    goals.assume(goal=made.goal, words=builders.text("People stay"), indicator=builders.indicator(), by=made.lead)
    assert said(made)[1] == ("1 assumption has neither an indicator nor a look at it within a year.", False)
    made.break_(one, "holds")
    assert said(made)[1][1] is True
    long_ago = clock.today(made.city.time_zone) - timedelta(days=400)
    Assumption.objects.filter(pk=one.pk).update(checked_on=long_ago)
    assert said(made)[1][1] is False


def test_a_review_past_its_day_is_counted() -> None:
    made = world()
    actions.open_review(goal=made.goal, why=builders.text("Why"), due=date(2020, 1, 1), by=made.lead)
    assert said(made)[2] == ("1 review is overdue.", False)


def test_the_last_part_never_ends() -> None:
    made = world()
    stage: Stage = process.plan_stage(
        cycle=builders.running(made.city, made.lead),
        part=12,
        name=builders.text("We keep thinking"),
        opens=date(2026, 1, 1),
        ends=None,
        words=Text(),
        by=made.lead,
    )
    with pytest.raises(process.NeverEnds):
        process.end_stage(stage=stage, by=made.lead)
    with pytest.raises(process.NeverEnds):
        process.override_gate(stage=stage, reason=builders.text("Why"), by=made.lead)
    stage.refresh_from_db()
    assert (stage.ended_at, Override.objects.count()) == (None, 0)
