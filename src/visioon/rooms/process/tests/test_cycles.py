"""A cycle begins after a blueprint or after an earlier one, one at a time, and ends when its rounds are closed."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.ledger import editions
from visioon.kernel.texts.value import Text
from visioon.rooms.process import actions, agreement, cycles, gates, reading
from visioon.rooms.process.blueprints import CODES, blueprint
from visioon.rooms.process.models import PARTS, Activity, Cycle, ProcessTarget, Stage

pytestmark = pytest.mark.django_db
FIRST = date(2026, 4, 6)
LANGUAGES = ["et", "en", "ru"]


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


def begin(city, lead, code="full", begins=FIRST):
    return cycles.begin(
        city=city, blueprint=blueprint(code), title=builders.text("Second loop"), begins=begins, by=lead
    )


@pytest.mark.parametrize("code", CODES)
def test_blueprint_plans_all_parts_in_every_language(city, lead, code) -> None:
    cycle = begin(city, lead, code)
    stages = list(Stage.objects.filter(cycle=cycle).order_by("part"))
    assert [stage.part for stage in stages] == list(PARTS)
    assert (stages[0].opens, cycle.state) == (FIRST, Cycle.State.RUNNING)
    texts = [
        cycle.can_change,
        *(stage.name for stage in stages),
        *(one.question for one in Activity.objects.filter(cycle=cycle)),
        *(one.name for one in ProcessTarget.objects.filter(cycle=cycle)),
    ]
    assert [str(text) for text in texts if text.missing(LANGUAGES)] == []


def test_stage_without_days_stays_open_and_says_so_in_words(city, lead) -> None:
    stage = Stage.objects.get(cycle=begin(city, lead), part=12)
    assert (stage.ends, stage.words.words["en"]) == (None, "all the time, with a review twice a year")


def test_second_cycle_does_not_begin_while_one_runs(city, lead) -> None:
    begin(city, lead)
    with pytest.raises(cycles.StillRunning, match="1"):
        begin(city, lead)
    assert Cycle.objects.count() == 1


def test_cycle_ends_only_when_its_round_is_closed(city, lead) -> None:
    cycle = begin(city, lead)
    round_ = actions.open_round(cycle=cycle, number=1, name=builders.text("first"), by=lead)
    with pytest.raises(cycles.RoundOpen):
        cycles.end(cycle=cycle, by=lead)
    actions.close_round(round_=round_, by=lead)
    assert cycles.end(cycle=cycle, by=lead).state == Cycle.State.PAST


def test_cycle_planned_as_an_earlier_one_moves_every_day(city, lead) -> None:
    earlier = begin(city, lead)
    actions.set_target(
        cycle=earlier, key="people", name=builders.text("People"), value=500, unit=builders.text("p"), by=lead
    )
    cycles.end(cycle=earlier, by=lead)
    year = timedelta(days=364)
    later = cycles.begin_after(earlier=earlier, title=builders.text("Third"), begins=FIRST + year, by=lead)
    days = {
        cycle.number: list(Stage.objects.filter(cycle=cycle).order_by("part").values_list("opens", "ends"))
        for cycle in (earlier, later)
    }
    assert later.number == 2
    assert days[2] == [(opens + year, ends + year if ends else None) for opens, ends in days[1]]
    assert ProcessTarget.objects.get(cycle=later, key="people").value == 500
    assert list(Activity.objects.filter(cycle=later).order_by("slug").values_list("slug", flat=True)) == [
        "back-c2",
        "ideas-c2",
        "ratings-c2",
        "statements-c2",
    ]


def test_planning_a_cycle_needs_the_right(city) -> None:
    with pytest.raises(NotAllowed):
        begin(city, builders.person(city, Role.MODERATOR).actor)


def url(name, city, **arguments):
    return reverse(f"process:{name}", kwargs={"city": city.slug, **arguments})


def test_lead_begins_and_ends_a_cycle_at_the_desk(client, city) -> None:
    client.force_login(builders.person(city, Role.LEAD))
    assert "Begin a cycle" in client.get(url("work", city)).content.decode()
    assert client.get(url("begin", city)).status_code == 200
    form = {"key": str(uuid.uuid4()), "model": "light", "title_et": "Kerge ring", "begins": "2026-04-06"}
    for _ in range(2):
        assert client.post(url("begin", city), form).status_code == 302
    assert Cycle.objects.get().title.words == {"et": "Kerge ring"}
    again = client.post(url("begin", city), {**form, "key": str(uuid.uuid4())})
    assert "Cycle 1 still runs" in again.content.decode()
    assert client.post(url("end", city))["Location"].endswith("?done=ended")
    copy = {**form, "key": str(uuid.uuid4()), "model": str(Cycle.objects.get().pk), "begins": "2027-04-05"}
    assert client.post(url("begin", city), copy).status_code == 302
    assert Cycle.objects.filter(state=Cycle.State.RUNNING).get().number == 2
    assert client.get(url("work", city)).status_code == 200


def test_open_round_keeps_the_cycle_running_at_the_desk(client, city, lead) -> None:
    actions.open_round(cycle=begin(city, lead), number=1, name=builders.text("first"), by=lead)
    client.force_login(builders.person(city, Role.LEAD))
    assert client.post(url("end", city))["Location"].endswith("?done=round-open")
    assert Cycle.objects.get().state == Cycle.State.RUNNING


def test_silent_party_says_when_it_will_answer_and_stays_silent(client, city, lead) -> None:
    cycle = begin(city, lead)
    agreement.publish_version(cycle=cycle, note=builders.text("First"), answers_by=None, by=lead)
    party = agreement.invite(cycle=cycle, slug="council", name=builders.text("Council"), by=lead)
    client.force_login(builders.person(city, Role.LEAD))
    assert client.get(url("promise", city, party=party.pk)).status_code == 200
    form = {"key": str(uuid.uuid4()), "on": "2026-08-20", "words_en": "We answer in August."}
    assert client.post(url("promise", city, party=party.pk), form).status_code == 302
    assert [one.words for one in gates.confirmed(cycle)] == [
        "Council (en) has not answered; it said that it will by August 20, 2026."
    ]
    client.logout()
    page = client.get(url("agreement", city)).content.decode()
    assert "It said that it will answer by August 20, 2026." in page
    assert "We answer in August." in page


def test_city_says_who_may_pass_a_closed_gate(city, lead) -> None:
    cycle, council = begin(city, lead), builders.person(city, Role.COUNCIL).actor
    stage = Stage.objects.get(cycle=cycle, part=0)
    with pytest.raises(NotAllowed):
        actions.override_gate(stage=stage, reason=builders.text("Why"), by=council)
    actions.reword_mandate(
        cycle=cycle,
        can_change=cycle.can_change,
        cannot_change=cycle.cannot_change,
        who_decides=cycle.who_decides,
        answer_by=None,
        gate_roles=["council"],
        by=lead,
    )
    with pytest.raises(NotAllowed):
        actions.override_gate(stage=stage, reason=builders.text("Why"), by=lead)
    assert actions.override_gate(stage=stage, reason=builders.text("Why"), by=council).reason != Text()


def test_a_second_method_stands_beside_the_first_and_both_are_copied_with_their_round(city, lead) -> None:
    cycle = builders.cycle(city, lead)
    first = builders.activity(city, lead, slug="thoughts", round_number=1)
    second = builders.activity(city, lead, "statements", slug="votes", beside=first)
    third = builders.activity(city, lead, "comments", slug="talk", beside=second)
    assert (second.beside, third.beside) == (first, first)
    cycles.end(cycle=cycle, by=lead)
    copy = cycles.begin_after(earlier=cycle, title=builders.text("Next"), begins=date(2028, 1, 3), by=lead)
    copied = Activity.objects.filter(cycle=copy).order_by("slug").values_list("slug", "round_number", "beside__slug")
    assert list(copied) == [
        ("talk-c2", None, "thoughts-c2"),
        ("thoughts-c2", 1, None),
        ("votes-c2", None, "thoughts-c2"),
    ]


def test_another_method_is_of_the_same_cycle(city, lead) -> None:
    cycle = builders.cycle(city, lead)
    first = builders.activity(city, lead)
    cycles.end(cycle=cycle, by=lead)
    cycles.begin_after(earlier=cycle, title=builders.text("Next"), begins=date(2028, 1, 3), by=lead)
    with pytest.raises(actions.OtherCycle):
        builders.activity(city, lead, beside=first)


def test_the_round_of_an_activity_is_part_of_the_plan_that_is_confirmed(city, lead) -> None:
    cycle = builders.cycle(city, lead)
    first = builders.activity(city, lead, slug="thoughts", round_number=2)
    builders.activity(city, lead, "statements", slug="votes", beside=first)
    version = agreement.publish_version(cycle=cycle, note=builders.text("First"), answers_by=None, by=lead)
    lines = {line["id"]: line["data"] for line in editions.read(version.edition).inputs["lines"]}
    assert lines["activity:thoughts"]["round"] == 2
    assert lines["activity:votes"]["beside"] == "thoughts"
    assert "round" not in lines["activity:votes"]
    section = next(one for one in reading.sections(version) if one.code == "activity")
    assert sorted(line.said[-1].words for line in section.lines) == ["in every round", "round 2"]
