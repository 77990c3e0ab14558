"""Open data: no words of people, no authors, nothing that waits."""

import pytest

from tests import builders
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.cities.models import City
from visioon.kernel.tables import OPEN, OpenTable
from visioon.rooms.dialogue import actions
from visioon.rooms.dialogue.tests.world import sample

pytestmark = pytest.mark.django_db


def _table(name: str) -> OpenTable:
    return next(table for table in OPEN if table.name == name)


def test_contributions_are_listed_without_words_and_authors() -> None:
    tartu = builders.city()
    lead = builders.lead(tartu)
    activity = builders.activity(tartu, lead, slug="moves")
    voice = builders.contribution(activity, words="Saladus siin")
    builders.contribution(activity, shown=False)
    actions.answer(contribution=voice, kind="partly", words=builders.text("Yes"), by=lead)
    actions.support(contribution=voice, by=lead)
    table = _table("contributions")
    (row,) = table.rows(visitor(tartu))
    assert list(row) == [column.name for column in table.columns]
    assert "Saladus" not in str(row)
    assert str(voice.author_id) not in str(row)
    assert (row["activity"], row["answer"], row["supports"], row["language"]) == ("moves", "partly", 1, "et")


def test_statements_carry_their_words_and_counters_and_drafts_stay_home() -> None:
    tartu = builders.city()
    lead = builders.lead(tartu)
    activity = builders.activity(tartu, lead, kind="statements")
    statement = builders.statement(activity, lead, words="Väide")
    actions.state(activity=activity, words=builders.text("Mustand"), domain="", by=lead)
    actions.vote(statement=statement, value=-1, by=lead)
    table = _table("statements")
    (row,) = table.rows(visitor(tartu))
    assert list(row) == [column.name for column in table.columns]
    assert (row["words_en"], row["agrees"], row["disagrees"]) == ("Väide (en)", 0, 1)


def test_samples_leave_the_tables_when_the_city_hides_them() -> None:
    tartu = builders.city()
    sample(builders.activity(tartu, builders.lead(tartu)))
    assert [row["provenance"] for row in _table("contributions").rows(visitor(tartu))] == ["sample"]
    City.objects.filter(pk=tartu.pk).update(shows_samples=False)
    assert list(_table("contributions").rows(visitor(City.objects.get(pk=tartu.pk)))) == []
