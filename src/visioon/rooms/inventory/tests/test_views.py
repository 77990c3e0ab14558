from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.tables import OPEN
from visioon.kernel.thread.actions import tie
from visioon.rooms.inventory import actions, queries

pytestmark = pytest.mark.django_db


def at(name: str, **more: object) -> str:
    return reverse(name, kwargs={"city": "tartu", **more})


@pytest.fixture
def tartu():
    return builders.city()


@pytest.fixture
def lead(tartu):
    return builders.lead(tartu)


def event(city, lead, **fields):
    row = {
        "key": "E1",
        "name": builders.text("Vision day"),
        "begins": "2023-05",
        "domain": "governance",
        "facts": builders.text("Many came."),
        "source_url": "https://example.org/",
        **fields,
    }
    actions.import_events(city=city, rows=[row], by=lead)


def test_the_list_shows_what_exists_and_where_the_mapping_is_thin(client: Client, tartu, lead):
    for number in range(5):
        builders.solution(tartu, lead, name=builders.text(f"Bus {number}"))
    builders.solution(tartu, lead, name=builders.text("Training"), domain="people")
    page = client.get(at("inventory:solutions"))
    assert page.status_code == 200
    assert "6 solutions" in page.text
    assert "The mapping is thin in" in page.text
    assert "Training (en)" in page.text


def test_an_empty_city_is_invited(client: Client, tartu):
    assert "Nothing has been mapped yet" in client.get(at("inventory:solutions")).text


def test_filters_and_words(client: Client, tartu, lead):
    builders.solution(tartu, lead, name=builders.text("Ööbuss"), outcome="failed", lesson=builders.text("Too late."))
    builders.solution(tartu, lead, name=builders.text("Rattaringlus"), kind="research", domain="people")
    assert "Rattaringlus" not in client.get(at("inventory:solutions"), {"outcome": "failed"}).text
    assert "Ööbuss" not in client.get(at("inventory:solutions"), {"domain": "people", "kind": "research"}).text
    found = client.get(at("inventory:solutions"), {"q": "ööb"}).text
    assert "Ööbuss" in found
    assert "Rattaringlus" not in found
    assert "Nothing like this was mapped" in client.get(at("inventory:solutions"), {"q": "zeppelin"}).text


def test_bad_input_asks_for_nothing(client: Client, tartu, lead):
    builders.solution(tartu, lead)
    page = client.get(
        at("inventory:solutions"), {"domain": "' OR 1=1", "status": "x", "after": "not a key", "q": "a" * 200}
    )
    assert page.status_code == 200
    assert "(en)" in page.text


def test_the_uncertain_is_marked_with_its_reason(client: Client, tartu, lead):
    builders.solution(tartu, lead, certainty="uncertain", note="one source only")
    page = client.get(at("inventory:solutions")).text
    assert ">uncertain</span>" in page
    assert "one source only" in page


def test_pages_follow_one_another_by_key(client: Client, tartu, lead):
    for number in range(queries.PAGE + 5):
        builders.solution(tartu, lead, year_start=2000 + number % 7)
    viewer = visitor(tartu)
    first = queries.solutions(viewer, {})
    second = queries.solutions(viewer, {}, first.after)
    assert len({one.pk for one in [*first.rows, *second.rows]}) == queries.PAGE + 5
    assert second.after == ""
    assert "Older ones" in client.get(at("inventory:solutions")).text


def test_the_number_of_queries_does_not_grow(client: Client, tartu, lead):
    builders.solution(tartu, lead)
    few = client.get(at("inventory:solutions")).wsgi_request.META["visioon.queries"]
    for _ in range(20):
        builders.solution(tartu, lead)
    many = client.get(at("inventory:solutions")).wsgi_request.META["visioon.queries"]
    assert few == many <= 8


def test_samples_other_cities_and_the_withdrawn_stay_away(client: Client, tartu, lead):
    other = builders.city("valga")
    builders.solution(other, system(), name=builders.text("Elsewhere"))
    builders.solution(tartu, lead, name=builders.text("Pretended"), provenance="sample", key="P1")
    page = client.get(at("inventory:solutions"))
    assert "Elsewhere" not in page.text
    assert "Pretended" in page.text
    assert 'content="noindex"' in page.text
    tartu.shows_samples = False
    tartu.save()
    assert "Pretended" not in client.get(at("inventory:solutions")).text
    assert client.get(at("inventory:solution", key="P1")).status_code == 404
    assert not list(next(table for table in OPEN if table.name == "solutions").rows(visitor(tartu)))


def test_one_solution(client: Client, tartu, lead):
    builders.solution(
        tartu, lead, key="S1", lesson=builders.text("Ask first."), certainty="uncertain", place="Annelinn"
    )
    builders.solution(tartu, lead, name=builders.text("Neighbour"))
    page = client.get(at("inventory:solution", key="S1"))
    assert page.status_code == 200
    for said in ("Ask first. (en)", "Annelinn", "uncertain", "Neighbour (en)", "No goal and no paragraph"):
        assert said in page.text
    assert page.wsgi_request.META["visioon.queries"] <= 8


def test_a_solution_that_is_not(client: Client, tartu):
    assert client.get(at("inventory:solution", key="nothing")).status_code == 404


def test_what_a_solution_led_to(client: Client, tartu, lead):
    one = builders.solution(tartu, lead, key="S1")
    goal = builders.goal(tartu, lead, title=builders.text("Buses at night"))
    tie(source=one, relation="serves", target=goal, by=lead)
    found = queries.consequences(visitor(tartu), one)
    assert [str(stop.words) for stop in found.after] == ["Buses at night (en)"]
    assert "Buses at night (en)" in client.get(at("inventory:solution", key="S1")).text


def test_events(client: Client, tartu, lead):
    assert "No event has been written down yet" in client.get(at("inventory:events")).text
    event(tartu, lead)
    event(tartu, lead, key="E2", name=builders.text("Memorandum"), begins="")
    page = client.get(at("inventory:events")).text
    assert "May 2023" in page
    assert "date not known" in page
    assert "Vision day (en)" in page


def test_open_tables_carry_every_row(tartu, lead):
    builders.solution(tartu, lead, key="S1")
    event(tartu, lead)
    tables = {table.name: table for table in OPEN}
    row = next(iter(tables["solutions"].rows(visitor(tartu))))
    assert (row["key"], row["name_et"][:8], row["provenance"]) == ("S1", "Solution", "real")
    assert set(row) >= {column.name for column in tables["solutions"].columns}
    assert next(iter(tables["events"].rows(visitor(tartu))))["begins"] == "2023-05"


def test_only_the_team_maps(tartu):
    stranger = builders.person(tartu).actor
    with pytest.raises(NotAllowed):
        actions.import_solutions(city=tartu, rows=[], by=stranger)
    with pytest.raises(NotAllowed):
        actions.import_events(city=tartu, rows=[], by=stranger)


@pytest.mark.parametrize("before", ["9" * 30, "-5", "0"])
def test_a_strange_key_of_a_page_breaks_nothing(client: Client, tartu, before):
    key = f"{before}_{uuid4()}"
    assert client.get(at("inventory:solutions"), {"after": key}).status_code == 200
