"""The trail of one number, other weights, and the four signs of a hint."""

import re
from html import unescape

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.formats.canonical import twelve
from visioon.kernel.accounts.viewer import visitor
from visioon.methods.composite import edition as method
from visioon.methods.composite.normalise import Normalisation, normalise
from visioon.methods.composite.trail import trails
from visioon.rooms.assessment import formulas, queries, reading, rules, signs, trailing, weighing
from visioon.rooms.assessment.computing import TOTAL
from visioon.rooms.assessment.rules import Hint, Seen, Sign
from visioon.rooms.assessment.tests import world

pytestmark = pytest.mark.django_db


def at(where: str, **more: object) -> str:
    return reverse(where, kwargs={"city": "tartu", **more})


@pytest.fixture
def tartu():
    return world.tartu()


@pytest.fixture
def lead(tartu):
    world.measured()
    return builders.lead(tartu)


@pytest.fixture
def edition(tartu, lead):
    return world.published(tartu, lead)


def by_hand(formula: str) -> tuple[float, float]:
    """Both sides of a formula, computed as a stranger would."""
    left, right = formula.replace("−", "-").replace("×", "*").replace("ln(", "np.log(").split(" = ")
    return float(eval(left, {"np": np})), float(right)


def test_the_trail_leads_from_the_measured_value_to_the_share(client: Client, tartu, edition):
    page = client.get(at("assessment:trail", edition=edition.number, unit=world.US, code="JOBS"))
    for said in ("Year: 2020.", "Statistics", "CC BY 4.0", "What it adds to economy", "What it adds to the whole"):
        assert said in page.text
    assert page.wsgi_request.META["visioon.queries"] <= 8


def test_every_formula_can_be_computed_by_hand(client: Client, tartu, edition):
    found = []
    for code in (*world.ECONOMY, "BIKE", "economy", TOTAL):
        for unit in world.PLACES:
            page = client.get(at("assessment:trail", edition=edition.number, unit=unit, code=code)).text
            found += [unescape(one) for one in re.findall(r"<code>([^<]* = [^<]*)</code>", page)]
    sides = [by_hand(one) for one in found]
    assert len(sides) >= 40
    assert [left for left, _ in sides] == pytest.approx([right for _, right in sides], abs=1e-8)


def test_every_score_has_the_twelve_digits_of_the_edition(edition):
    read = reading.read(edition)
    for unit in read.units:
        for code, one in trails(read.steps, unit).items():
            if (unit, code) in read.published:
                assert twelve([one.value]) == [read.published[unit, code]["score"]]
                assert read.same_as_published(unit, code, one.value) is True
    assert read.same_as_published(world.US, TOTAL, 1.0) is False
    assert read.same_as_published(world.US, "JOBS", 1.0) is None


def test_a_number_below_the_floor_is_told_as_such(client: Client, tartu, edition):
    page = client.get(at("assessment:trail", edition=edition.number, unit=world.US, code="BIKE")).text
    assert "mobility has no score here" in page
    assert "Year: 2018?." in page
    page = client.get(at("assessment:trail", edition=edition.number, unit=world.US, code="mobility")).text
    assert "Below the floor there is no score." in page


@pytest.mark.parametrize(("unit", "code"), [("XX", "JOBS"), (world.US, "NOTHING")])
def test_no_trail_of_what_is_not_there(client: Client, tartu, edition, unit, code):
    assert client.get(at("assessment:trail", edition=edition.number, unit=unit, code=code)).status_code == 404
    assert client.get(at("assessment:trail", edition=99, unit=world.US, code="JOBS")).status_code == 404


@pytest.mark.parametrize("name", ["minmax:1,100", "zscore:10,2", "dist2max", "fracmax"])
def test_formulas_of_every_scale_give_what_the_method_gives(edition, name):
    spec = Normalisation.parse(name)
    values = np.array([3.0, 5.5, 9.25])
    expected, _ = normalise(values[:, None], np.array([1.0]), spec)
    for value, wanted in zip(values, expected[:, 0], strict=True):
        said = f"{formulas.FORMULAS[spec.name](float(value), values, spec)} = {formulas.exact(float(wanted))}"
        left, right = by_hand(said)
        assert left == pytest.approx(right, abs=1e-9)


def test_places_by_rank_are_said_in_words():
    values, spec = np.array([3.0, 5.5, np.nan]), Normalisation("rank")
    assert formulas.FORMULAS["rank"](5.5, values, spec) == "place of 5.5 among 2 values, counted from the lowest"
    assert formulas.FORMULAS["prank"](5.5, values, spec).endswith("− 1) / (2 − 1)")
    assert formulas.FORMULAS["borda"](5.5, values, spec).endswith(" − 1")


