"""What must hold for a goal: stated, checked, shown with its state, published as open data."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.ledger.models import Act
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.walk import beside
from visioon.rooms.goals import actions
from visioon.rooms.goals.actions import ReasonExpected
from visioon.rooms.goals.models import Assumption
from visioon.rooms.goals.tables import assumptions
from visioon.rooms.goals.tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


@pytest.fixture
def goal(city, lead):
    return builders.goal(city, lead)


@pytest.fixture
def desk(city):
    return world.logged_in(city, Role.LEAD)


def url(name, **kwargs):
    return reverse(f"goals:{name}", kwargs={"city": "tartu", **kwargs})


def test_an_assumption_is_stated_on_the_thread_beside_its_goal(city, lead, goal):
    made = actions.assume(goal=goal, words=builders.text("Raha leitakse"), by=lead)
    assert (made.state, made.checked_on, made.changes) == ("holds", None, 0)
    stops = beside(builders.viewer(lead, city), [goal.pk])
    assert [(stop.code, str(stop.words), stop.why) for stop in stops] == [
        ("assumption", "Raha leitakse (en)", "it holds")
    ]
    assert list(Act.objects.filter(object_kind="assumption").values_list("verb", flat=True)) == ["assumption.stated"]


def test_a_check_counts_its_changes_only(lead, goal):
    made = actions.assume(goal=goal, words=builders.text("Raha leitakse"), by=lead)
    for state in ("doubted", "broken", "broken"):
        made = actions.check_assumption(assumption=made, state=state, note=builders.text("Eelarve"), by=lead)
    assert (made.state, made.changes, made.checked_on is not None) == ("broken", 2, True)


def test_a_doubt_needs_its_reason_and_a_right(city, lead, goal):
    made = actions.assume(goal=goal, words=builders.text("Raha leitakse"), by=lead)
    with pytest.raises(ReasonExpected):
        actions.check_assumption(assumption=made, state="doubted", note=Text(), by=lead)
    with pytest.raises(ReasonExpected):
        actions.assume(goal=goal, words=Text(), by=lead)
    stranger = builders.person(city).actor
    with pytest.raises(NotAllowed):
        actions.assume(goal=goal, words=builders.text("x"), by=stranger)
    with pytest.raises(NotAllowed):
        actions.check_assumption(assumption=made, state="holds", note=Text(), by=stranger)


def test_the_goal_page_shows_them_with_their_state(lead, goal):
    made = actions.assume(goal=goal, words=builders.text("Raha leitakse"), by=lead)
    page = Client().get(url("goal", slug=goal.slug)).content.decode()
    assert "Raha leitakse (en)" in page
    assert "not checked yet" in page
    actions.check_assumption(assumption=made, state="broken", note=builders.text("Eelarve jäi väiksemaks"), by=lead)
    page = Client().get(url("goal", slug=goal.slug)).content.decode()
    assert "it does not hold any more" in page
    assert "Eelarve jäi väiksemaks (en)" in page


def test_the_desk_writes_one_down_once_and_checks_it(goal, desk):
    form = {"key": uuid.uuid4(), "assumed_et": "Raha leitakse"}
    for _ in range(2):
        response = desk.post(url("assume", slug=goal.slug), form, follow=True)
        assert "The assumption is written down." in response.content.decode()
    made = Assumption.objects.get()
    refused = desk.post(url("check_assumption", assumption=made.pk), {"key": uuid.uuid4(), "state": "broken"})
    assert refused.status_code == 422
    assert "Say why: everyone can read it." in refused.content.decode()
    form = {"key": uuid.uuid4(), "state": "broken", "reason_et": "Eelarve"}
    response = desk.post(url("check_assumption", assumption=made.pk), form, follow=True)
    assert "The check is written down" in response.content.decode()
    made.refresh_from_db()
    assert (made.state, made.note.words) == ("broken", {"et": "Eelarve"})


def test_an_empty_one_is_refused_in_words_and_none_elsewhere(goal, lead, desk):
    assert desk.post(url("assume", slug=goal.slug), {"key": uuid.uuid4()}).status_code == 422
    made = actions.assume(goal=goal, words=builders.text("Raha leitakse"), by=lead)
    narva = world.logged_in(builders.city("narva"), Role.LEAD)
    assert narva.post(url("check_assumption", assumption=made.pk), {"key": uuid.uuid4()}).status_code == 403
    assert desk.post(url("check_assumption", assumption=uuid.uuid4()), {"key": uuid.uuid4()}).status_code == 404
    assert Client().post(url("assume", slug=goal.slug)).status_code == 403


def test_the_open_table_leaves_drafts_out(city, lead, goal):
    actions.assume(goal=goal, words=builders.text("Raha leitakse"), by=lead)
    actions.assume(goal=builders.goal(city, lead, published=False), words=builders.text("Salajane"), by=lead)
    rows = list(assumptions(builders.viewer(lead, city)))
    assert [(row["goal"], row["words_et"], row["state"], row["checked_on"]) for row in rows] == [
        (goal.slug, "Raha leitakse", "holds", None)
    ]
