"""List, map, timeline and file ask the same question; what the map shows is what the list has with a place."""

import csv
import io
import json

import pytest
from django.test import Client

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.rooms.inventory import actions, finding, queries
from visioon.rooms.inventory.tests.world import logged_in, organisation, suggested, text, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return world()


def mapped(here, **fields):
    return builders.solution(here.city, here.lead, **fields)


def some(here):
    mapped(here, latitude=58.38, longitude=26.72, domain="people", kind="research", year_start=2019, outcome="failed")
    mapped(here, latitude=58.37, longitude=26.74, domain="people", name=text("Ööbuss"), year_start=1999)
    mapped(here, latitude=58.40, longitude=26.70, domain="economy", provenance="sample")
    mapped(here, domain="people")


@pytest.mark.parametrize(
    "asked", [{}, {"domain": "people"}, {"kind": "research"}, {"outcome": "failed"}, {"q": "ööb"}, {"status": "ended"}]
)
def test_the_map_shows_what_the_list_has_with_a_place(client: Client, here, asked):
    some(here)
    listed = queries.solutions(visitor(here.city), asked).rows
    shown = json.loads(client.get(here.at("points"), asked).content)["points"]
    assert sorted(point[0] for point in shown) == sorted(one.key for one in listed if one.latitude is not None)
    taken = csv.DictReader(io.StringIO(client.get(here.at("table", format_="csv"), asked).content.decode()))
    assert sorted(row["key"] for row in taken) == sorted(one.key for one in listed)
    assert finding.total(finding.found(visitor(here.city), asked)).all == len(listed)


def test_a_point_is_light_and_finds_its_place_again(here):
    for number in range(50):
        mapped(here, latitude=58.3 + number / 500, longitude=26.6 + number / 300)
    places = finding.located(finding.found(visitor(here.city), {}))
    data = finding.points(places)
    written = json.dumps(data["points"], separators=(",", ":"))
    assert len(written) / len(places) < 30
    south, west = data["corner"]
    back = [(south + point[1] / data["scale"], west + point[2] / data["scale"]) for point in data["points"]]
    assert all(
        abs(one.latitude - at[0]) < 1e-4 and abs(one.longitude - at[1]) < 1e-4
        for one, at in zip(places, back, strict=True)
    )


def test_map_and_timeline_are_drawn_with_their_tables_and_the_list(client: Client, here):
    some(here)
    page = client.get(here.at("map")).text
    for said in ("Where it is", "<svg", "Ööbuss (en)", "The same as a table", "data-map", "2 more have no place."):
        assert said in page
    page = client.get(here.at("timeline")).text
    for said in ("What began when", "<svg", "Ööbuss (en)", "1999", "2019"):
        assert said in page


def test_an_empty_map_invites(client: Client):
    builders.city()
    for name in ("map", "timeline", "coverage"):
        page = client.get(f"/en/tartu/mapping/{name}/")
        assert page.status_code == 200
        assert "Name a solution" in page.text


def test_the_names_behind_a_mark(client: Client, here):
    one = mapped(here, latitude=58.38, longitude=26.72)
    draft = actions.add(city=here.city, fields=suggested(outcome="failed"), by=here.lead)
    page = client.get(here.at("cards"), {"key": [one.key, draft.key, "none"]}).text
    assert page.count("<li>") == 1
    assert str(one.name) in page
    assert "Nothing is here any more." in client.get(here.at("cards")).text


def test_coverage_says_where_it_is_thin_and_keeps_samples_apart(client: Client, here):
    for _number in range(8):
        mapped(here, domain="mobility")
    mapped(here, domain="people", kind="research")
    mapped(here, domain="people", provenance="sample")
    page = client.get(here.at("coverage")).text
    assert "thin" in page
    assert 'id="m2"' in page
    assert "less than half of an even share" in page


def test_the_number_of_queries_does_not_grow(here):
    client = logged_in(here.city, Role.LEAD)
    pages = ("map", "timeline", "coverage", "points", "work", "organisations")

    def asked():
        return [client.get(here.at(name)).wsgi_request.META["visioon.queries"] for name in pages]

    asked()
    few = asked()
    for number in range(12):
        holder = organisation(here.city, here.lead, f"Q{number}")
        mapped(here, latitude=58.3 + number / 100, longitude=26.7, holder=holder, year_start=2000 + number)
        actions.suggest(city=here.city, fields=suggested(), words=text("x"), by=builders.guest())
        actions.add(city=here.city, fields=suggested(outcome="failed"), by=here.lead)
    assert asked() == few
    assert max(few) <= 25


def test_an_unknown_format_is_none(client: Client, here):
    assert client.get(here.at("table", format_="pdf")).status_code == 404
