"""The verbs of part 11, what they record, and what they refuse."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.actions import revoke, system
from visioon.kernel.accounts.models import Grant
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger.models import Act, NotChangeable
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.actions import NotAllowedTie, tie
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.walk import beside, walk
from visioon.rooms.delivery import actions
from visioon.rooms.delivery.actions import NotReady, OwnerExpected, ReasonExpected
from visioon.rooms.delivery.models import BudgetLine, Dependency, Project, Risk, StatusReport
from visioon.rooms.delivery.tests import world
from visioon.rooms.inventory.models import Solution

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


@pytest.fixture
def owner(city):
    return world.owner(city)


def verbs():
    return list(
        Act.objects.filter(object_kind__in=["project", "statusreport"]).order_by("id").values_list("verb", flat=True)
    )


# Owners


@pytest.mark.parametrize("wrong", ["nobody", "no role", "another city", "no name"])
def test_a_project_without_an_owner_is_refused(city, lead, owner, wrong):
    made = {
        "nobody": world.plan(city, None),
        "no role": world.plan(city, builders.person(city, Role.MODERATOR).actor),
        "another city": world.plan(city, world.owner(builders.city("narva"))),
        "no name": world.plan(city, owner, owner_role=Text()),
    }[wrong]
    with pytest.raises(OwnerExpected):
        actions.propose(city=city, slug="p", plan=made, by=lead)
    assert not Project.objects.exists()


@pytest.mark.parametrize("role", [Role.PROJECT_OWNER, Role.LEAD, Role.DOMAIN_LEAD])
def test_whoever_holds_one_of_three_roles_may_own(city, lead, role):
    assert world.project(city, lead, world.owner(city, role), stage="idea").owner.roles_in(city) == {role}


@pytest.mark.parametrize("fields", [{"owner": None}, {"owner_role": Text()}, {"owner_role": Text.of("en", {})}])
def test_the_database_refuses_a_project_without_an_owner_too(city, lead, owner, fields):
    one = world.project(city, lead, owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=one.pk).update(**fields)


# Stages


def test_the_way_of_a_project_is_recorded(city, lead, owner):
    one = world.project(city, lead, owner)
    mark = actions.plan_milestone(project=one, name=builders.text("Hange"), due=world.in_days(city, 9), by=lead)
    actions.reach_milestone(milestone=mark, by=owner)
    world.report(one, owner)
    world.close(one, lead)
    assert verbs() == [
        "project.proposed",
        "project.approved",
        "project.moved",
        "milestone.planned",
        "milestone.reached",
        "report.given",
        "report.given",
        "project.closed",
    ]
    reached = Act.objects.get(verb="milestone.reached")
    assert (reached.object_id, reached.data) == (one.pk, {"milestone": str(mark.pk)})


def test_the_plan_of_the_approval_stays_as_baseline(city, lead, owner):
    one = world.project(city, lead, owner, stage="approved")
    later = world.plan(city, owner, planned_end=world.in_days(city, 400))
    changed = actions.change(project=one, plan=later, by=lead)
    assert (changed.baseline_end, changed.planned_end) == (world.in_days(city, 200), world.in_days(city, 400))
    assert Act.objects.get(verb="project.changed").data == {"fields": ["planned_end"]}
    with pytest.raises(NotReady):
        actions.change(project=one, plan=replace(later, planned_start=None), by=lead)


def test_an_idea_without_dates_is_not_approved_and_nothing_is_approved_twice(city, lead, owner):
    one = world.project(city, lead, owner, stage="idea", planned_end=None)
    with pytest.raises(NotReady):
        actions.approve(project=one, by=lead)
    approved = world.project(city, lead, owner, stage="approved")
    with pytest.raises(NotReady):
        actions.approve(project=approved, by=lead)


def test_pausing_and_cancelling_need_a_reason(city, lead, owner):
    one = world.project(city, lead, owner)
    for stage in ("paused", "cancelled"):
        with pytest.raises(ReasonExpected):
            actions.move(project=one, stage=stage, by=lead)
        with pytest.raises(IntegrityError), transaction.atomic():
            Project.objects.filter(pk=one.pk).update(stage=stage)
    paused = actions.move(project=one, stage="paused", reason=builders.text("Raha"), by=lead)
    going = actions.move(project=paused, stage="running", by=lead)
    assert (going.stage_reason, going.actual_start) == (Text(), world.in_days(city, -20))
    ended = actions.move(project=going, stage="cancelled", reason=builders.text("Raha"), by=lead)
    assert (ended.stage, ended.actual_end) == ("cancelled", world.today(city))


def test_no_stage_is_jumped_and_nothing_begins_tomorrow(city, lead, owner):
    idea, running = world.project(city, lead, owner, stage="idea"), world.project(city, lead, owner)
    for one, stage in ((idea, "running"), (running, "done"), (running, "approved"), (running, "running")):
        with pytest.raises(NotReady):
            actions.move(project=one, stage=stage, by=lead)
    approved = world.project(city, lead, owner, stage="approved")
    with pytest.raises(NotReady):
        actions.move(project=approved, stage="running", on=world.in_days(city, 1), by=lead)


def test_a_quick_win_comes_from_a_voice_and_is_quick(city, lead, owner):
    voice = builders.contribution(builders.activity(city, lead))
    long = world.plan(city, owner, planned_end=world.in_days(city, 400))
    with pytest.raises(NotReady):
        actions.quick_win(contribution=voice, slug="p", plan=long, by=lead)
    one = actions.quick_win(contribution=voice, slug="p", plan=world.plan(city, owner), by=lead)
    assert one.quick_win
    assert [stop.id for stop in walk(visitor(city), "contribution", voice.pk).after] == [one.pk]
    with pytest.raises(NotReady):
        actions.change(project=one, plan=long, by=lead)


# Who may


def test_an_owner_reports_own_projects_only_and_plans_none(city, lead, owner):
    own, other = world.project(city, lead, owner), world.project(city, lead)
    mark = actions.plan_milestone(project=other, name=builders.text("x"), due=world.today(city), by=lead)
    text = builders.text("x")
    for verb in (
        lambda: world.report(other, owner),
        lambda: actions.reach_milestone(milestone=mark, by=owner),
        lambda: actions.add_risk(project=other, words=text, likelihood=1, impact=1, mitigation=text, by=owner),
        lambda: actions.add_budget(project=other, kind="spent", amount=1, price_year=2026, source=text, by=owner),
        lambda: actions.add_budget(project=own, kind="planned", amount=1, price_year=2026, source=text, by=owner),
        lambda: actions.plan_milestone(project=own, name=text, due=world.today(city), by=owner),
        lambda: actions.move(project=own, stage="paused", reason=text, by=owner),
        lambda: actions.propose(city=city, slug="p", plan=world.plan(city, owner), by=owner),
        lambda: actions.rest_on(project=own, origin=builders.goal(city, lead), by=owner),
        lambda: actions.let_go(project=own, other=own.pk, by=owner),
        lambda: actions.depend(project=own, kind="needs", other=other, by=owner),
        lambda: world.close(own, owner),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert world.report(own, owner).light == "on_track"
    assert actions.add_budget(project=own, kind="spent", amount=1, price_year=2026, source=text, by=owner).pk
    assert world.report(own, world.owner(city, Role.DOMAIN_LEAD)).pk


def test_whoever_lost_the_role_reports_no_more(city, lead, owner):
    one = world.project(city, lead, owner)
    revoke(given=Grant.objects.get(actor=owner), by=system())
    with pytest.raises(NotAllowed):
        world.report(one, owner)


# Milestones, money, risks, dependencies


def test_a_milestone_is_reached_once_and_keeps_the_day_that_was_said_first(city, lead, owner):
    one = world.project(city, lead, owner)
    mark = actions.plan_milestone(project=one, name=builders.text("Hange"), due=world.in_days(city, 5), by=lead)
    following = actions.plan_milestone(project=one, name=builders.text("Leping"), due=world.in_days(city, 9), by=lead)
    actions.move_milestone(milestone=mark, due=world.in_days(city, 8), by=lead)
    actions.reach_milestone(milestone=mark, on=world.in_days(city, -1), by=owner)
    mark.refresh_from_db()
    days = [world.in_days(city, days) for days in (5, 8, -1)]
    assert [mark.first_due, mark.due, mark.done_on] == days
    assert (mark.order, following.order) == (1, 2)
    for verb in (
        lambda: actions.reach_milestone(milestone=mark, by=owner),
        lambda: actions.move_milestone(milestone=mark, due=world.today(city), by=lead),
        lambda: actions.reach_milestone(milestone=following, on=world.in_days(city, 1), by=owner),
    ):
        with pytest.raises(NotReady):
            verb()


@pytest.mark.parametrize(
    "fields",
    [{"amount": 0}, {"amount": -5}, {"currency": "eur"}, {"currency": "XXX"}, {"price_year": 66}, {"source": Text()}],
)
def test_the_database_refuses_wrong_money(city, lead, owner, fields):
    given = {"kind": "planned", "amount": 1, "price_year": 2026, "source": builders.text("Eelarve"), **fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_budget(project=world.project(city, lead, owner), by=lead, **given)


@pytest.mark.parametrize("fields", [{"likelihood": 0}, {"impact": 6}, {"words": Text()}])
def test_the_database_refuses_wrong_risks(city, lead, owner, fields):
    given = {"words": builders.text("Risk"), "likelihood": 2, "impact": 3, "mitigation": Text(), **fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_risk(project=world.project(city, lead, owner), by=owner, **given)


def test_what_is_struck_stays_in_the_database(city, lead, owner):
    one, other, text = world.project(city, lead, owner), world.project(city, lead), builders.text("x")
    line = actions.add_budget(project=one, kind="planned", amount=1, price_year=2026, source=text, by=lead)
    risk = actions.add_risk(project=one, words=text, likelihood=1, impact=1, mitigation=text, by=lead)
    tied = actions.depend(project=one, kind="needs", other=other, by=lead)
    for row in (line, risk, tied, line):
        actions.strike(row=row, by=lead)
    assert [model.objects.filter(ended_at=None).count() for model in (BudgetLine, Risk, Dependency)] == [0, 0, 0]
    assert [model.objects.count() for model in (BudgetLine, Risk, Dependency)] == [1, 1, 1]
    assert [verb for verb in verbs() if verb.endswith("struck")] == [
        "budgetline.struck",
        "risk.struck",
        "dependency.struck",
    ]


def test_projects_do_not_wait_for_one_another_in_a_circle(city, lead, owner):
    one, two, three = (world.project(city, lead, owner) for _ in range(3))
    actions.depend(project=two, kind="needs", other=one, by=lead)
    actions.depend(project=two, kind="blocks", other=three, by=lead)
    for project, kind, other in ((one, "needs", three), (three, "blocks", one), (one, "needs", one)):
        with pytest.raises(NotReady):
            actions.depend(project=project, kind=kind, other=other, by=lead)
    assert actions.depend(project=one, kind="excludes", other=three, by=lead).pk
    actions.depend(project=one, kind="excludes", other=three, by=lead)
    assert Dependency.objects.count() == 3
    abroad = builders.city("narva")
    with pytest.raises(NotReady):
        actions.depend(project=one, kind="needs", other=world.project(abroad, builders.lead(abroad)), by=lead)


# Reports


def test_a_report_says_why_it_is_not_on_track_and_what_brings_it_back(city, lead, owner):
    one = world.project(city, lead, owner)
    for light in ("at_risk", "off_track"):
        for lacking in ("reason", "way_back"):
            with pytest.raises(ReasonExpected):
                world.report(one, owner, light, **{lacking: Text()})
    assert world.report(one, owner, "at_risk").way_back == builders.text("Uus hange mais")
    calm = world.report(one, owner, reason=builders.text("vana"), way_back=builders.text("vana"))
    assert (calm.reason, calm.way_back) == (Text(), Text())


@pytest.mark.parametrize(
    "fields",
    [
        {"light": "at_risk"},
        {"light": "at_risk", "reason": builders.text("x")},
        {"light": "off_track", "way_back": builders.text("x")},
        {"light": "green"},
        {"light": ""},
        {"light": "on_track", "outcome": "worked"},
        {"outcome": "worked"},
        {"light": "on_track", "percent": 101},
    ],
)
def test_the_database_refuses_half_a_report(city, lead, owner, fields):
    one = world.project(city, lead, owner)
    made = StatusReport(city=city, project=one, day=world.today(city), by=owner, at=clock.now(), **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_a_report_never_changes(city, lead, owner):
    made = world.report(world.project(city, lead, owner), owner)
    made.percent = 100
    for attempt in (made.save, made.delete, StatusReport.objects.get().save):
        with pytest.raises(NotChangeable):
            attempt()
    assert StatusReport.objects.get().percent is None


def test_a_report_tells_of_a_day_that_was_and_of_a_project_that_is(city, lead, owner):
    with pytest.raises(NotReady):
        world.report(world.project(city, lead, owner), owner, days=1)
    for stage in ("idea", "done"):
        with pytest.raises(NotReady):
            world.report(world.project(city, lead, owner, stage=stage), owner)


def test_a_report_takes_the_provenance_of_its_project(city, lead, owner):
    assert world.report(world.project(city, lead, owner, provenance="sample"), owner).provenance == "sample"


# The end and the thread


def test_what_a_project_taught_is_a_solution_with_its_outcome(city, lead, owner):
    one = world.project(city, lead, owner)
    report = world.close(one, lead, words=builders.text("Varjud on olemas"))
    one.refresh_from_db()
    solution = Solution.objects.get()
    assert (one.stage, one.actual_end, report.outcome, report.light) == ("done", world.today(city), "partly", "")
    kept = (solution.outcome, solution.status, solution.lesson, solution.facts, solution.source_url)
    taught = (builders.text("Õppetund"), builders.text("Varjud on olemas"), "https://example.org/projects/x/")
    assert kept == ("partly", "ended", *taught)
    way = walk(visitor(city), "project", one.pk)
    assert [(stop.code, stop.id) for stop in way.after] == [("statusreport", report.pk), ("solution", solution.pk)]


def test_a_project_ends_once_and_not_without_a_lesson(city, lead, owner):
    one = world.project(city, lead, owner)
    with pytest.raises(ReasonExpected):
        world.close(one, lead, lesson=Text())
    with pytest.raises(NotReady):
        world.close(one, lead, day=world.in_days(city, -21))
    world.close(one, lead)
    with pytest.raises(NotReady):
        world.close(one, lead)
    for stage in ("idea", "approved"):
        with pytest.raises(NotReady):
            world.close(world.project(city, lead, owner, stage=stage), lead)


def test_what_was_cancelled_leaves_a_lesson_and_stays_cancelled(city, lead, owner):
    one = world.project(city, lead, owner)
    one = actions.move(project=one, stage="cancelled", reason=builders.text("Raha"), by=lead)
    world.close(one, lead, outcome="failed")
    one.refresh_from_db()
    assert (one.stage, Solution.objects.get().outcome) == ("cancelled", "failed")
    with pytest.raises(NotReady):
        world.close(one, lead, outcome="failed")


def test_the_thread_leads_from_goal_decision_and_voice_to_the_project_and_to_its_indicator(city, lead, owner):
    goal, decision = builders.goal(city, lead), world.decision(city, lead)
    one, indicator = world.project(city, lead, owner, origins=[decision]), builders.indicator("BIKE")
    actions.serve_goal(project=one, goal=goal, by=lead)
    actions.measure_by(project=one, indicator=indicator, by=lead)
    assert [stop.id for stop in walk(visitor(city), "project", one.pk).before] == [goal.pk, decision.pk]
    assert [stop.id for stop in beside(visitor(city), [one.pk])] == [indicator.pk]
    for other in (goal, indicator):
        actions.let_go(project=one, other=other.pk, by=lead)
    assert [stop.id for stop in walk(visitor(city), "project", one.pk).before] == [decision.pk]
    assert beside(visitor(city), [one.pk]) == []
    assert Link.objects.exclude(ended_at=None).count() == 2


def test_a_lesson_may_serve_another_goal_but_not_the_one_it_came_from(city, lead, owner):
    goal, other = builders.goal(city, lead), builders.goal(city, lead)
    one = world.project(city, lead, owner, origins=[goal])
    world.close(one, lead)
    solution = Solution.objects.get()
    with pytest.raises(NotAllowedTie):
        tie(source=solution, relation="serves", target=goal, by=lead)
    assert tie(source=solution, relation="serves", target=other, by=lead).pk


def test_a_theme_is_not_carried_out(city, lead, owner):
    with pytest.raises(NotAllowedTie):
        actions.rest_on(project=world.project(city, lead, owner), origin=builders.theme(city, lead), by=lead)
