"""The board and its two faces: rows, cells with several methods, rounds, gates in sentences, pictures."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.roles import Role
from visioon.kernel.accounts.viewer import viewer_of, visitor
from visioon.kernel.tasks import actions as tasks
from visioon.kernel.texts.value import Text
from visioon.rooms.delivery.tests.world import project
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.goals import actions as goals
from visioon.rooms.overview import board, parts, passes, standing, timelines
from visioon.rooms.process import actions as process
from visioon.rooms.process import agreement, gates
from visioon.rooms.process import queries as planned_by
from visioon.rooms.process.models import Cycle, Stage

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def city():
    return builders.city()


@pytest.fixture
def lead(city):
    return builders.lead(city)


@pytest.fixture
def today(city):
    return clock.today(city.time_zone)


@pytest.fixture
def cycle(city, lead, today):
    made = builders.running(city, lead)
    for part in range(13):
        days = {"opens": today - WEEK, "ends": today + 2 * WEEK, "words": Text()}
        process.plan_stage(cycle=made, part=part, name=builders.text(f"Part {part}"), by=lead, **days)
    return made


def url(name: str, city, **query) -> str:
    return reverse(f"overview:{name}", kwargs={"city": city.slug}, query=query or None)


def page(client, city, name="public_board", **query) -> str:
    return client.get(url(name, city, **query)).content.decode()


def team(city, *roles: Role) -> Client:
    client = Client()
    client.force_login(builders.person(city, *roles))
    return client


def rows(city, cycle, number: int | None = None):
    viewer = visitor(city)
    activities = planned_by.activities(viewer, cycle)
    found = passes.passes(planned_by.rounds(viewer, cycle), activities)
    chosen = next((one for one in found if one.number == number), None)
    ring = parts.ring(viewer, cycle)
    shown = [one for one in activities if one.is_in(number)]
    return board.rows(viewer, cycle, ring.parts, shown, chosen.round if chosen else None)


def cells(row) -> dict[str, list[str]]:
    return {phase: [cell.fact or str(cell.method) for cell in found] for phase, found in row.cells.items()}


def row_of(found, title: str):
    return next(one for one in found if str(one.title) == f"{title} (en)")


def test_a_cell_lists_every_method_that_is_open_in_its_row(city, cycle, lead) -> None:
    call = builders.activity(city, lead, title=builders.text("The whole city"))
    builders.activity(city, lead, "statements", beside=call)
    builders.activity(city, lead, "comments", part=6, beside=call)
    builders.contribution(call)
    row = row_of(rows(city, cycle), "The whole city")
    assert cells(row) == {"open": ["Thoughts", "Statements"], "back": ["Comments"]}
    assert [cell.came for cell in row.cells["open"]] == [1, 0]


def test_what_has_no_last_day_is_open_without_days_left(city, cycle, lead) -> None:
    builders.activity(city, lead, title=builders.text("Always"), opens=None, ends=None)
    (cell,) = row_of(rows(city, cycle), "Always").cells["open"]
    assert (cell.when, cell.days_left) == ("open", None)


def test_what_is_to_come_is_being_prepared_and_has_no_way_in(city, cycle, lead, today) -> None:
    builders.activity(city, lead, title=builders.text("Later"), opens=today + WEEK, ends=today + 2 * WEEK)
    (cell,) = row_of(rows(city, cycle), "Later").cells["prepare"]
    assert (cell.when, cell.url) == ("before", "")


def test_the_second_pass_is_the_same_board_of_another_round(city, cycle, lead) -> None:
    first = builders.round_(city, lead)
    for number, title in ((1, "First call"), (2, "Second call"), (None, "Every call")):
        builders.activity(city, lead, title=builders.text(title), round_number=number)
    goal = builders.goal(city, lead)
    goals.close(round_=first, by=lead)
    second = builders.round_(city, lead)
    builders.goal(city, lead)
    goals.count_reactions(goal=goal, round_=second, kind="partly", count=7, words=Text(), by=lead)

    def titles(number):
        return {str(one.title) for one in rows(city, cycle, number)} & {"First call (en)", "Second call (en)"}

    assert [titles(number) for number in (None, 1, 2)] == [
        {"First call (en)", "Second call (en)"},
        {"First call (en)"},
        {"Second call (en)"},
    ]
    part_six = {number: next(one for one in rows(city, cycle, number) if one.part == 6) for number in (None, 1, 2)}
    assert cells(part_six[1]) == {"analyse": ["1 goal stood in this round"]}
    assert cells(part_six[2]) == {"analyse": ["2 goals stand"], "back": ["7 reactions to goals"]}


def test_thoughts_are_told_of_their_round(city, cycle, lead) -> None:
    builders.round_(city, lead)
    own, other = (builders.activity(city, lead, round_number=number) for number in (1, 2))
    for call in (own, other, other):
        builders.contribution(call)
    part_five = next(one for one in rows(city, cycle, 1) if one.part == 5)
    assert cells(part_five) == {"open": ["1 thought in this round"]}


def test_rounds_that_nobody_opened_yet_are_planned(city, cycle, lead) -> None:
    goals.close(round_=builders.round_(city, lead), by=lead)
    builders.activity(city, lead, round_number=3)
    found = passes.passes(planned_by.rounds(visitor(city), cycle), planned_by.activities(visitor(city), cycle))
    assert [(one.number, one.state) for one in found] == [(1, "done"), (3, "ahead")]
    assert found[1].name == "round 3"


def test_the_loop_says_in_which_round_the_city_is_at_which_part(city, cycle, lead) -> None:
    goals.close(round_=builders.round_(city, lead), by=lead)
    builders.round_(city, lead)
    viewer = visitor(city)
    found = passes.passes(planned_by.rounds(viewer, cycle), [])
    planned = planned_by.parts(viewer, cycle, planned_by.today(viewer))
    drawn = passes.loop(cycle, found, planned, [], [])
    assert [row[1] for row in drawn.rows] == ["0–6", "5–12"]
    assert drawn.caption.title == "Now: round (en), part 12, Part 12 (en)"


def test_the_public_gate_names_no_party_and_the_work_face_does(city, cycle, lead) -> None:
    agreement.publish_version(cycle=cycle, note=builders.text("First"), answers_by=None, by=lead)
    agreement.invite(cycle=cycle, slug="harbour", name=builders.text("Harbour"), by=lead)
    assert [one.words for one in gates.confirmed_by_number(cycle)] == ["Version 1 of the plan: 0 of 1 parties say yes."]
    said = page(Client(), city)
    assert "0 of 1 parties say yes" in said
    assert "Harbour" not in said
    assert "Harbour (en) has not answered." in page(team(city, Role.LEAD), city, "board")


def test_a_gate_links_only_where_the_reader_may_go(city, cycle) -> None:
    queue = reverse("dialogue:queue", kwargs={"city": city.slug})
    assert queue not in page(Client(), city, "gates")
    assert queue in page(team(city, Role.MODERATOR), city, "gates").partition("<main")[2]
    assert standing.openable(visitor(city), "/nowhere/") is False


def test_the_public_face_shows_no_workload_and_the_work_face_does(city, cycle, lead) -> None:
    builders.contribution(builders.activity(city, lead), shown=False)
    tasks.reconcile(city=city, by=lead)
    assert "1 task waits" in page(team(city, Role.LEAD), city, "board")
    assert "waits" not in page(Client(), city).replace("waits to be read", "")


def test_every_open_part_says_what_is_missing_and_the_last_that_it_never_ends(city, cycle) -> None:
    said = page(Client(), city, "gates")
    assert said.count('id="gate-') == 13
    assert "This part never ends" in said
    assert "No topic with its reason and what it rests on is chosen yet in:" in said
    assert "No version of the strategy is published yet." in said
    board_said = page(Client(), city)
    assert (board_said.count('id="gate-'), "10 more parts are open" in board_said) == (3, True)


def test_the_lead_ends_a_part_from_the_board_once_nothing_is_missing(city, cycle, lead) -> None:
    end = '/end/"'
    assert end not in page(team(city, Role.LEAD), city, "board")
    agreement.publish_version(cycle=cycle, note=builders.text("First"), answers_by=None, by=lead)
    party = agreement.invite(cycle=cycle, slug="p", name=builders.text("Party"), by=lead)
    version = cycle.plan_versions.get()
    agreement.enter_answer(party=party, version=version, given="yes", words="", language="et", through="phone", by=lead)
    assert page(team(city, Role.LEAD), city, "board").count(end) == 1
    assert end not in page(team(city, Role.SPECIALIST), city, "board")


def test_a_round_that_there_is_not_is_not_found(city, cycle) -> None:
    assert Client().get(url("public_board", city, round="9")).status_code == 404
    assert Client().get(url("public_board", city, round="x")).status_code == 404


def test_an_empty_city_says_what_comes_first(city) -> None:
    assert "There is no plan yet" in page(Client(), city)
    assert "No part is open" in page(Client(), city, "gates")
    assert "Plan a cycle first" in page(team(city, Role.LEAD), city, "board")


def test_samples_are_hidden_with_the_rest_of_them(city, cycle, lead) -> None:
    Cycle.objects.update(provenance="sample")
    assert "strip-sample" in page(Client(), city)
    city.shows_samples = False
    city.save()
    assert "There is no plan yet" in page(Client(), city)


def test_taking_part_says_when_each_activity_is_open_and_what_was_promised(city, cycle, lead, today) -> None:
    first = builders.round_(city, lead)
    builders.activity(
        city, lead, title=builders.text("Early"), round_number=1, ends=today - WEEK, opens=today - 2 * WEEK
    )
    builders.activity(city, lead, title=builders.text("Open"), opens=None, ends=None)
    goals.close(round_=first, by=lead)
    viewer = visitor(city)
    activities = planned_by.activities(viewer, cycle)
    found = passes.passes(planned_by.rounds(viewer, cycle), activities)
    drawn = timelines.taking_part(cycle, activities, found, today)
    assert [(row[0], row[2]) for row in drawn.rows] == [
        ("Open (en)", "open"),
        ("Early (en)", "ended"),
        ("Answers: every thought has an answer", "to come"),
        ("Rounds: round (en) closed", "has been"),
    ]
    assert drawn.caption.title == "1 thing is open now"


def test_the_initiative_says_parts_versions_decisions_and_milestones(city, cycle, lead, today) -> None:
    agreement.publish_version(cycle=cycle, note=builders.text("First"), answers_by=None, by=lead)
    one = project(city, lead)
    from visioon.rooms.delivery import actions as delivery

    delivery.plan_milestone(project=one, name=builders.text("Opened"), due=today + WEEK, by=lead)
    viewer = visitor(city)
    drawn = timelines.initiative(viewer, cycle, planned_by.parts(viewer, cycle, today), [], today)
    named = [(row[0], row[2]) for row in drawn.rows]
    assert named[0] == ("0 Part 0 (en)", "open now")
    assert named[13:] == [
        ("Versions of the plan: version 1", "has been"),
        ("Milestones of key projects: Projekt (en): Opened (en)", "to come"),
    ]


def test_a_plan_without_days_has_no_timeline(city, lead, today) -> None:
    made = builders.running(city, lead)
    made.answer_by = None
    words = {"opens": None, "ends": None, "words": builders.text("some day")}
    process.plan_stage(cycle=made, part=3, name=builders.text("Topics"), by=lead, **words)
    viewer = visitor(city)
    assert timelines.initiative(viewer, made, planned_by.parts(viewer, made, today), [], today) is None
    assert timelines.taking_part(made, [], [], today) is None


@pytest.mark.parametrize(
    ("opens", "ends", "words"),
    [
        (date(2026, 5, 1), date(2026, 5, 1), "May 1, 2026"),
        (date(2026, 5, 1), date(2026, 5, 2), "May 1, 2026 – May 2, 2026"),
        (None, date(2026, 5, 2), "until May 2, 2026"),
        (date(2026, 5, 1), None, "from May 1, 2026"),
        (None, None, "always open"),
    ],
)
def test_days_in_words(city, cycle, lead, opens, ends, words: str) -> None:
    assert timelines.when_words(builders.activity(city, lead, opens=opens, ends=ends)) == words


@pytest.mark.parametrize("name", ["public_board", "board", "gates"])
def test_a_board_with_every_part_open_asks_a_bounded_number_of_queries(city, cycle, lead, today, name: str) -> None:
    heaviest = Stage.objects.filter(part__in=(6, 8, 10))
    heaviest.update(ends=today)
    builders.round_(city, lead)
    goal = builders.goal(city, lead)
    goals.count_reactions(goal=goal, round_=builders.round_(city, lead), kind="partly", count=7, words=Text(), by=lead)
    call = builders.activity(city, lead)
    client = Client() if name == "public_board" else team(city, Role.LEAD)

    def asked() -> int:
        return client.get(url(name, city)).wsgi_request.META["visioon.queries"]

    asked()
    few = asked()
    for number in range(5):
        builders.contribution(call, words=f"Veel üks mõte {number}")
        builders.activity(city, lead, "statements", beside=call)
        builders.goal(city, lead)
        project(city, lead)
    assert Contribution.objects.count() == 5
    assert asked() <= few + 4
    assert few <= 56


def test_the_work_board_is_for_those_who_work_here(city, cycle) -> None:
    assert Client().get(url("board", city)).status_code == 302
    viewer = viewer_of(builders.person(city, Role.SPECIALIST).actor, city)
    assert viewer.works_here
    assert team(city, Role.SPECIALIST).get(url("board", city)).status_code == 200
