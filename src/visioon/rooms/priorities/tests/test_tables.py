"""The open tables of decisions and blocks."""

from datetime import date

import pytest

from tests import builders
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.cities.models import Provenance
from visioon.kernel.ledger.actions import decide
from visioon.rooms.priorities import tables

pytestmark = pytest.mark.django_db


def test_decisions_are_open_and_samples_can_be_hidden() -> None:
    where = builders.city()
    decide(
        city=where,
        title=builders.text("Six"),
        body=builders.text("Council"),
        words=builders.text("x"),
        reason=builders.text("y"),
        decided_on=date(2026, 11, 20),
        votes=(8, 1, 0),
        provenance=Provenance.SAMPLE,
        by=builders.lead(where),
    )
    (row,) = tables.decisions(visitor(where))
    assert (row["decided_on"], row["in_favour"], row["title_ru"]) == ("2026-11-20", 8, "Six (ru)")
    assert set(row) == {column.name for column in tables.COLUMNS}
    where.shows_samples = False
    assert list(tables.decisions(visitor(where))) == []
