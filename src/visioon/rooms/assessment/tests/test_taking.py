"""Values come in: from a file after a look, doubts wait; the queue ends by acts."""

import uuid
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.formats import xlsx
from visioon.kernel import clock
from visioon.kernel.accounts.roles import Role
from visioon.kernel.ledger.models import Act
from visioon.kernel.tasks.tests.world import over, told
from visioon.rooms.assessment import actions, steward, taking
from visioon.rooms.assessment.freshness import Wants
from visioon.rooms.assessment.models import Doubt, Indicator, Observation, Upkeep
from visioon.rooms.assessment.taking import Incoming
from visioon.rooms.assessment.tests import figures, world

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


def send(desk: Client, content: bytes, name: str = "values.csv"):
    return desk.post(at("bring_in"), {**key(), "file": SimpleUploadedFile(name, content)})


def held(page) -> dict[str, object]:
    """The hidden fields of the preview, and every ticked row."""
    form, looked = page.context["form"], page.context["looked"]
    rows = [str(one.line.row) for one in looked.rows if one.is_wanted]
    return {**key(), **{name: form[name].value() for name in ("hash", "name", "fingerprint")}, "row": rows}


FILE = b"""indicator,year,value,source,unit
OWN,2020,10,Counted,%
OWN,2021,11.5,Counted,%
OWN,2022,12,Counted,people
NONE,2022,12,Counted,%
OWN,20,1,Counted,%
OWN,2023,many,,%
"""


def test_a_file_is_shown_before_anything_is_kept(desk: Client, own) -> None:
    page = send(desk, FILE)
    assert page.context["looked"].preview.counts == {"added": 3, "changed": 0, "same": 0, "rejected": 3}
    said = ("There is no indicator of this code.", "A year was expected.", "A number was expected", "A source was")
    assert [one in page.text for one in said] == [True] * 4
    assert "It is written in another unit." in page.text
    assert values() == {}


def test_what_is_ticked_is_taken_in_once_and_what_is_doubtful_waits(desk: Client, own) -> None:
    form = held(send(desk, FILE))
    for _twice in range(2):
        assert desk.post(at("take_in"), form)["Location"] == at("steward") + "?done=taken"
    assert values() == {2020: 10.0, 2021: 11.5, 2022: 12.0}
    assert [(one.observation.year, one.signs) for one in Doubt.objects.all()] == [(2022, ["unit"])]
    kept = Observation.objects.get(year=2020)
    assert (kept.came, kept.came_at) == ("imported", NOW)
    act = Act.objects.get(verb="observations.taken")
    assert act.data == {"new": 3, "changed": 0, "doubtful": 1, "left": 0, "came": "imported"}


def test_what_is_not_ticked_is_counted(desk: Client, own) -> None:
    form = held(send(desk, FILE))
    desk.post(at("take_in"), {**form, "row": ["2"]})
    assert values() == {2020: 10.0}
    assert Act.objects.get(verb="observations.taken").data["left"] == 2


def test_a_correction_shows_both_values_and_is_kept_in_the_act(desk: Client, own, lead) -> None:
    actions.observe(city=own.city, indicator=own, year=2020, value=9.0, source="Counted", by=lead.actor)
    page = send(desk, b"indicator,year,value,source\nOWN,2020,10,Counted\n")
    assert ("<del>9</del>" in page.text, "<ins>10</ins>" in page.text) == (True, True)
    desk.post(at("take_in"), held(page))
    newest = Act.objects.filter(verb="indicator.observed").latest("id")
    assert newest.data["values"] == [{"year": 2020, "value": 10.0, "was": 9.0}]


def test_where_the_world_changed_meanwhile_it_is_shown_anew(desk: Client, own, lead) -> None:
    form = held(send(desk, FILE))
    actions.observe(city=own.city, indicator=own, year=2020, value=9.0, source="Counted", by=lead.actor)
    page = desk.post(at("take_in"), form)
    assert (page.status_code, "Something changed meanwhile." in page.text) == (409, True)
    assert values() == {2020: 9.0}


def test_a_workbook_and_the_open_table_are_read_as_well(desk: Client, own, lead) -> None:
    actions.observe(city=own.city, indicator=own, year=2020, value=9.0, source="Counted", by=lead.actor)
    columns = ["id", "indicator", "year", "year_certain", "value", "source", "unit", "quality", "came", "came_at"]
    row = ["1", "OWN", 2020, "true", 9.0, "Counted", "%", "", "typed", "2026"]
    book = xlsx.write([xlsx.Sheet("values", columns, [row])], title="x")
    page = send(desk, book, "values.xlsx")
    assert page.context["looked"].preview.counts["same"] == 1
    assert "Every value of the file is known already." in page.text


