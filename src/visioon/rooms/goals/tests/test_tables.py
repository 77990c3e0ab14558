"""Open data of part 6b."""

import pytest

from tests import builders
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.tables import OPEN
from visioon.rooms.goals.models import Goal

pytestmark = pytest.mark.django_db


def test_goals_are_open_with_their_targets_and_without_drafts():
    city = builders.city()
    lead = builders.lead(city)
    measure = {"indicator": builders.indicator("BIKE"), "target": 10.0, "target_year": 2030}
    goal = builders.goal(city, lead, **measure)
    builders.goal(city, lead, published=False)
    table = next(one for one in OPEN if one.name == "goals")
    rows = list(table.rows(visitor(city)))
    assert [row["id"] for row in rows] == [str(goal.pk)]
    assert set(rows[0]) == {column.name for column in table.columns}
    assert (rows[0]["indicator"], rows[0]["target"], rows[0]["title_ru"]) == ("BIKE", 10.0, "Goal (ru)")
    Goal.objects.update(provenance="sample")
    city.shows_samples = False
    assert list(table.rows(visitor(city))) == []
