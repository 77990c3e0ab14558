import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.tables import OPEN
from visioon.rooms.assessment import actions, queries
from visioon.rooms.assessment.tests import world

pytestmark = pytest.mark.django_db


def at(name: str, **more: object) -> str:
    return reverse(name, kwargs={"city": "tartu", **more})


@pytest.fixture
def tartu():
    return world.tartu()


@pytest.fixture
def lead(tartu):
    return builders.lead(tartu)


def test_an_empty_city_is_invited(client: Client, tartu):
    page = client.get(at("assessment:state"))
    assert page.status_code == 200
    assert "Nothing has been measured yet" in page.text
    assert "No edition has been published yet" in client.get(at("assessment:method")).text
    assert client.get(at("assessment:experiment")).status_code == 404


def test_the_baseline_stands_before_any_edition(client: Client, tartu):
    world.measured()
    page = client.get(at("assessment:state")).text
    assert "Measure JOBS (en)" in page
    assert "2018?" in page
    assert "No edition of the index has been published yet" in page


def test_places_are_shown_with_their_interval_and_gaps_as_gaps(client: Client, tartu, lead):
    world.measured()
    world.published(tartu, lead)
    page = client.get(at("assessment:state"))
    text = page.text
    assert "One domain where a place can be shown" in text
    assert "Place among 4 cities" in text
    assert "1 indicator, at least 3 are needed." in text
    assert "Our newest measurement is from 2018." in text
    assert "Not one indicator is here yet." in text
    assert "A hint, not a verdict." in text
    assert page.wsgi_request.META["visioon.queries"] <= 8


def test_no_rank_below_the_floor(tartu, lead):
    world.measured()
    world.published(tartu, lead)
    found = queries.published(visitor(tartu))
    assert found is not None
    assert [domain.code for domain in found.scored] == ["economy"]
    assert found.domains["mobility"].ranked == []
    assert (found.domains["mobility"].available, found.domains["mobility"].needed) == (1, 3)
    economy = found.domains["economy"]
    assert economy.us is not None
    assert (economy.us.rank, economy.places) == (1, 4)


def test_the_experiment_says_how_little_it_rests_on(client: Client, tartu, lead):
    world.measured()
    world.published(tartu, lead)
    page = client.get(at("assessment:experiment"))
    assert page.status_code == 200
    assert "Only 1 domain of 6 has enough data." in page.text
    assert "<summary>" in page.text


def test_the_method_names_the_edition_and_how_to_check_it(client: Client, tartu, lead):
    world.measured()
    edition = world.published(tartu, lead)
    page = client.get(at("assessment:method")).text
    assert edition.sha256 in page
    assert "visioon verify" in page
    assert "A domain needs at least 3 indicators, and a city at least 67% of them." in page
    assert "(up to 25 % up or down)" in page


def test_an_indicator_with_its_series_and_its_ties(client: Client, tartu):
    tie = {"indicator": "JOBS", "framework": "Frame", "code": "F.1", "tie": "partial", "evidence": "a list, to verify"}
    more = (world.observation("JOBS", world.US, 3.0, 2015), world.observation("JOBS", world.US, 3.5, 2016))
    world.measured(more=more, ties=(tie,))
    page = client.get(at("assessment:indicator", code="JOBS"))
    assert page.status_code == 200
    for said in ("Measured in 3 of the years 2015 to 2020", "years without a measurement", "Frame", "to be verified"):
        assert said in page.text
    assert "Higher is counted as better." in page.text
    assert page.wsgi_request.META["visioon.queries"] <= 12


def test_an_indicator_without_enough_is_not_drawn(client: Client, tartu):
    world.measured()
    assert "One measurement only." in client.get(at("assessment:indicator", code="BIKE")).text
    actions.import_shared(indicators=[world.indicator_row("NONE")], places=[], observations=[], ties=[], by=system())
    page = client.get(at("assessment:indicator", code="NONE"))
    assert "There are no data." in page.text
    assert client.get(at("assessment:indicator", code="ABSENT")).status_code == 404


def test_targets_of_our_own_and_of_others(client: Client, tartu, lead):
    world.target(tartu, lead)
    world.target(tartu, lead, key="T2", whose="Vienna", certainty="uncertain: year")
    page = client.get(at("assessment:targets")).text
    assert page.index("Emissions") < page.index("Vienna")
    assert ">uncertain</span>" in page
    own, others = queries.targets(visitor(tartu))
    assert [one.key for one in own + others] == ["T1", "T2"]


def test_samples_stay_away_where_they_are_hidden(client: Client, tartu, lead):
    world.measured()
    world.target(tartu, lead, provenance="sample")
    assert 'content="noindex"' in client.get(at("assessment:targets")).text
    actions.import_shared(
        indicators=[world.indicator_row("PRETEND", provenance="sample")],
        places=[],
        observations=[world.observation("PRETEND", world.US, 1.0)],
        ties=[],
        by=system(),
    )
    assert "Measure PRETEND" in client.get(at("assessment:state")).text
    tartu.shows_samples = False
    tartu.save()
    assert "Emissions" not in client.get(at("assessment:targets")).text
    assert "Measure PRETEND" not in client.get(at("assessment:state")).text
    assert client.get(at("assessment:indicator", code="PRETEND")).status_code == 404


def test_other_cities_stay_away(client: Client, tartu, lead):
    world.measured()
    world.published(tartu, lead)
    builders.city("valga", place_code="EE003C")
    world.target(builders.city("valga"), system(), whose="Valga")
    assert "Valga" not in client.get(at("assessment:targets")).text
    page = client.get(at("assessment:state", city="valga")).text
    assert "not measured" in page
    assert "No edition of the index has been published yet" in page


def test_open_tables_hold_the_own_measurements_only(tartu, lead):
    world.measured()
    world.target(tartu, lead)
    tables = {table.name: list(table.rows(visitor(tartu))) for table in OPEN}
    assert [row["indicator"] for row in tables["observations"]] == [*world.ECONOMY, "BIKE"]
    assert tables["observations"][-1]["year_certain"] is False
    assert len(tables["indicators"]) == 4
    assert tables["adopted_targets"][0]["target_en"] == "half (en)"


def test_a_city_without_a_place_sees_the_first_and_no_rank_of_its_own(client: Client, lead):
    world.measured()
    valga = builders.city("valga", place_code="EE003C")
    world.published(valga, builders.lead(valga))
    page = client.get(at("assessment:state", city="valga"))
    assert page.status_code == 200
    assert "Our city has too few indicators here for a place" in page.text
    assert "0 indicators, at least 3 are needed." in page.text
    assert client.get(at("assessment:experiment", city="valga")).status_code == 200


def test_without_intervals_there_are_no_places(client: Client, tartu, lead):
    world.measured()
    design = world.design(tartu, lead)
    design.params = {**world.PARAMS, "uncertainty": None}
    design.save()
    actions.publish_index(design=design, by=lead)
    page = client.get(at("assessment:state"))
    assert "Place among" not in page.text
    assert client.get(at("assessment:experiment")).status_code == 404
    assert "Uncertainty" not in client.get(at("assessment:method")).text