def test_the_trail_tells_what_was_filled_and_drawn_back(tartu, lead):
    more = tuple(world.observation("JOBS", f"XX{n:03}C", 20.0 + n) for n in range(12))
    places = [{"code": f"XX{n:03}C", "name": builders.text(f"City {n}"), "country": "XX"} for n in range(12)]
    world.import_more(places, (*more, world.observation("JOBS", "XX000C", 900.0, 2021)))
    read = reading.read(world.published(tartu, lead))
    names = reading.names(visitor(tartu))
    drawn = next(step for step in trailing.page(read, names, "XX000C", "JOBS").steps if "Extreme" in step.name)
    assert drawn.formula.startswith("900 → ")
    missing = trailing.page(read, names, "XX000C", "FIRMS").steps
    assert [missing[0].words, missing[2].words] == [
        "This city has no measurement.",
        "It is missing and stays missing; nothing is guessed.",
    ]


def test_sliders_stand_where_the_edition_has_them(client: Client, tartu, edition):
    page = client.get(at("assessment:weights"))
    assert 'name="w-economy"' in page.text
    assert 'value="1.0"' in page.text
    assert 'name="w-mobility"' not in page.text  # below the floor there is nothing to weigh
    assert "These are the published weights." in page.text
    assert page.wsgi_request.META["visioon.queries"] <= 8


def test_a_slider_gives_what_the_whole_computation_gives(tartu, edition):
    read, names = reading.read(edition), reading.names(visitor(tartu))
    weights = {**weighing.published_weights(read), "JOBS": 3.0, "FIRMS": 0.0}
    found = weighing.weigh(read, weights, names, world.US, everyone=True)
    inputs = dict(read.record.inputs)
    inputs["indicators"] = [{**one, "weight": weights.get(one["code"], one["weight"])} for one in inputs["indicators"]]
    whole = method.recompute_v1(inputs, {**read.record.params, "uncertainty": None}, 0, {})
    ranks = {row["unit"]: row["rank"] for row in whole["scores"] if row["code"] == TOTAL and row["rank"] is not None}
    assert {one.code: one.rank for one in found.rows} == ranks


def test_moved_weights_are_said_not_to_be_the_citys(client: Client, tartu, edition):
    page = client.get(at("assessment:weights") + "?w-JOBS=3&w-FIRMS=0&all=1").text
    assert "Your weighting is not the city’s." in page
    assert 'name="w-JOBS" min="0" max="3.0" step="0.25" value="3.0"' in page


def test_htmx_gets_the_ranking_alone(client: Client, tartu, edition):
    answer = client.get(at("assessment:weights") + "?w-JOBS=2", headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert 'role="status"' in answer.text
    assert "HX-Request" in answer["Vary"]
    assert answer.wsgi_request.META["visioon.queries"] <= 8


@pytest.mark.parametrize(
    ("asked", "said"),
    [("w-JOBS=-1", "cannot be read"), ("w-JOBS=many", "cannot be read"), ("w-economy=0", "At least one domain")],
)
def test_weights_that_cannot_be_used_are_refused_with_the_published_ones(client: Client, tartu, edition, asked, said):
    page = client.get(f"{at('assessment:weights')}?{asked}")
    assert page.status_code == 400
    assert said in page.text
    assert "These are the published weights." in page.text


def test_no_sliders_before_an_edition(client: Client, tartu):
    assert client.get(at("assessment:weights")).status_code == 404


def test_nothing_is_kept_of_a_visitor_who_weighs(client: Client, tartu, edition):
    answer = client.get(at("assessment:weights") + "?w-JOBS=2")
    assert answer.cookies == {}


def test_a_domain_that_falls_and_is_weak_everywhere_has_all_signs():
    evidence = {Sign.FALLING: Seen.YES, Sign.LOW_SCORE: Seen.YES, Sign.LOW_RANK: Seen.YES, Sign.ROBUST: Seen.YES}
    assert rules.hint(evidence, enough=True) is Hint.CLOSER_LOOK


def test_signs_rest_on_the_frozen_edition_and_our_own_years(tartu, lead):
    world.import_more(
        [], (world.observation("JOBS", world.US, 60.0, 2015), world.observation("FIRMS", world.US, 80.0, 2015))
    )
    world.published(tartu, lead)
    viewer = visitor(tartu)
    published = queries.published(viewer)
    assert published is not None
    found = signs.of_domains(viewer, published, queries.baseline(viewer), signs.own_years(viewer))
    economy = next(one for one in found if one.code == "economy")
    seen = {one.sign: one.seen for one in economy.evidence}
    assert seen == {
        Sign.FALLING: Seen.YES,
        Sign.LOW_SCORE: Seen.NO,
        Sign.LOW_RANK: Seen.UNKNOWN,
        Sign.ROBUST: Seen.NO,
    }
    assert economy.hint is Hint.NO_SIGN
    jobs = next(one for one in economy.measures if one.measure.indicator.code == "JOBS")
    assert jobs.change == "60.0\xa0% (en) (2015) → 40.0\xa0% (en) (2020)"
    assert [one.hint for one in found if one.code != "economy"] == [Hint.UNKNOWN] * 5


def test_own_years_are_one_query_and_keep_doubt(tartu, lead, django_assert_num_queries):
    viewer = visitor(tartu)
    with django_assert_num_queries(1):
        years = signs.own_years(viewer)
    bike = next(one for one in years.values() if 2018 in one.values)
    assert bike.words(2018) == "2018?"
