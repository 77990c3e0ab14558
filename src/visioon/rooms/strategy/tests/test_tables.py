"""The open table of blocks."""

import pytest

from tests import builders
from visioon.kernel.accounts.viewer import visitor
from visioon.rooms.strategy import tables
from visioon.rooms.strategy.tests.ground import world

pytestmark = pytest.mark.django_db


def test_every_version_lists_its_blocks() -> None:
    made = world()
    made.publish()
    made.write("note", builders.text("New"))
    made.publish("Second")
    rows = list(tables.blocks(visitor(made.city)))
    assert len(rows) == 8
    assert [row["revision"] for row in rows if row["id"] == str(made.blocks["note"].pk)] == [1, 2]
    assert {row["number"] for row in rows} == {"0.1", "1", "1.1", "1.2"}
    assert set(rows[0]) == {column.name for column in tables.COLUMNS}
    assert list(tables.blocks(visitor(builders.city("narva")))) == []
