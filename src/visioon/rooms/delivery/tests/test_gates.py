"""The gate of part 11: decided goals without a project, projects without a report, ends without a lesson."""

import pytest

from tests import builders
from visioon.kernel.thread.actions import tie
from visioon.rooms.delivery import actions, gates
from visioon.rooms.delivery.models import Project
from visioon.rooms.delivery.tests.world import decision, in_days, owner, project, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


def said(city, lead) -> list[tuple[str, bool]]:
    return [(one.words, one.met) for one in gates.carried_out(builders.running(city, lead))]


def decided_goal(city, lead):
    goal = builders.goal(city, lead)
    tie(source=goal, relation="decided in", target=decision(city, lead), by=lead)
    return goal


def test_before_a_decision_there_is_nothing_to_carry_out(city, lead) -> None:
    assert said(city, lead) == [
        ("No goal is decided yet.", False),
        ("Every running project has a fresh report.", True),
        ("What ended projects taught is kept among the solutions.", True),
    ]


def test_a_decided_goal_asks_for_a_project_that_is_not_cancelled(city, lead) -> None:
    goal = decided_goal(city, lead)
    assert said(city, lead)[0] == ("1 decided goal is carried out by no project.", False)
    one = project(city, lead, origins=[goal])
    assert said(city, lead)[0] == ("Every decided goal is carried out by a project.", True)
    actions.move(project=one, stage=Project.Stage.CANCELLED, reason=builders.text("No money"), by=lead)
    assert said(city, lead)[0][1] is False


def test_a_project_without_a_report_for_a_month_is_counted_until_it_reports(city, lead) -> None:
    who = owner(city)
    one = project(city, lead, who, stage="approved")
    actions.move(project=one, stage="running", on=in_days(city, -40), by=lead)
    assert said(city, lead)[1] == ("1 running project has had no report for a month.", False)
    report(one, who)
    assert said(city, lead)[1][1] is True


def test_a_project_that_ended_leaves_its_lesson(city, lead) -> None:
    project(city, lead, stage="done")
    assert said(city, lead)[2][1] is True
    one = project(city, lead)
    actions.move(project=one, stage=Project.Stage.CANCELLED, reason=builders.text("No money"), by=lead)
    assert said(city, lead)[2] == ("What 1 ended project taught is not kept among the solutions.", False)
