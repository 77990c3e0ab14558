"""The public pages of part 11, and the pages of earlier rooms that tell of a project."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel.accounts.actions import revoke, system
from visioon.kernel.accounts.models import Grant
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import visitor
from visioon.kernel.tables import OPEN
from visioon.rooms.delivery import actions
from visioon.rooms.delivery.tests import world
from visioon.rooms.goals import actions as goals
from visioon.rooms.synthesis import actions as synthesis

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return builders.city(place_code="EE002C")


@pytest.fixture
def lead(city):
    return builders.lead(city)


@pytest.fixture
def owner(city):
    return world.owner(city)


def url(name, **kwargs):
    return reverse(f"delivery:{name}", kwargs={"city": "tartu", **kwargs})


def get(address, client=None):
    response = (client or Client()).get(address)
    assert response.status_code == 200
    return response.content.decode()


def queries(address):
    return Client().get(address).wsgi_request.META["visioon.queries"]


# The portfolio


def test_an_empty_portfolio_invites(city):
    assert "There are no key projects yet" in get(url("projects"))


def test_ideas_are_seen_by_those_who_work_here_only(city, lead, owner):
    idea = world.project(city, lead, owner, stage="idea", title=builders.text("Salajane"))
    assert "Salajane" not in get(url("projects"))
    assert Client().get(url("project", slug=idea.slug)).status_code == 404
    assert "Salajane" in get(url("projects"), world.logged_in(city, Role.MODERATOR))
    assert [list(table.rows(visitor(city))) for table in OPEN if table.name == "projects"] == [[]]


def test_the_portfolio_says_how_projects_stand_in_words_in_a_picture_and_in_a_table(city, lead, owner):
    one = world.project(city, lead, owner, title=builders.text("Rattateed"))
    world.report(one, owner, "at_risk")
    actions.plan_milestone(project=one, name=builders.text("Hange"), due=world.in_days(city, 9), by=lead)
    world.project(city, lead, owner, stage="done", title=builders.text("Buss"))
    page = get(url("projects"))
    for words in ("1 project: at risk", "1 project: worked in part", "Hange (en)", "teedejuht (en)"):
        assert words in page
    assert page.count("<svg") >= 2
    assert 'role="img" aria-label="Rattateed (en): at risk; Buss (en): worked in part"' in page
    assert page.count("<h1>") == 1


def test_projects_are_chosen_by_domain_stage_and_light_without_script(city, lead, owner):
    risky = world.project(city, lead, owner, title=builders.text("Ohus"))
    world.report(risky, owner, "at_risk")
    world.project(city, lead, owner, title=builders.text("Õhk"), domain="environment")
    world.project(city, lead, owner, stage="paused", title=builders.text("Paus"))
    shown = {
        "light=at_risk": ["Ohus"],
        "domain=environment": ["Õhk"],
        "stage=paused": ["Paus"],
        "domain=environment&stage=paused": [],
        "stage=nonsense": ["Ohus", "Õhk", "Paus"],
    }
    for asked, titles in shown.items():
        page = get(url("projects") + f"?{asked}")
        assert [title for title in ("Ohus", "Õhk", "Paus") if f"{title} (en)" in page] == titles
    assert "No project is like this" in get(url("projects") + "?domain=people")


def test_money_of_different_currencies_years_and_samples_is_never_added(city, lead, owner):
    real, other = world.project(city, lead, owner), world.project(city, lead, owner)
    sample = world.project(city, lead, owner, provenance="sample")
    source = builders.text("Eelarve")
    for project, year, currency, amount in (
        (real, 2026, "EUR", 100_00),
        (other, 2026, "EUR", 50_50),
        (real, 2027, "EUR", 7_00),
        (real, 2026, "SEK", 9_00),
        (sample, 2026, "EUR", 11_00),
    ):
        actions.add_budget(
            project=project, kind="planned", amount=amount, price_year=year, currency=currency, source=source, by=lead
        )
    page = get(url("projects"))
    for sum_ in ("€150.50", "€7", "SEK", "€11"):
        assert sum_ in page
    for wrong in ("€157.50", "€161.50", "€168.50"):
        assert wrong not in page
    assert page.count("EUR, prices of 2026") == 2


def test_the_sample_mark_is_drawn_into_the_picture(city, lead, owner):
    world.project(city, lead, owner, provenance="sample")
    page = get(url("projects"))
    assert page.count('stroke-dasharray="4 3"') == 2
    assert 'name="robots" content="noindex"' in page
    city.shows_samples = False
    city.save()
    assert "There are no key projects yet" in get(url("projects"))


def test_the_portfolio_asks_the_same_number_of_queries_at_two_sizes(city, lead, owner):
    world.report(world.project(city, lead, owner), owner)
    small = queries(url("projects"))
    for _ in range(6):
        world.report(world.project(city, lead, owner), owner)
    assert queries(url("projects")) == small <= 10


# One project


def whole(city, lead, owner):
    """A project with an origin of its own, and with a decision that carries another goal too."""
    bike = builders.indicator("BIKE")
    measure = {"indicator": bike, "baseline": 4.0, "baseline_year": 2018, "target": 10.0, "target_year": 2035}
    goal = builders.goal(city, lead, title=builders.text("Rattaga"), **measure)
    theme = builders.theme(city, lead, name=builders.text("Lumi"))
    voice = builders.contribution(builders.activity(city, lead), words="Tee on lume all.")
    synthesis.quote(theme=theme, contribution=voice, words="Tee on lume all.", by=lead)
    goals.rest_on(goal=goal, origin=theme, by=lead)
    other, decision = builders.goal(city, lead, title=builders.text("Muu eesmärk")), world.decision(city, lead)
    for adopted in (goal, other):
        goals.adopt(goal=adopted, decision=decision, by=lead)
    one = world.project(city, lead, owner, origins=[goal])
    actions.rest_on(project=one, origin=decision, why=builders.text("Otsus kinnitas"), by=lead)
    actions.measure_by(project=one, indicator=bike, by=lead)
    return one


def test_a_project_tells_where_it_comes_from_and_what_it_moves(city, lead, owner):
    page = get(url("project", slug=whole(city, lead, owner).slug))
    order = ["<h1", "How it stands", "„Tee on lume all.“", "Lumi (en)", "Rattaga (en)", "Otsus (en)", "you are here"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "Muu eesmärk" not in page
    for words in ("Otsus kinnitas (en)", "BIKE (en)", "by 2035, from", "Nobody has reported yet."):
        assert words in page
    assert page.count("<h1") == 1


def test_a_project_without_origin_shows_the_gap(city, lead, owner):
    page = get(url("project", slug=world.project(city, lead, owner).slug))
    assert "Nobody has said yet what this project rests on." in page
    assert "It is tied to no goal and no indicator yet." in page


def test_owner_and_computation_stand_side_by_side_and_their_difference_is_said(city, lead, owner):
    one = world.project(city, lead, owner)
    world.report(one, owner, percent=30)
    actions.plan_milestone(project=one, name=builders.text("Hange"), due=world.in_days(city, -40), by=lead)
    page = get(url("project", slug=one.slug))
    assert "The milestone “Hange (en)” is overdue by 40 days." in page
    assert "the owner says “on track”, the dates, milestones and money say “off track”" in page
    assert "30 percent done" in page


def test_a_silent_project_is_marked_and_one_whose_owner_left_says_so(city, lead, owner):
    one = world.project(city, lead, owner, stage="approved")
    one = actions.move(project=one, stage="running", on=world.in_days(city, -46), by=lead)
    page = get(url("project", slug=one.slug))
    assert "no news for 46 days" in page
    assert "Nothing was reported for 46 days." in page
    revoke(given=Grant.objects.get(actor=owner), by=system())
    assert "nobody answers for it" in get(url("project", slug=one.slug))


def test_every_report_stays_in_sight_and_the_lesson_at_the_end(city, lead, owner):
    one = world.project(city, lead, owner, quick_win=True)
    world.report(one, owner, "off_track", days=-10)
    world.report(one, owner, days=-5, words=builders.text("Lambid põlevad"))
    world.close(one, lead)
    page = get(url("project", slug=one.slug))
    for words in ("Hange venis (en)", "Uus hange mais (en)", "Lambid põlevad (en)", "Õppetund (en)", "closing report"):
        assert words in page
    assert "quick win" in page
    assert page.count('id="report-') == 3
    learnt = page.index("Solution</span>")
    assert "/solutions/" in page[learnt : learnt + 200]


def test_a_paused_project_says_why_and_nothing_is_computed(city, lead, owner):
    page = get(url("project", slug=world.project(city, lead, owner, stage="paused").slug))
    assert "Raha otsas (en)" in page
    assert "nothing is computed" in page


def test_projects_that_wait_for_one_another_say_so_both_ways(city, lead, owner):
    one = world.project(city, lead, owner, title=builders.text("Esimene"))
    two = world.project(city, lead, owner, title=builders.text("Teine"))
    actions.depend(project=two, kind="needs", other=one, by=lead)
    assert ">needs</th>" in get(url("project", slug=two.slug))
    assert ">is needed by</th>" in get(url("project", slug=one.slug))


def test_the_project_page_asks_the_same_number_of_queries_at_two_sizes(city, lead, owner):
    one = whole(city, lead, owner)
    world.report(one, owner)
    small = queries(url("project", slug=one.slug))
    for number in range(6):
        world.report(one, owner, days=-number)
        actions.plan_milestone(project=one, name=builders.text("x"), due=world.in_days(city, 5), by=lead)
        actions.serve_goal(project=one, goal=builders.goal(city, lead), by=lead)
    assert queries(url("project", slug=one.slug)) == small <= 40


def test_an_unknown_project_is_not_found(city):
    assert Client().get(url("project", slug="nothing")).status_code == 404


# What other pages tell of it


def test_a_voice_that_became_a_quick_win_says_so_first(city, lead, owner):
    voice = builders.contribution(builders.activity(city, lead))
    other = builders.goal(city, lead)
    theme = builders.theme(city, lead)
    synthesis.quote(theme=theme, contribution=voice, words="õhtul sõita", by=lead)
    goals.rest_on(goal=other, origin=theme, by=lead)
    world.project(city, lead, owner, origins=[other], title=builders.text("Eesmärgi oma"))
    plan = world.plan(city, owner, title=builders.text("Valgus"))
    one = actions.quick_win(contribution=voice, slug="valgus", plan=plan, by=lead)
    world.report(one_running(one, lead), owner)
    page = get(reverse("dialogue:voice", kwargs={"city": "tartu", "number": voice.number}))
    places = [page.index(words) for words in ("Quick win", "Valgus (en)", "Theme (en)", "Eesmärgi oma (en)")]
    assert places == sorted(places)
    assert "Status report" not in page
    listed = get(reverse("dialogue:voices", kwargs={"city": "tartu"}))
    assert "Quick win <a" in listed
    home = get(reverse("overview:home", kwargs={"city": "tartu"}))
    assert "Valgus (en)" in home


def one_running(one, lead):
    return actions.move(project=actions.approve(project=one, by=lead), stage="running", by=lead)


def test_a_voice_does_not_claim_the_projects_of_other_goals(city, lead, owner):
    one = whole(city, lead, owner)
    foreign = world.project(city, lead, owner, title=builders.text("Võõras"))
    actions.rest_on(project=foreign, origin=world.Decision.objects.get(), by=lead)
    page = get(reverse("dialogue:voice", kwargs={"city": "tartu", "number": 1}))
    assert str(one.title) in page
    assert "Võõras" not in page


def test_goal_and_decision_show_the_project_instead_of_the_promise(city, lead, owner):
    one = whole(city, lead, owner)
    world.report(one, owner)
    pages = [
        get(reverse("goals:goal", kwargs={"city": "tartu", "slug": str(goal.slug)}))
        for goal in world.Goal.objects.order_by("id")
    ]
    decision = get(
        reverse("priorities:decision", kwargs={"city": "tartu", "decision": world.Decision.objects.get().pk})
    )
    for page in (pages[0], decision):
        assert url("project", slug=one.slug) in page
        assert "Status report" not in page
    assert "Not chosen yet" not in pages[0]


def test_a_taught_solution_names_its_project(city, lead, owner):
    one = world.project(city, lead, owner, title=builders.text("Buss"))
    world.close(one, lead)
    solution = world.Solution.objects.get()
    page = get(reverse("inventory:solution", kwargs={"city": "tartu", "key": solution.key}))
    assert url("project", slug=one.slug) in page
    assert "Where it comes from" in page


def test_next_steps_are_offered_to_those_who_plan_only(city, lead, owner):
    voice, goal = builders.contribution(builders.activity(city, lead)), builders.goal(city, lead)
    decision = world.decision(city, lead)
    pages = {
        reverse("dialogue:voice", kwargs={"city": "tartu", "number": voice.number}): "Make it a quick win",
        reverse("goals:goal", kwargs={"city": "tartu", "slug": goal.slug}): "Propose a project from it",
        reverse("priorities:decision", kwargs={"city": "tartu", "decision": decision.pk}): "Propose a project from it",
    }
    planner = world.logged_in(city, Role.DOMAIN_LEAD)
    for address, words in pages.items():
        assert words in get(address, planner)
        assert words not in get(address)
        assert words not in get(address, world.client_of(owner))


def test_the_open_tables_hold_what_is_public(city, lead, owner):
    one = world.project(city, lead, owner)
    mark = actions.plan_milestone(project=one, name=builders.text("Hange"), due=world.in_days(city, 5), by=lead)
    kept, struck = (
        actions.add_budget(project=one, kind="planned", amount=5, price_year=2026, source=mark.name, by=lead)
        for _ in range(2)
    )
    actions.strike(row=struck, by=lead)
    report = world.report(one, owner, "at_risk")
    tables = {table.name: table for table in OPEN}
    expected = {"projects": one, "milestones": mark, "project_money": kept, "status_reports": report}
    for name, noun in expected.items():
        found = list(tables[name].rows(visitor(city)))
        assert [row["id"] for row in found] == [str(noun.pk)]
        assert set(found[0]) == {column.name for column in tables[name].columns}
        assert found[0]["provenance"] == "real"
    row = next(iter(tables["status_reports"].rows(visitor(city))))
    assert (row["project"], row["light"], row["reason_et"]) == (one.slug, "at_risk", "Hange venis")
    planned = next(iter(tables["projects"].rows(visitor(city))))
    assert (planned["planned_end"], planned["stage"]) == (world.in_days(city, 200).isoformat(), "running")
