"""The scorecard against figures worked out by hand from what builders made."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests import builders
from visioon.formats.bundle import verify
from visioon.kernel import clock
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.ledger import editions, sealing
from visioon.kernel.ledger.bundle import sealed_bundle
from visioon.kernel.ledger.models import Edition, NotChangeable
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.goals import actions as goals
from visioon.rooms.horizon import actions as horizon
from visioon.rooms.horizon.tests import world
from visioon.rooms.overview import actions, jobs, scorecard
from visioon.rooms.overview.models import ProcessAt
from visioon.rooms.process import actions as process
from visioon.rooms.process import agreement
from visioon.rooms.stakeholders import actions as stakeholders
from visioon.rooms.synthesis import actions as synthesis

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


@pytest.fixture
def cycle(city, lead):
    return builders.running(city, lead)


def target(cycle, lead, key, value):
    process.set_target(cycle=cycle, key=key, name=builders.text(key), value=value, unit=builders.text("x"), by=lead)


def figures(cycle, lead):
    result = editions.read(actions.publish_scorecard(cycle=cycle, by=lead)).result
    return {one.key: one for one in scorecard.figures(result)}


def test_city_that_heard_nobody_reaches_nothing(cycle, lead) -> None:
    target(cycle, lead, "people", 0)
    target(cycle, lead, "partners", 50)
    version = agreement.publish_version(cycle=cycle, note=builders.text("First"), answers_by=None, by=lead)
    party = agreement.invite(cycle=cycle, slug="p", name=builders.text("Party"), by=lead)
    agreement.enter_answer(party=party, version=version, given="yes", words="", language="et", through="phone", by=lead)
    found = figures(cycle, lead)
    assert (found["people"].value, found["people"].reached) == (0, False)
    assert (found["partners"].value, found["partners"].reached) == (100, False)
    assert {key for key, one in found.items() if one.value is None} == {
        "reach",
        "balance",
        "answered",
        "answer_days",
        "segments",
        "satisfaction",
        "promises",
        "reaction_days",
    }


def test_figures_are_those_counted_by_hand(city, cycle, lead) -> None:
    """Three people say four things and one waits unread; one is answered after two days, and of the others, all of
    today, nothing is known at two days; five tell how it was; one goal has one segment behind it."""
    call, one = builders.activity(city, lead), builders.guest()
    said = [builders.contribution(call, by=by) for by in (one, one, builders.guest(), builders.guest())]
    builders.contribution(call, shown=False)
    Contribution.objects.filter(pk=said[0].pk).update(segment="students")
    with clock.fixed(said[0].at + timedelta(days=2, hours=3)):
        dialogue.answer(contribution=said[0], kind="accepted", words=builders.text("Yes"), by=lead)
    for value in (5, 4, 4, 3, 2):
        dialogue.feel(activity=call, value=value, by=builders.guest())
    theme, goal = builders.theme(city, lead), builders.goal(city, lead)
    synthesis.quote(theme=theme, contribution=said[0], words="õhtul sõita", by=lead)
    goals.rest_on(goal=goal, origin=theme, by=lead)
    target(cycle, lead, "people", 3)
    target(cycle, lead, "answer_days", 1)
    found = figures(cycle, lead)
    assert {key: round(row.value, 6) for key, row in found.items() if row.value is not None} == {
        "people": 3,
        "answered": 20,
        "answer_days": 2,
        "segments": 0,
        "satisfaction": 3.6,
    }
    assert (found["people"].reached, found["answer_days"].reached, found["answered"].reached) == (True, False, None)


def test_samples_are_counted_only_where_there_is_nothing_real(city, cycle, lead) -> None:
    call = builders.activity(city, lead)
    for _ in range(2):
        builders.contribution(call)
    Contribution.objects.update(provenance="sample")
    sample = actions.publish_scorecard(cycle=cycle, by=lead)
    builders.contribution(call)
    real = actions.publish_scorecard(cycle=cycle, by=lead)
    assert [(one.real, one.sample) for one in (sample, real)] == [(0, 2), (1, 0)]


def test_page_shows_the_figures_with_their_rules_and_lead_publishes(client, city, cycle, lead) -> None:
    where = reverse("overview:scorecard", kwargs={"city": city.slug})
    assert "Nothing is published yet" in client.get(where).content.decode()
    builders.contribution(builders.activity(city, lead))
    target(cycle, lead, "people", 300)
    client.force_login(builders.person(city, Role.LEAD))
    form = {"key": str(uuid.uuid4())}
    publish = reverse("overview:publish_scorecard", kwargs={"city": city.slug})
    for _ in range(2):
        assert client.post(publish, form).status_code == 302
    assert Edition.objects.filter(kind="scorecard").count() == 1
    client.logout()
    page = client.get(where).content.decode()
    assert "at least 300" in page
    assert "not reached" in page
    assert "People whose thought is shown, each counted once." in page


def test_scorecard_verifies_and_publishing_needs_the_right(city, cycle, lead) -> None:
    builders.contribution(builders.activity(city, lead))
    actions.publish_scorecard(cycle=cycle, by=lead)
    sealing.seal(city)
    assert verify(sealed_bundle(city)).exit_code == 0
    with pytest.raises(NotAllowed):
        actions.publish_scorecard(cycle=cycle, by=builders.person(city, Role.MODERATOR).actor)


def test_milestone_after_its_first_day_is_a_promise_not_kept(city, cycle, lead) -> None:
    from visioon.rooms.delivery import actions as delivery

    owner = builders.person(city, Role.PROJECT_OWNER).actor
    plan = delivery.Plan(
        title=builders.text("Paths"),
        promise=builders.text("Ploughed"),
        domain="mobility",
        owner=owner,
        owner_role=builders.text("Role"),
        planned_start=date(2026, 1, 1),
        planned_end=date(2026, 12, 1),
    )
    project = delivery.propose(city=city, slug="p", plan=plan, by=lead)
    first, second = (
        delivery.plan_milestone(project=project, name=builders.text(name), due=date(2026, 2, 1), by=lead)
        for name in ("One", "Two")
    )
    delivery.approve(project=project, by=lead)
    delivery.reach_milestone(milestone=first, on=date(2026, 1, 20), by=owner)
    delivery.reach_milestone(milestone=second, on=date(2026, 2, 20), by=owner)
    builders.contribution(builders.activity(city, lead))
    assert figures(cycle, lead)["promises"].value == 50


def test_the_process_stands_beside_every_result_published_that_day(client, city, cycle, lead) -> None:
    """Nobody was heard when the first round was frozen; somebody was when the second was."""
    first, second = builders.round_(city, lead), None
    silent = goals.close(round_=first, by=lead)
    assert [one.edition for one in actions.keep_process(city=city, by=lead)] == [silent]
    builders.contribution(builders.activity(city, lead))
    second = goals.close(round_=builders.round_(city, lead), by=lead)
    (kept,) = actions.keep_process(city=city, by=lead)
    assert actions.keep_process(city=city, by=lead) == []
    assert (kept.edition, kept.scorecard.number) == (second, second.number + 1)
    pages = [
        client.get(reverse("overview:edition", kwargs={"city": city.slug, "number": one.number})).content.decode()
        for one in (silent, second, kept.scorecard)
    ]
    assert ["The process at that time" in page for page in pages] == [True, True, False]
    assert ["Nobody had been heard then" in page for page in pages] == [True, False, False]
    assert f"/open/editions/{kept.scorecard.number}/" in pages[1]


def test_results_of_one_day_share_a_scorecard_while_nothing_changes(city, cycle, lead) -> None:
    for _ in range(2):
        goals.close(round_=builders.round_(city, lead), by=lead)
    cards = {one.scorecard for one in actions.keep_process(city=city, by=lead)}
    goals.close(round_=builders.round_(city, lead), by=lead)
    cards |= {one.scorecard for one in actions.keep_process(city=city, by=lead)}
    assert len(cards) == 1
    assert Edition.objects.filter(kind="scorecard").count() == 1


def test_an_old_result_is_given_no_scorecard_of_today(city, cycle, lead) -> None:
    old = goals.close(round_=builders.round_(city, lead), by=lead)
    with clock.fixed(old.published_at + timedelta(days=2)):
        assert actions.keep_process(city=city, by=lead) == []


def test_without_a_cycle_there_is_no_process_to_keep(city, lead) -> None:
    assert actions.keep_process(city=city, by=lead) == []


def test_keeping_the_process_needs_the_right_and_the_job_does_it(city, cycle, lead) -> None:
    made = goals.close(round_=builders.round_(city, lead), by=lead)
    with pytest.raises(NotAllowed):
        actions.keep_process(city=city, by=builders.person(city, Role.MODERATOR).actor)
    assert jobs.keep_processes.func() == 1
    assert ProcessAt.objects.get().edition == made
    with pytest.raises(NotChangeable):
        ProcessAt.objects.get().save()


def test_unread_and_open_things_count_as_waiting(city, cycle, lead) -> None:
    builders.contribution(builders.activity(city, lead), shown=False)
    review = world.world().reviewed()
    with clock.fixed(review.opened_at + timedelta(days=9)):
        inputs = scorecard.draft(cycle).inputs
    assert inputs["answers"] == {"days": [], "waiting": [9]}
    assert inputs["reactions"] == {"days": [], "waiting": [9]}
    with clock.fixed(review.opened_at + timedelta(days=4)):
        horizon.keep_goal(review=review, reason=builders.text("It holds"), by=lead)
        assert scorecard.draft(cycle).inputs["reactions"] == {"days": [4], "waiting": []}


def test_reach_is_of_a_thousand_inhabitants(city, cycle, lead) -> None:
    rows = [
        {"dimension": "sex", "group": code, "name": builders.text(code), "unit": "persons", "value": 1000.0}
        | {"as_of": "2026-01-01", "source_url": "https://example.org/", "provenance": "real"}
        for code in ("f", "m")
    ]
    stakeholders.import_population(city=city, rows=rows, by=lead)
    builders.contribution(builders.activity(city, lead))
    assert figures(cycle, lead)["reach"].value == 0.5
