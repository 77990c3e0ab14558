"""Editions of the index: their page, annex, files, and what changed from one to the next."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.formats import csvio, xlsx
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.viewer import visitor
from visioon.rooms.assessment import actions, annex, comparing, own_numbers, reading
from visioon.rooms.assessment.computing import TOTAL
from visioon.rooms.assessment.tests import world

pytestmark = pytest.mark.django_db


def at(where: str, **more: object) -> str:
    return reverse(where, kwargs={"city": "tartu", **more})


def compare(first: int, second: int, code: str = "") -> str:
    return f"{at('assessment:compare')}?first={first}&second={second}&code={code}"


@pytest.fixture
def tartu():
    return world.tartu()


@pytest.fixture
def lead(tartu):
    world.measured()
    return builders.lead(tartu)


def other_design(city, lead, *, params=None, **weights):
    every = {**dict.fromkeys((*world.ECONOMY, "BIKE"), 1.0), **weights}
    design = actions.design_index(
        city=city, name=builders.text("Other"), params={**world.PARAMS, **(params or {})}, weights=every, by=lead
    )
    return actions.publish_index(design=design, by=lead)


def test_an_empty_city_is_told_that_nothing_is_published(client: Client, tartu):
    assert "No edition has been published yet" in client.get(at("assessment:editions")).text
    assert client.get(at("assessment:edition", number=1)).status_code == 404
    assert client.get(at("assessment:annex", number=1)).status_code == 404


def test_the_list_leads_to_each_edition_and_to_what_changed(client: Client, tartu, lead):
    first, second = world.published(tartu, lead), other_design(tartu, lead, JOBS=2.0)
    page = client.get(at("assessment:editions")).text
    assert page.index(f"Edition {second.number}") < page.index(f"Edition {first.number}")
    assert f"?first={first.number}&amp;second={second.number}" in page
    assert f"What changed since edition {first.number}" in page


def test_the_edition_shows_each_own_number_with_its_year_and_trail(client: Client, tartu, lead):
    edition = world.published(tartu, lead)
    page = client.get(at("assessment:edition", number=edition.number))
    for code in (*world.ECONOMY, "BIKE", "economy", TOTAL):
        assert at("assessment:trail", edition=edition.number, unit=world.US, code=code) in page.text
    assert "2018?" in page.text
    assert "not enough data" in page.text
    assert page.wsgi_request.META["visioon.queries"] <= 10


def test_own_numbers_are_those_of_the_edition(tartu, lead):
    found = reading.read(world.published(tartu, lead))
    names = reading.names(visitor(tartu))
    scores = {one.code: one for one in own_numbers.scores(found, names, world.US)}
    assert {one["code"]: one["score"] for one in found.record.result["scores"] if one["unit"] == world.US} == {
        code: scores[code].score for code in (TOTAL, "economy")
    }
    assert (scores["mobility"].score, scores["mobility"].available, scores["mobility"].total) == (None, 1, 1)
    bike = next(one for one in own_numbers.measures(found, names, world.US) if one.code == "BIKE")
    assert (bike.value, bike.year, bike.place, bike.cities) == (4.0, "2018?", 4, 4)


def test_strengths_are_the_best_places_and_weaknesses_the_worst():
    def own(code, place, cities=20):
        return own_numbers.Own(code, code, "economy", 1.0, 1, "2020", 1.0, place, cities)

    found = [own("A", 1), own("B", 20), own("C", 8), own("D", 15), own("E", 1, 4), own("F", None)]
    strong, weak = own_numbers.strong_and_weak(found)
    assert [one.code for one in strong] == ["A", "C"]
    assert [one.code for one in weak] == ["B", "D"]


def test_a_city_that_is_not_compared_is_told_so(client: Client, tartu, lead):
    valga = builders.city("valga", place_code="EE003C")
    edition = world.published(valga, builders.lead(valga))
    page = client.get(reverse("assessment:edition", kwargs={"city": "valga", "number": edition.number}))
    assert "This city is not in the edition." in page.text
    assert client.get(at("assessment:edition", number=edition.number)).status_code == 404


def test_the_annex_is_made_of_the_edition(client: Client, tartu, lead):
    edition = world.published(tartu, lead)
    page = client.get(at("assessment:annex", number=edition.number))
    for said in ("minmax:0,100", "What an expert would warn of", "What the places depend on", edition.sha256, "Alpha"):
        assert said in page.text
    assert page.wsgi_request.META["visioon.queries"] <= 10


def test_the_annex_warns_of_what_the_rules_find(tartu, lead):
    found = reading.read(world.published(tartu, lead))
    warned = dict(annex.warnings(found, reading.names(visitor(tartu))))
    assert warned["Pairs that say nearly the same (correlation above 0.9)"] == [
        "Measure FIRMS (en) / Measure JOBS (en): 1.00",
        "Measure FIRMS (en) / Measure WAGES (en): 1.00",
        "Measure JOBS (en) / Measure WAGES (en): 1.00",
    ]


@pytest.mark.parametrize("name", ["scores.csv", "inputs.csv", "indicators.csv", "index.json", "index.xlsx"])
def test_files_carry_the_numbers_of_the_edition(client: Client, tartu, lead, name):
    edition = world.published(tartu, lead)
    answer = client.get(at("assessment:edition_file", number=edition.number, name=name))
    assert answer["Content-Disposition"] == f'attachment; filename="tartu-index-{edition.number}-{name}"'
    score = reading.read(edition).published[world.US, TOTAL]["score"]
    if name == "scores.csv":
        rows = csvio.parse(answer.content, file=name).rows
        assert [float(row["TOTAL_score"]) for row in rows if row["place"] == world.US] == [score]
    elif name == "inputs.csv":
        rows = csvio.parse(answer.content, file=name).rows
        bike = next(row for row in rows if (row["place"], row["indicator"]) == (world.US, "BIKE"))
        assert (bike["value"], bike["year"], bike["year_certain"]) == ("4", "2018", "FALSE")
    elif name == "indicators.csv":
        assert [row["code"] for row in csvio.parse(answer.content, file=name).rows] == ["BIKE", *sorted(world.ECONOMY)]
    elif name == "index.json":
        document = json.loads(answer.content)
        assert document["edition"]["sha256"] == edition.sha256
        assert [one["TOTAL_score"] for one in document["scores"] if one["place"] == world.US] == [score]
    else:
        table = xlsx.parse(answer.content, file=name, sheet="scores")
        assert [float(row["TOTAL_score"] or 0) for row in table.rows if row["place"] == world.US] == [score]


def test_no_file_of_another_name(client: Client, tartu, lead):
    edition = world.published(tartu, lead)
    assert client.get(at("assessment:edition_file", number=edition.number, name="index.exe")).status_code == 404


def test_the_difference_names_data_method_and_weights(client: Client, tartu, lead):
    first = world.published(tartu, lead)
    again = world.observation("JOBS", world.US, 12.0)
    actions.import_shared(indicators=[], places=[], observations=[again], ties=[], by=system())
    second = other_design(tartu, lead, params={"treat": False}, JOBS=2.0)
    page = client.get(compare(first.number, second.number)).text
    for said in ("<code>treat</code>", "Measure JOBS (en): <del>1</del> → <ins>2</ins>", "1 value, of Tartu (en): 1."):
        assert said in page
    old, new = reading.read(first), reading.read(second)
    names = reading.names(visitor(tartu))
    changed = comparing.changes(old, new, names, world.US)
    assert [(one.code, one.before, one.after) for one in changed.own] == [("JOBS", 40.0, 12.0)]
    assert [one.name for one in changed.params] == ["treat"]
    shift = comparing.shifts(old, new, "economy", names, world.US)[0]
    before, after = (one.published[world.US, "economy"]["score"] for one in (old, new))
    assert shift.code == world.US
    assert shift.data + shift.method + shift.weights == pytest.approx(after - before, abs=1e-9)
    assert shift.data < 0
    assert sum(shift.places) == shift.up


def test_the_same_edition_twice_has_no_difference(client: Client, tartu, lead):
    edition = world.published(tartu, lead)
    page = client.get(compare(edition.number, edition.number, "economy"))
    assert "Nothing: the same data" in page.text
    assert page.wsgi_request.META["visioon.queries"] <= 10


def test_indicators_that_came_and_went_are_named(client: Client, tartu, lead):
    first = world.published(tartu, lead)
    design = actions.design_index(
        city=tartu, name=builders.text("Less"), params=world.PARAMS, weights=dict.fromkeys(world.ECONOMY, 1.0), by=lead
    )
    second = actions.publish_index(design=design, by=lead)
    assert "<del>Measure BIKE (en)</del>" in client.get(compare(first.number, second.number)).text


@pytest.mark.parametrize("asked", ["", "?first=1&second=99", "?first=x&second=1"])
def test_what_cannot_be_compared_is_asked_again(client: Client, tartu, lead, asked):
    world.published(tartu, lead)
    assert client.get(at("assessment:compare") + asked).status_code == 400


def test_sample_editions_stay_away_where_samples_are_hidden(client: Client, tartu, lead):
    actions.import_shared(
        indicators=[world.indicator_row("PRETEND", provenance="sample")],
        places=[],
        observations=[world.observation("PRETEND", world.US, 1.0)],
        ties=[],
        by=system(),
    )
    edition = other_design(tartu, lead, PRETEND=1.0)
    page = client.get(at("assessment:edition", number=edition.number))
    assert 'content="noindex"' in page.text
    name = client.get(at("assessment:edition_file", number=edition.number, name="scores.csv"))["Content-Disposition"]
    assert "-sample-" in name
    tartu.shows_samples = False
    tartu.save()
    assert client.get(at("assessment:edition", number=edition.number)).status_code == 404
    assert client.get(at("assessment:weights")).status_code == 404
