"""The desk of projects: who may, what is refused, every form once, the monthly report, a voice made a quick win."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.ledger.models import Submission
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.walk import walk
from visioon.rooms.delivery import actions
from visioon.rooms.delivery.models import BudgetLine, Dependency, Milestone, Project, Risk, StatusReport
from visioon.rooms.delivery.tests import world
from visioon.rooms.delivery.tests.world import sent, spread

pytestmark = pytest.mark.django_db
OF_OWNER = ("desk", "report", "reach_milestone", "add_budget", "add_risk")
OF_PLANNER = (
    "close",
    "plan",
    "approve",
    "move",
    "plan_milestone",
    "move_milestone",
    "strike",
    "tie",
    "let_go",
    "depend",
)


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


@pytest.fixture
def owner(city):
    return world.owner(city)


@pytest.fixture
def desk(city):
    return world.logged_in(city, Role.LEAD)


def url(name, **kwargs):
    return reverse(f"delivery:{name}", kwargs={"city": "tartu", **kwargs})


def said(response):
    return response.content.decode()


# Who may


def test_an_owner_works_at_own_projects_only(city, lead, owner):
    own, other, client = world.project(city, lead, owner), world.project(city, lead), world.client_of(owner)
    for name in OF_OWNER:
        address = url(name, slug=other.slug)
        assert client.post(address, sent()).status_code in {403, 405}
    assert [client.get(url(name, slug=own.slug)).status_code for name in ("desk", "report")] == [200, 200]
    assert [client.get(url(name, slug=other.slug)).status_code for name in ("desk", "report")] == [403, 403]
    for name in OF_PLANNER:
        assert client.post(url(name, slug=own.slug), sent()).status_code == 403
    for name in ("propose", "quick_win"):
        address = url(name, number=1) if name == "quick_win" else url(name)
        assert client.get(address).status_code == 403


def test_nobody_else_works_here(city, lead, owner):
    one = world.project(city, lead, owner)
    addresses = [url(name, slug=one.slug) for name in (*OF_OWNER, *OF_PLANNER)]
    addresses += [url("work"), url("propose"), url("quick_win", number=1)]
    clients = (Client(), world.logged_in(city, Role.MODERATOR), world.logged_in(builders.city("narva"), Role.LEAD))
    for client in clients:
        for address in addresses:
            assert client.post(address).status_code in {403, 405}
    assert Client().get(url("work")).status_code == 302
    assert clients[1].get(url("work")).status_code == 403


# The list


def test_an_empty_desk_says_what_to_do_first(city, desk):
    assert "No project yet" in said(desk.get(url("work")))


def test_own_projects_come_first_and_what_is_due_before_all(city, lead, owner):
    fresh = world.project(city, lead, owner, title=builders.text("Värske"))
    world.report(fresh, owner)
    old = world.project(city, lead, owner, title=builders.text("Vaikne"), stage="approved")
    actions.move(project=old, stage="running", on=world.in_days(city, -35), by=lead)
    world.project(city, lead, title=builders.text("Teise oma"))
    page = said(world.client_of(owner).get(url("work")))
    places = [page.index(words) for words in ("Mine", "Vaikne (en)", "Värske (en)", "Others", "Teise oma (en)")]
    assert places == sorted(places)
    assert page.count("is-risk") == 1


def test_the_desks_ask_the_same_number_of_queries_at_two_sizes(city, lead, owner):
    one, client = world.project(city, lead, owner), world.client_of(lead)
    world.report(one, owner)
    addresses = [url("work"), url("desk", slug=one.slug), url("report", slug=one.slug)]
    small = [client.get(address).wsgi_request.META["visioon.queries"] for address in addresses]
    for _ in range(5):
        more = world.project(city, lead, owner)
        world.report(more, owner)
        world.report(one, owner)
        actions.add_risk(project=one, words=one.title, likelihood=1, impact=1, mitigation=one.title, by=lead)
        actions.depend(project=one, kind="excludes", other=more, by=lead)
    assert [client.get(address).wsgi_request.META["visioon.queries"] for address in addresses] == small
    assert max(small) <= 60


# Propose and plan


def test_a_project_is_proposed_once_with_an_address_of_its_title(city, owner, desk):
    form = world.plan_form(city, owner)
    for _ in range(2):
        assert "The idea is there." in said(desk.post(url("propose"), form, follow=True))
    one = Project.objects.get()
    assert (one.slug, one.stage, one.owner, one.provenance) == ("rattavarjud-et", "idea", owner, "real")
    assert one.unit.words["ru"] == "linnamajandus ru"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title_et": ""}, "This field is required."),
        ({"owner": ""}, "This field is required."),
        ({"owner": str(uuid.UUID(int=5))}, "Select a valid choice."),
        ({"owner_role_et": ""}, "This field is required."),
        ({"domain": "sport"}, "Select a valid choice."),
        ({"planned_end": "2020-01-01"}, "It must end after it begins."),
        ({"planned_start": "homme"}, "Enter a valid date."),
    ],
)
def test_a_wrong_plan_is_shown_again_with_its_cure(city, owner, desk, wrong, words):
    page = said(desk.post(url("propose"), world.plan_form(city, owner, **wrong)))
    assert "Nothing was saved yet" in page
    assert words in page
    assert not Project.objects.exists()


@pytest.mark.parametrize("kind", ["goal", "decision"])
def test_a_project_proposed_from_a_goal_or_decision_is_tied_to_it(city, lead, owner, desk, kind):
    origin = builders.goal(city, lead) if kind == "goal" else world.decision(city, lead)
    type(origin).objects.filter(pk=origin.pk).update(provenance="sample")
    code = f"{kind}:{origin.pk}"
    assert f'value="{code}"' in said(desk.get(url("propose") + f"?origin={code}"))
    desk.post(url("propose"), world.plan_form(city, owner, origin=code))
    one = Project.objects.get()
    assert [stop.id for stop in walk(visitor(city), "project", one.pk).before] == [origin.pk]
    assert one.provenance == "sample"


@pytest.mark.parametrize("code", ["goal:x", "theme:0190b5a0-0000-7000-8000-000000000000", "", "goal"])
def test_an_origin_that_is_none_is_left_out(city, owner, desk, code):
    assert desk.get(url("propose") + f"?origin={code}").status_code == 200
    desk.post(url("propose"), world.plan_form(city, owner, origin=code))
    assert not Link.objects.exists()


def test_a_voice_becomes_a_quick_win_once(city, lead, owner, desk):
    voice = builders.contribution(builders.activity(city, lead), words="Peatuses on pime.")
    address = url("quick_win", number=voice.number)
    assert "Peatuses on pime." in said(desk.get(address))
    too_long = world.plan_form(city, owner, planned_end=world.in_days(city, 500).isoformat())
    assert "A quick win is done within a year." in said(desk.post(address, too_long))
    form = world.plan_form(city, owner)
    for _ in range(2):
        desk.post(address, form)
    one = Project.objects.get()
    assert one.quick_win
    assert [stop.id for stop in walk(visitor(city), "contribution", voice.pk).after] == [one.pk]


def test_a_voice_that_is_not_shown_becomes_none(city, lead, desk):
    waiting = builders.contribution(builders.activity(city, lead), shown=False)
    for number in (waiting.number, 4711):
        assert desk.get(url("quick_win", number=number)).status_code == 404


def test_the_plan_is_changed_and_an_approved_project_keeps_its_dates(city, lead, owner, desk):
    one = world.project(city, lead, owner, stage="approved")
    address = url("plan", slug=one.slug)
    assert f'value="{one.planned_end.isoformat()}"' in said(desk.get(address))
    page = said(desk.post(address, world.plan_form(city, owner, planned_end="")))
    assert "An approved project keeps its dates." in page
    response = desk.post(address, world.plan_form(city, owner), follow=True)
    assert "Saved." in said(response)
    one.refresh_from_db()
    assert (str(one.title), one.baseline_end) == ("Rattavarjud en", world.in_days(city, 200))


# Stages


def test_an_idea_is_approved_once_and_only_with_dates(city, lead, owner, desk):
    one = world.project(city, lead, owner, stage="idea")
    address, form = url("approve", slug=one.slug), sent()
    for _ in range(2):
        assert "The project is approved" in said(desk.post(address, form, follow=True))
    assert "Nothing was changed: at this stage" in said(desk.post(address, sent(), follow=True))
    assert "something in the form was missing" in said(desk.post(address, {}, follow=True))
    dateless = world.project(city, lead, owner, stage="idea", planned_end=None)
    assert "It needs a day on which it begins" in said(desk.get(url("desk", slug=dateless.slug)))


def test_a_project_is_paused_with_a_reason_only(city, lead, owner, desk):
    one = world.project(city, lead, owner)
    address = url("move", slug=one.slug)
    page = desk.post(address, sent(stage="paused"))
    assert (page.status_code, "Say why it stops" in said(page)) == (422, True)
    assert desk.post(address, sent(stage="done")).status_code == 422
    response = desk.post(address, sent(stage="paused", reason_et="Raha otsas"), follow=True)
    assert "another stage" in said(response)
    one.refresh_from_db()
    assert (one.stage, one.stage_reason.words) == ("paused", {"et": "Raha otsas"})
    future = desk.post(address, sent(stage="running", on=world.in_days(city, 3).isoformat()), follow=True)
    assert "Nothing was changed" in said(future)


# Milestones, money, risks, ties


def test_milestones_are_planned_moved_and_reached(city, lead, owner, desk):
    one, client = world.project(city, lead, owner), world.client_of(owner)
    form = sent(**spread(name="Hange"), due=world.in_days(city, 9).isoformat())
    for _ in range(2):
        desk.post(url("plan_milestone", slug=one.slug), form)
    mark = Milestone.objects.get()
    moved = sent(milestone=str(mark.pk), on=world.in_days(city, 12).isoformat())
    desk.post(url("move_milestone", slug=one.slug), moved)
    assert desk.post(url("move_milestone", slug=one.slug), sent(milestone=str(mark.pk))).status_code == 422
    assert "first said:" in said(client.get(url("desk", slug=one.slug)))
    reached = client.post(url("reach_milestone", slug=one.slug), sent(milestone=str(mark.pk)), follow=True)
    assert "The milestone is reached." in said(reached)
    mark.refresh_from_db()
    assert (mark.name.words["ru"], mark.done_on) == ("Hange ru", world.today(city))
    foreign = actions.plan_milestone(project=world.project(city, lead), name=mark.name, due=world.today(city), by=lead)
    assert client.post(url("reach_milestone", slug=one.slug), sent(milestone=str(foreign.pk))).status_code == 422
    assert desk.post(url("plan_milestone", slug=one.slug), sent(**spread(name="x"))).status_code == 422


def test_an_owner_says_what_was_spent_and_not_what_is_planned(city, lead, owner, desk):
    one = world.project(city, lead, owner)
    address, client = url("add_budget", slug=one.slug), world.client_of(owner)
    money = {"amount": "12500.50", "currency": "EUR", "price_year": "2026", **spread(source="Eelarve")}
    assert client.post(address, sent(kind="planned", **money)).status_code == 422
    form = sent(kind="spent", **money)
    for _ in range(2):
        client.post(address, form)
    line = BudgetLine.objects.get()
    assert (line.kind, line.amount, line.currency, line.price_year) == ("spent", 1250050, "EUR", 2026)
    for wrong in ({"amount": "0"}, {"amount": "-3"}, {"amount": "1.005"}, {"currency": "XXX"}, {"price_year": "66"}):
        assert desk.post(address, sent(**{"kind": "planned", **money, **wrong})).status_code == 422
    desk.post(address, sent(kind="planned", **money))
    assert "€12,500.50" in said(desk.get(url("desk", slug=one.slug)))


def test_a_risk_is_named_and_taken_away(city, lead, owner, desk):
    one, client = world.project(city, lead, owner), world.client_of(owner)
    form = sent(likelihood="4", impact="3", **spread(words="Lund sajab", mitigation="Lisatunnid"))
    client.post(url("add_risk", slug=one.slug), form)
    assert client.post(url("add_risk", slug=one.slug), sent(likelihood="6", impact="3")).status_code == 422
    risk = Risk.objects.get()
    assert (risk.likelihood, risk.impact) == (4, 3)
    assert "Take away: Lund sajab en" in said(desk.get(url("desk", slug=one.slug)))
    response = desk.post(url("strike", slug=one.slug), sent(what="risk", row=str(risk.pk)), follow=True)
    assert "Taken away." in said(response)
    assert "Lund sajab" not in said(desk.get(url("desk", slug=one.slug)))
    other = world.project(city, lead, owner)
    assert desk.post(url("strike", slug=other.slug), sent(what="risk", row=str(risk.pk))).status_code == 404
    wrong = desk.post(url("strike", slug=one.slug), sent(what="goal", row=str(risk.pk)), follow=True)
    assert "Nothing was changed" in said(wrong)


def test_ties_are_made_and_undone(city, lead, owner, desk):
    one, goal, bike = world.project(city, lead, owner), builders.goal(city, lead), builders.indicator("BIKE")
    address = url("tie", slug=one.slug)
    desk.post(address, sent(origin=f"goal:{goal.pk}", indicator=str(bike.pk)))
    assert {link.relation for link in Link.objects.all()} == {"carried out by", "moves"}
    page = said(desk.get(url("desk", slug=one.slug)))
    assert page.count("Untie: ") == 2
    for other in (goal, bike):
        desk.post(url("let_go", slug=one.slug), sent(other=str(other.pk)))
    assert not Link.objects.filter(ended_at=None).exists()
    for wrong in (sent(origin="goal:x"), sent(), {}):
        assert "Nothing was changed" in said(desk.post(address, wrong, follow=True))
    assert "Nothing was changed" in said(desk.post(url("let_go", slug=one.slug), sent(), follow=True))


def test_other_projects_are_needed_but_not_in_a_circle(city, lead, owner, desk):
    one, two = world.project(city, lead, owner), world.project(city, lead, owner)
    desk.post(url("depend", slug=one.slug), sent(kind="needs", other=str(two.pk)))
    back = desk.post(url("depend", slug=two.slug), sent(kind="needs", other=str(one.pk)), follow=True)
    assert "Nothing was changed" in said(back)
    assert desk.post(url("depend", slug=one.slug), sent(kind="needs", other=str(one.pk))).status_code == 422
    tied = Dependency.objects.get()
    desk.post(url("strike", slug=one.slug), sent(what="dependency", row=str(tied.pk)))
    assert not Dependency.objects.filter(ended_at=None).exists()


# The monthly report


def test_the_report_is_filled_in_from_the_last_one_with_the_computed_state_beside(city, lead, owner):
    one = world.project(city, lead, owner)
    actions.plan_milestone(project=one, name=builders.text("Hange"), due=world.in_days(city, -40), by=lead)
    client, address = world.client_of(owner), url("report", slug=one.slug)
    first = said(client.get(address))
    assert "It is the first report." in first
    assert 'value="off_track" id="id_light_2" required checked' in first
    world.report(one, owner, "at_risk", percent=40)
    page = said(client.get(address))
    assert 'value="at_risk" id="id_light_1" required checked' in page
    for words in ("Hange venis (en)", "Uus hange mais (en)", 'value="40"', "overdue by 40 days"):
        assert words in page


def test_a_report_is_given_with_one_button_and_counted_once(city, lead, owner):
    one, client = world.project(city, lead, owner), world.client_of(owner)
    form = sent(light="on_track", words="Kõik sujub", day=world.today(city).isoformat(), reason="vana")
    for _ in range(2):
        response = client.post(url("report", slug=one.slug), form, follow=True)
        assert "the report is public" in said(response)
    report = StatusReport.objects.get()
    assert (report.light, str(report.words), str(report.reason), report.by) == ("on_track", "Kõik sujub", "", owner)
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"light": "at_risk"}, "Say why: everyone can read it."),
        ({"light": "off_track", "reason": "Hange venis"}, "Say what is done."),
        ({"light": ""}, "This field is required."),
        ({"light": "green"}, "Select a valid choice."),
        ({"percent": "101"}, "less than or equal to 100"),
        ({"day": "2999-01-01"}, "A report tells of a day that has been."),
        ({"day": ""}, "This field is required."),
    ],
)
def test_half_a_report_is_shown_again(city, lead, owner, wrong, words):
    one = world.project(city, lead, owner)
    form = sent(**{"light": "on_track", "day": world.today(city).isoformat(), **wrong})
    page = said(world.client_of(owner).post(url("report", slug=one.slug), form))
    assert "Nothing was saved yet" in page
    assert words in page
    assert not StatusReport.objects.exists()


def test_an_idea_is_not_reported(city, lead, owner):
    one = world.project(city, lead, owner, stage="idea")
    form = sent(light="on_track", day=world.today(city).isoformat())
    response = world.client_of(owner).post(url("report", slug=one.slug), form, follow=True)
    assert "at this stage of the project it is not possible" in said(response)


def test_a_project_ends_with_its_lesson_among_the_solutions(city, lead, owner, desk):
    one, address = world.project(city, lead, owner), ""
    address = url("close", slug=one.slug)
    form = sent(outcome="partly", day=world.today(city).isoformat(), **spread(lesson="Lepi enne kokku"))
    for wrong in ({"outcome": "green"}, {"lesson_et": ""}, {"day": "2999-01-01"}, {"day": "2001-01-01"}):
        assert "Nothing was saved yet" in said(desk.post(address, {**form, **wrong}))
    for _ in range(2):
        assert "The project has ended." in said(desk.post(address, form, follow=True))
    solution = world.Solution.objects.get()
    assert (solution.outcome, solution.lesson.words["et"]) == ("partly", "Lepi enne kokku et")
    assert solution.source_url.endswith(f"/tartu/projects/{one.slug}/")
    assert "Closing report" not in said(desk.get(url("desk", slug=one.slug)))
