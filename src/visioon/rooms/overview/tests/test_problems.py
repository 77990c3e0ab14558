"""Where the problems seem to be: signs, voices and targets beside each other."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.viewer import visitor
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.assessment.rules import Hint
from visioon.rooms.assessment.signs import Years
from visioon.rooms.assessment.tests import world
from visioon.rooms.goals.models import Goal, GoalRevision
from visioon.rooms.overview import problems

pytestmark = pytest.mark.django_db
PAGE = "overview:problems"


@pytest.fixture
def tartu():
    return world.tartu()


@pytest.fixture
def lead(tartu):
    world.measured()
    return builders.lead(tartu)


def test_before_an_edition_the_page_says_what_is_needed(client: Client, tartu):
    page = client.get(reverse(PAGE, kwargs={"city": "tartu"}))
    assert page.status_code == 200
    assert "The signs need an edition of the index." in page.text


def test_every_domain_stands_with_its_signs_and_voices(client: Client, tartu, lead):
    world.published(tartu, lead)
    call = builders.activity(tartu, lead)
    builders.contribution(call, words="Tööd on vähe ja palgad on väikesed.", domain="economy")
    page = client.get(reverse(PAGE, kwargs={"city": "tartu"}))
    for said in ("Hints, not verdicts", "1 indicator, at least 3 are needed.", "Tööd on vähe", "1 thought"):
        assert said in page.text
    found = problems.page(visitor(tartu))
    assert found is not None
    assert [one.signs.hint for one in found.problems] == [Hint.NO_SIGN, *[Hint.UNKNOWN] * 5]
    assert {one.signs.code: one.voices for one in found.problems if one.voices} == {"economy": 1}


def test_the_page_asks_the_same_with_more_voices(client: Client, tartu, lead):
    world.published(tartu, lead)
    address, call = reverse(PAGE, kwargs={"city": "tartu"}), builders.activity(tartu, lead)
    builders.contribution(call, words="Esimene mõte siin on see.", domain="economy")
    client.get(address)  # reads the edition once, which is then kept
    first = client.get(address).wsgi_request.META["visioon.queries"]
    for number in range(5):
        builders.contribution(call, words=f"Veel üks mõte, number {number}.", domain="mobility")
    assert client.get(address).wsgi_request.META["visioon.queries"] == first
    assert first <= 25


def revision(**fields) -> GoalRevision:
    indicator = Indicator(code="BIKE", name=builders.text("Bike"), unit=builders.text("%"), direction=1)
    given = {"baseline": 4.0, "baseline_year": 2016, "target": 8.0, "target_year": 2030, "indicator": indicator}
    return GoalRevision(**{**given, **fields})


def test_the_way_to_a_target_is_counted_from_its_baseline():
    aim = revision()
    years = {aim.indicator.pk: Years({2016: 4.0, 2020: 5.0, 2023: 6.0}, frozenset({2023}))}
    found = problems._distance(Goal(domain="mobility"), aim, years, 2023)
    assert found is not None
    assert (found.gone, found.due) == (0.5, 0.5)
    assert "2023?" in found.words


def test_nothing_measured_since_the_baseline_is_no_way_gone():
    found = problems._distance(Goal(domain="mobility"), revision(), {}, clock.now().year)
    assert found is not None
    assert found.gone is None
    assert problems._distance(Goal(domain="mobility"), revision(baseline=None), {}, 2024) is None
    assert problems._distance(Goal(domain="mobility"), revision(target=4.0), {}, 2024) is None