@pytest.mark.parametrize("content", [b"", b"year,value\n2020,1\n", b"\xff\xfe", b"PK\x03\x04none"])
def test_a_file_that_cannot_be_read_is_said(desk: Client, own, content: bytes) -> None:
    page = send(desk, content)
    assert page.status_code == 422
    assert values() == {}


def test_a_file_that_is_forgotten_is_asked_for_again(desk: Client, own) -> None:
    form = {**held(send(desk, FILE)), "hash": "0" * 64}
    assert desk.post(at("take_in"), form)["Location"] == at("bring_in")
    assert desk.post(at("take_in"), {})["Location"] == at("bring_in")


def test_a_doubt_is_raised_seen_and_checked(desk: Client, own, city, lead) -> None:
    found = figures.doubt(city, own, lead.actor)
    cards = told("assessment.doubt", city, lead.actor)
    assert [card.title for card in cards.values()] == [
        "Look again: Measure OWN (en), 2023: 400.0\N{NO-BREAK SPACE}% (en)"
    ]
    assert "Outside the stated bounds." in desk.get(at("steward")).text
    assert "in doubt" in desk.get(reverse("assessment:indicator", kwargs={"city": "tartu", "code": "OWN"})).text
    assert desk.post(at("check", doubt=found.pk), key()).status_code == 422
    assert desk.post(at("check", doubt=found.pk), {**key(), "note": "Seen at the source"}).status_code == 302
    found.refresh_from_db()
    assert (found.note, found.checked_by) == ("Seen at the source", lead.actor)
    assert over("assessment.doubt", city, lead.actor, cards)
    assert desk.get(at("check", doubt=999)).status_code == 404


def test_a_right_value_ends_the_doubt(own, city, lead) -> None:
    figures.doubt(city, own, lead.actor)
    taking.take_values(city=city, rows=[Incoming(own, 2023, 40.0, "Counted")], came="imported", by=lead.actor)
    assert not Doubt.objects.exists()


def queue_of(city) -> list[tuple[str, Wants]]:
    return [(one.indicator.code, one.wants) for one in steward.wanted(city)]


def test_a_due_figure_waits_until_somebody_looks_measures_or_gives_up(desk: Client, own, city, lead) -> None:
    actions.observe(city=city, indicator=own, year=2024, value=1.0, source="Counted", by=lead.actor)
    assert queue_of(city) == []
    figures.kept(city, own, lead.actor, cycle_months=12)
    assert queue_of(city) == [("OWN", Wants.DUE)]
    cards = told("assessment.due", city, lead.actor)
    assert [card.title for card in cards.values()] == ["A new value is due: Measure OWN (en)"]
    assert "Nothing newer" in desk.get(at("steward")).text
    desk.post(at("look", code="OWN"), key())
    assert over("assessment.due", city, lead.actor, cards)
    assert Upkeep.objects.get().looked_on == NOW.date()
    assert desk.get(at("give_up", code="OWN")).status_code == 200
    assert desk.post(at("give_up", code="OWN"), key()).status_code == 422
    desk.post(at("give_up", code="OWN"), {**key(), "reason_et": "Nobody counts it"})
    assert "Nobody counts it" in desk.get(at("steward")).text
    assert "Nobody counts it" in desk.get(reverse("assessment:indicator", args=["tartu", "OWN"])).text
    desk.post(at("take_up", code="OWN"), key())
    assert Upkeep.objects.get().unavailable_at is None


def test_a_figure_with_a_target_and_without_a_value_is_missing(own, city, lead) -> None:
    figures.kept(city, own, lead.actor, target=5.0, target_year=2030)
    assert queue_of(city) == [("OWN", Wants.MISSING)]
    actions.observe(city=city, indicator=own, year=2026, value=1.0, source="Counted", by=lead.actor)
    assert queue_of(city) == []


def test_a_figure_that_a_goal_is_measured_by_is_missing(own, city, lead) -> None:
    fields = {"indicator": own, "baseline": None, "target": 5.0, "target_year": 2030}
    builders.goal(city, lead.actor, **fields)
    assert queue_of(city) == [("OWN", Wants.MISSING)]
    cards = told("assessment.due", city, lead.actor)
    assert [card.why for card in cards.values()] == ["1 goal is measured by it."]


def test_an_empty_queue_says_so_and_asks_the_same_number_of_questions(desk: Client, own, city, lead) -> None:
    page = desk.get(at("steward"))
    assert "Nothing waits" in page.text
    few = page.wsgi_request.META["visioon.queries"]
    for number in range(6):
        one = figures.own(city, lead.actor, f"M{number}")
        figures.kept(city, one, lead.actor, target=5.0, target_year=2030)
    assert desk.get(at("steward")).wsgi_request.META["visioon.queries"] == few
