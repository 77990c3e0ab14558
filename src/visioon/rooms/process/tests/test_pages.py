import uuid

import pytest
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.models import Grant
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.rooms.process import actions, queries
from visioon.rooms.process.models import Activity, Cycle, Finding, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def cycle(city):
    lead = builders.lead(city)
    cycle = builders.cycle(city, lead)
    for part in range(13):
        actions.plan_stage(
            cycle=cycle,
            part=part,
            name=builders.text(f"Part {part}"),
            opens=cycle.begins,
            ends=None,
            words=builders.text(""),
            by=lead,
        )
    return cycle


def url(name: str, city, **arguments):
    return reverse(f"process:{name}", kwargs={"city": city.slug, **arguments})


def test_plan_shows_thirteen_parts_and_what_is_open(client, city, cycle) -> None:
    builders.activity(city, builders.lead(city), title=builders.text("Night buses"))
    page = client.get(url("plan", city)).content.decode()
    assert page.count("Part ") == 13 + page.count("Part </th>")
    assert "Night buses (en)" in page


def test_plan_without_a_cycle_says_so(client, city) -> None:
    assert "There is no plan yet" in client.get(url("plan", city)).content.decode()


def test_plan_shows_findings_of_the_round_before_with_their_source(client, city) -> None:
    lead = builders.lead(city)
    past = builders.cycle(city, lead)
    Cycle.objects.filter(pk=past.pk).update(state=Cycle.State.PAST)
    actions.keep_finding(
        cycle=past,
        kind=builders.text("keep"),
        words=builders.text("Short ways"),
        source_url="https://example.org/f",
        by=lead,
    )
    page = client.get(url("plan", city)).content.decode()
    assert "Short ways (en)" in page
    assert "https://example.org/f" in page
    assert f"finding-{Finding.objects.get().pk}" in page


def test_mandate_says_what_can_change_and_by_when_we_answer(client, city, cycle) -> None:
    page = client.get(url("mandate", city)).content.decode()
    assert "can (en)" in page
    assert "cannot (en)" in page
    assert "by " in page


def test_hidden_sample_cycle_is_not_shown(client, city, cycle) -> None:
    Cycle.objects.filter(pk=cycle.pk).update(provenance="sample")
    type(city).objects.filter(pk=city.pk).update(shows_samples=False)
    assert "There is no plan yet" in client.get(url("plan", city)).content.decode()


def test_lead_ends_a_part_and_it_is_done(client, city, cycle) -> None:
    client.force_login(builders.person(city, Role.LEAD))
    stage = Stage.objects.get(cycle=cycle, part=10)
    assert client.post(url("end_stage", city, stage=stage.pk)).status_code == 302
    parts = queries.parts(visitor(city), cycle, cycle.begins)
    assert [part.state for part in parts[9:11]] == ["here", "done"]
    assert client.get(url("work", city)).status_code == 200


def test_visitor_cannot_end_a_part(client, city, cycle) -> None:
    assert client.post(url("end_stage", city, stage=Stage.objects.first().pk)).status_code == 403


def test_activity_sent_twice_is_planned_once(client, city, cycle) -> None:
    client.force_login(builders.person(city, Role.LEAD))
    form = {
        "key": str(uuid.uuid4()),
        "part": "5",
        "kind": "contributions",
        "domain": "mobility",
        "title_et": "Ööbussid",
        "question_et": "Kuhu sa öösel sõidad?",
        "opens": "2026-11-01",
        "ends": "2026-12-01",
    }
    for _ in range(2):
        assert client.post(url("plan_activity", city), form).status_code == 302
    assert Activity.objects.count() == 1


def test_activity_that_ends_before_it_opens_is_refused_inline(client, city, cycle) -> None:
    client.force_login(builders.person(city, Role.LEAD))
    form = {"key": str(uuid.uuid4()), "part": "5", "kind": "contributions", "title_et": "x", "question_et": "y"}
    page = client.post(url("plan_activity", city), {**form, "opens": "2026-12-02", "ends": "2026-12-01"})
    assert page.status_code == 200
    assert "must not be before the first" in page.content.decode()
    assert Activity.objects.count() == 0


def test_another_method_of_an_activity_is_planned_beside_it(client, city, cycle) -> None:
    first = builders.activity(city, builders.lead(city), slug="thoughts")
    client.force_login(builders.person(city, Role.LEAD))
    form = {"part": "5", "kind": "statements", "title_et": "Väited", "question_et": "y", "round_number": "2"}
    wrong = client.post(url("plan_activity", city), {**form, "key": str(uuid.uuid4()), "beside": "nothing"})
    assert (wrong.status_code, Activity.objects.count()) == (200, 1)
    assert client.post(url("plan_activity", city), {**form, "key": str(uuid.uuid4()), "beside": "thoughts"}).url
    made = Activity.objects.exclude(pk=first.pk).get()
    assert (made.beside, made.round_number) == (first, 2)


def test_the_last_part_is_not_ended_from_the_desk(client, city, cycle) -> None:
    stage = Stage.objects.get(cycle=cycle, part=12)
    client.force_login(builders.person(city, Role.LEAD))
    assert f"{stage.pk}/end/" not in client.get(url("work", city)).content.decode()
    client.post(url("end_stage", city, stage=stage.pk))
    spoken = {f"reason_{language}": "Because" for language in ("et", "en", "ru")}
    answer = client.post(url("override", city, stage=stage.pk), {"key": str(uuid.uuid4()), **spoken}, follow=True)
    assert "the last part never ends" in answer.content.decode()
    stage.refresh_from_db()
    assert stage.ended_at is None


def test_work_of_an_activity_is_reckoned_before_it_is_planned(client, city, cycle) -> None:
    helper = builders.person(city, Role.MODERATOR)
    client.force_login(builders.person(city, Role.LEAD))
    form = {"key": str(uuid.uuid4()), "part": "5", "kind": "contributions", "title_et": "Ööbussid", "reckon": "1"}
    page = client.post(url("plan_activity", city), {**form, "expected": "120"}).content.decode()
    assert "About 120 contributions × 11 minutes = 22 hours" in page
    people = {one.actor_id for one in Grant.objects.filter(city=city, role__in=["lead", "moderator"])}
    assert helper.actor_id in people
    assert f"for a team of {len(people)}" in page
    assert "Thoughts to read 2 + Thoughts to answer 8 + Thoughts without a theme 1" in page
    assert 'value="Ööbussid"' in page
    assert form["key"] in page
    assert "Please check" not in page
    assert Activity.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"expected": ""}, {"expected": "0"}, {"expected": "5", "kind": "meeting"}])
def test_what_makes_no_such_work_is_not_reckoned(client, city, cycle, wrong) -> None:
    client.force_login(builders.person(city, Role.LEAD))
    form = {"key": str(uuid.uuid4()), "part": "5", "kind": "contributions", "reckon": "1"}
    page = client.post(url("plan_activity", city), form | wrong).content.decode()
    assert "minutes =" not in page
    assert "id_expected_error" in page


def test_planning_needs_the_right(city) -> None:
    with pytest.raises(NotAllowed):
        builders.cycle(city, builders.guest())


def test_days_left_counts_the_last_day(city) -> None:
    activity = builders.activity(city, builders.lead(city))
    assert queries.days_left(activity, activity.ends) == 1
    assert activity.is_open(activity.ends)
