"""Offices are asked: what is said of the upkeep, what comes, what waits for a look, what went wrong."""

import uuid
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel import clock, fetch
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.cities.models import Provenance
from visioon.kernel.fetch import Fetched, Refused
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.work import run_all
from visioon.kernel.jobs.worker import register_worker
from visioon.kernel.tasks.tests.world import over, told
from visioon.rooms.assessment import jobs, keeping, taking
from visioon.rooms.assessment.connect import fetching
from visioon.rooms.assessment.models import Fetching, Indicator, Observation, Upkeep
from visioon.rooms.assessment.tests import figures, world
from visioon.rooms.assessment.tests.figures import SERIES

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def at(name: str, **more: object) -> str:
    return reverse(f"assessment:{name}", kwargs={"city": "tartu", **more})


def key() -> dict[str, str]:
    return {"key": str(uuid.uuid4())}


@pytest.fixture
def city():
    with clock.fixed(NOW):
        found = world.tartu()
        figures.place(found)
        yield found


@pytest.fixture
def lead(city):
    return builders.person(city, Role.LEAD)


@pytest.fixture
def own(city, lead) -> Indicator:
    return figures.own(city, lead.actor)


@pytest.fixture
def desk(client: Client, lead) -> Client:
    client.force_login(lead)
    return client


def values() -> dict[int, float]:
    return dict(Observation.objects.order_by("year").values_list("year", "value"))


UPKEEP = {
    "cycle_months": "24",
    "low": "0",
    "high": "100",
    "connector": "statee",
    "table": "RV0240",
    "query": "Elukoht: 793\nAasta: *",
    "owner_et": "Statistik",
}


def test_upkeep_is_said_in_a_form(desk: Client, own) -> None:
    assert desk.get(at("keep", code="OWN")).status_code == 200
    assert desk.post(at("keep", code="OWN"), {**key(), **UPKEEP})["Location"] == at("keep", code="OWN") + "?done=kept"
    made = Upkeep.objects.get()
    assert (made.query, str(made.owner), made.high) == ({"Elukoht": ["793"], "Aasta": ["*"]}, "Statistik", 100.0)
    page = desk.get(at("keep", code="OWN")).text
    assert "Aasta: *\nElukoht: 793" in page
    assert desk.get(at("keep", code="NONE")).status_code == 404


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"low": "100", "high": "1"}, "The upper bound must lie above the lower one."),
        ({"target": "5"}, "A target and its year belong together."),
        ({"table": ""}, "Which table of the office is it?"),
        ({"query": ""}, "What is asked of the table?"),
        ({"query": "Aasta"}, "Line 1: a code, a colon and values were expected."),
        ({"query": '{"query": 1}'}, "This is not the query that PxWeb shows."),
        ({"cycle_months": "0"}, "greater than or equal to 1"),
    ],
)
def test_upkeep_that_cannot_be_is_said(desk: Client, own, fields, says) -> None:
    page = desk.post(at("keep", code="OWN"), {**key(), **UPKEEP, **fields})
    assert (page.status_code, says in page.text) == (422, True)
    assert not Upkeep.objects.exists()


def test_an_answer_waits_for_a_look_and_is_taken_in_by_year(desk: Client, own, city, lead) -> None:
    made = figures.answer(city, own, lead.actor)
    assert (made.state, values()) == ("waiting", {})
    page = desk.get(at("fetched", fetching=made.pk))
    assert page.text.count('name="year"') == len(SERIES)
    cards = told("assessment.fetched", city, lead.actor)
    form = {**key(), "year": ["2023", "2024"]}
    assert desk.post(at("fetched", fetching=made.pk), form)["Location"] == at("steward") + "?done=answer-taken"
    assert values() == {2023: 4.63, 2024: 4.4}
    assert over("assessment.fetched", city, lead.actor, cards)
    newest = Observation.objects.get(year=2024)
    assert (newest.came, newest.quality, newest.source) == ("fetched", "estimate", "Eurostat, urb_clma")
    again = desk.post(at("fetched", fetching=made.pk), {**key(), "year": ["2022"]})
    assert again["Location"] == at("steward") + "?done=ended"


def test_the_same_answer_is_no_news_and_a_change_is(own, city, lead) -> None:
    made = figures.answer(city, own, lead.actor)
    fetching.take(fetching=made, years=list(SERIES), by=lead.actor)
    assert figures.answer(city, own, lead.actor).state == "same"
    changed = figures.answer(city, own, lead.actor, figures.eurostat(y2024=4.5))
    assert changed.state == "waiting"
    assert fetching.leave(fetching=changed, by=lead.actor).state == "left"
    assert values()[2024] == 4.4


def test_an_automatic_one_takes_new_years_only_and_without_a_doubt(own, city, lead) -> None:
    made = figures.answer(city, own, lead.actor, automatic=True)
    assert (Fetching.objects.get(pk=made.pk).state, values()) == ("taken", SERIES)
    for content in (figures.eurostat(y2024=4.5), figures.eurostat(y2025=90.0)):
        assert figures.answer(city, own, lead.actor, content, automatic=True).state == "waiting"
    assert values() == SERIES


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"<html>", "unreadable"),
        (figures.EUROSTAT.replace(b'"2024": 6', b'"2024M1": 6').replace(b'"2024": "2024"', b'"2024M1": "x"'), "time"),
        (figures.EUROSTAT.replace(b'"time"', b'"when"'), "time"),
    ],
)
def test_an_answer_that_is_none_is_kept_with_its_problem(desk: Client, own, city, lead, content, problem) -> None:
    made = figures.answer(city, own, lead.actor, content)
    assert (made.state, made.problem) == ("failed", problem)
    assert "Offices that gave nothing" in desk.get(at("steward")).text
    assert desk.get(at("fetched", fetching=made.pk)).status_code == 200


