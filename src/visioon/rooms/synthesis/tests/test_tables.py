"""Open data of part 6a: numbers and places, never words."""

import pytest

from tests import builders
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.tables import OPEN
from visioon.rooms.synthesis.tests import world

pytestmark = pytest.mark.django_db


def rows(name, viewer):
    table = next(one for one in OPEN if one.name == name)
    found = list(table.rows(viewer))
    assert all(set(row) == {column.name for column in table.columns} for row in found)
    return found


def test_themes_and_quotes_are_open_without_words():
    city = builders.city()
    quote = world.quoted(city, builders.lead(city))
    theme = rows("themes", visitor(city))[0]
    assert (theme["id"], theme["contributions_real"], theme["people_real"]) == (str(quote.theme_id), 1, 1)
    row = rows("theme_quotes", visitor(city))[0]
    assert (row["start"], row["end"], row["text_sha256"]) == (0, 27, quote.passage.hash)
    assert "Bussid" not in str(row)


def test_samples_are_left_out_where_the_city_hides_them():
    city = builders.city()
    quote = world.quoted(city, builders.lead(city), provenance="sample")
    assert rows("theme_quotes", visitor(city))[0]["provenance"] == "sample"
    quote.theme.__class__.objects.update(provenance="sample")
    city.shows_samples = False
    assert rows("themes", visitor(city)) == []
    assert rows("theme_quotes", visitor(city)) == []
