from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.tables import OPEN
from visioon.rooms.stakeholders import actions, queries

pytestmark = pytest.mark.django_db


def at(name: str, **more: object) -> str:
    return reverse(name, kwargs={"city": "tartu", **more})


@pytest.fixture
def tartu():
    return builders.city()


def organisations(city, *rows):
    full = [
        {
            "key": f"O{number}",
            "name": builders.text(f"Organisation {number}"),
            "kind": "business",
            "domains": ["mobility"],
            "role": builders.text("Helps"),
            "source_url": "https://example.org/",
            "certainty": "confirmed",
            **row,
        }
        for number, row in enumerate(rows)
    ]
    actions.import_organisations(city=city, rows=full, by=system())


def partner(city, **fields):
    row = {
        "key": "P1",
        "name": builders.text("Tampere"),
        "country": "FI",
        "relation": builders.text("twin city"),
        "since": 1992,
        "source_url": "https://example.org/",
        "certainty": "confirmed",
        **fields,
    }
    actions.import_partner_cities(city=city, rows=[row], by=system())


def share(city, group, value, **fields):
    row = {
        "dimension": "sex",
        "group": group,
        "name": builders.text(group),
        "value": value,
        "unit": "persons",
        "as_of": "2024-03",
        "source_url": "https://example.org/",
        "certainty": "confirmed",
        "provenance": "real",
        **fields,
    }
    actions.import_population(city=city, rows=[row], by=system())


def test_people_by_kind(client: Client, tartu):
    organisations(tartu, {"kind": "academia"}, {}, {"kind": "choir", "certainty": "uncertain: name not verified"})
    partner(tartu)
    page = client.get(at("stakeholders:people"))
    assert page.status_code == 200
    for said in ("Universities and research", "Companies", "choir", "name not verified", "Finland", "1992"):
        assert said in page.text
    assert page.wsgi_request.META["visioon.queries"] <= 8


def test_people_of_a_domain(client: Client, tartu):
    organisations(tartu, {"domains": ["living", "mobility"]}, {"domains": ["people"]}, {"domains": ["all"]})
    page = client.get(at("stakeholders:people"), {"domain": "mobility"}).text
    assert "Organisation 0" in page
    assert "Organisation 1" not in page
    assert "Organisation 2" in page


def test_bad_input_is_ignored(client: Client, tartu):
    organisations(tartu, {})
    page = client.get(at("stakeholders:people"), {"domain": "<b>", "after": "x"})
    assert page.status_code == 200
    assert "Organisation 0" in page.text


def test_an_empty_city_is_invited(client: Client, tartu):
    assert "No organisation has been written down yet" in client.get(at("stakeholders:people")).text
    assert "No count of the population is here yet" in client.get(at("stakeholders:population")).text


def test_organisations_page_by_key(tartu):
    organisations(tartu, *[{"kind": "business" if n % 2 else "public"} for n in range(queries.PAGE + 3)])
    first = queries.organisations(visitor(tartu))
    second = queries.organisations(visitor(tartu), after=first.after)
    assert len({one.pk for one in [*first.rows, *second.rows]}) == queries.PAGE + 3
    assert second.after == ""


def test_counted_and_assumed_are_apart(client: Client, tartu):
    share(tartu, "women", 60)
    share(tartu, "men", 40)
    share(tartu, "young", 25, dimension="age", unit="percent", provenance="sample", source_url="")
    real, sample = queries.population(visitor(tartu))
    assert [group.share for group in real.groups] == [0.6, 0.4]
    assert (sample.provenance, sample.groups[0].share) == ("sample", 0.25)
    page = client.get(at("stakeholders:population")).text
    assert (
        page.index("Counted") < page.index("women") < page.index("Assumed until a count is here") < page.index("young")
    )
    assert 'content="noindex"' in page


def test_only_the_latest_count_of_a_dimension_is_shown(tartu):
    share(tartu, "women", 10, as_of="2020-01")
    share(tartu, "women", 60)
    (found,) = queries.population(visitor(tartu))
    assert [group.persons for group in found.groups] == [60]


def test_samples_and_other_cities_stay_away(client: Client, tartu):
    organisations(builders.city("valga"), {"name": builders.text("Elsewhere")})
    organisations(tartu, {"name": builders.text("Pretended"), "provenance": "sample"})
    share(tartu, "young", 25, dimension="age", unit="percent", provenance="sample", source_url="")
    page = client.get(at("stakeholders:people")).text
    assert "Elsewhere" not in page
    assert "Pretended" in page
    tartu.shows_samples = False
    tartu.save()
    assert "Pretended" not in client.get(at("stakeholders:people")).text
    assert "young" not in client.get(at("stakeholders:population")).text
    for name in ("organisations", "population"):
        assert not list(next(table for table in OPEN if table.name == name).rows(visitor(tartu)))


def test_open_tables(tartu):
    organisations(tartu, {"domains": ["people", "living"]})
    partner(tartu)
    share(tartu, "women", 60)
    tables = {table.name: table for table in OPEN}
    viewer = visitor(tartu)
    assert next(iter(tables["organisations"].rows(viewer)))["domains"] == "people;living"
    assert next(iter(tables["partner_cities"].rows(viewer)))["since"] == 1992
    assert next(iter(tables["population"].rows(viewer)))["value"] == 60


def test_only_the_team_imports(tartu):
    stranger = builders.person(tartu).actor
    with pytest.raises(NotAllowed):
        actions.import_organisations(city=tartu, rows=[], by=stranger)
    with pytest.raises(NotAllowed):
        actions.import_partner_cities(city=tartu, rows=[], by=stranger)
    with pytest.raises(NotAllowed):
        actions.import_population(city=tartu, rows=[], by=stranger)


@pytest.mark.parametrize("before", ["\x00", "a\x00", ""])
def test_a_strange_key_of_a_page_breaks_nothing(client: Client, tartu, before):
    key = f"{before}_{uuid4()}"
    assert client.get(at("stakeholders:people"), {"after": key}).status_code == 200