class Door:
    """Stands in for the door out: gives what it is told to, and remembers what it was asked."""

    def __init__(self, body: bytes = figures.EUROSTAT, refused: Refused | None = None) -> None:
        self.body, self.refused = body, refused
        self.asked: list[tuple[str, bytes]] = []

    def get(self, url: str, **asked: object) -> Fetched:
        return self.post(url, body=b"", **asked)

    def post(self, url: str, *, body: bytes, **_asked: object) -> Fetched:
        self.asked.append((url, body))
        if self.refused:
            raise self.refused
        return Fetched(200, self.body, "", "", url)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    stand_in = Door()
    monkeypatch.setattr(fetch, "get", stand_in.get)
    monkeypatch.setattr(fetch, "post", stand_in.post)
    return stand_in


def test_eurostat_is_asked_for_this_city(door: Door, own, city, lead) -> None:
    upkeep = figures.kept(city, own, lead.actor, **figures.OFFICE)
    assert fetching.fetch_values(upkeep=upkeep, by=lead.actor).state == "waiting"
    base = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data/urb_clma"
    assert door.asked == [(f"{base}?format=JSON&lang=EN&cities=EE002C&indic_ur=EC1020I", b"")]


def test_statistics_estonia_is_asked_by_post(door: Door, own, city, lead) -> None:
    door.body = figures.STATEE
    query = {"Elukoht": ["793"], "Aasta": ["top:4"]}
    upkeep = figures.kept(city, own, lead.actor, connector="statee", table="RV0240", query=query)
    made = fetching.fetch_values(upkeep=upkeep, by=lead.actor)
    assert [(row["year"], row["value"]) for row in made.rows] == [(2022, 1000), (2023, 1010), (2025, 1030)]
    url, body = door.asked[0]
    assert (url, b'"filter": "top", "values": ["4"]' in body) == ("https://andmed.stat.ee/api/v1/et/stat/RV0240", True)


def test_an_office_is_not_asked_twice_at_once_and_rests_when_busy(door: Door, own, city, lead) -> None:
    upkeep = figures.kept(city, own, lead.actor, **figures.OFFICE)
    door.refused = Refused("answered 429", 429)
    assert fetching.fetch_values(upkeep=upkeep, by=lead.actor).problem == "busy"
    for later in ("2026-11-24T09:00:59+00:00", "2026-11-24T09:14:00+00:00"):
        with clock.fixed(datetime.fromisoformat(later)), pytest.raises(fetching.TooSoon):
            fetching.fetch_values(upkeep=upkeep, by=lead.actor)
    door.refused = None
    with clock.fixed(datetime(2026, 11, 24, 9, 15, tzinfo=UTC)):
        assert fetching.fetch_values(upkeep=upkeep, by=lead.actor).state == "waiting"
    assert len(door.asked) == 2


def test_the_button_puts_a_job_and_its_answer_appears(door: Door, desk: Client, own, city, lead) -> None:
    assert desk.post(at("fetch", code="OWN"), key())["Location"].endswith("done=nowhere")
    figures.kept(city, own, lead.actor, **figures.OFFICE)
    assert desk.post(at("fetch", code="OWN"), key())["Location"].endswith("done=fetching")
    run_all(register_worker())
    assert Fetching.objects.get().state == "waiting"
    assert desk.post(at("fetch", code="OWN"), key())["Location"].endswith("done=too-soon")
    left = desk.post(at("leave", fetching=Fetching.objects.get().pk), key())
    assert left["Location"].endswith("done=answer-left")


def test_every_week_the_automatic_ones_are_asked_one_after_the_other(door: Door, own, city, lead) -> None:
    other, sample = figures.own(city, lead.actor, "TWO"), figures.own(city, lead.actor, "THREE")
    for one in (own, other, sample):
        figures.kept(city, one, lead.actor, **figures.OFFICE, automatic=True)
    Upkeep.objects.filter(indicator=sample).update(provenance=Provenance.SAMPLE)
    assert jobs.fetch_all.call() == 2
    waits = [(one.run_after - NOW).seconds for one in Job.objects.order_by("run_after")]
    assert waits == [0, 5]


def test_strangers_change_nothing(own, city, lead) -> None:
    stranger = builders.person(city, Role.MODERATOR).actor
    made = figures.answer(city, own, lead.actor)
    doubtful = figures.doubt(city, figures.own(city, lead.actor, "TWO"), lead.actor)
    refused = [
        lambda: taking.take_values(city=city, rows=[], came="imported", by=stranger),
        lambda: fetching.take(fetching=made, years=[2024], by=stranger),
        lambda: fetching.leave(fetching=made, by=stranger),
        lambda: fetching.read_answer(upkeep=made.upkeep, content=b"", by=stranger),
        lambda: fetching.fetch_values(upkeep=made.upkeep, by=stranger),
        lambda: keeping.keep(city=city, indicator=own, care=keeping.Care(), by=stranger),
        lambda: keeping.look(city=city, indicator=own, by=stranger),
        lambda: keeping.give_up(city=city, indicator=own, reason=builders.text("x"), by=stranger),
        lambda: keeping.take_up(city=city, indicator=own, by=stranger),
        lambda: keeping.check(doubt=doubtful, note="x", by=stranger, city=city),
    ]
    for act in refused:
        with pytest.raises(NotAllowed):
            act()
