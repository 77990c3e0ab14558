"""My week, the list of the whole team, one task: what is shown to whom, what is refused, and what it costs."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.actions import grant, system
from visioon.kernel.accounts.roles import Role
from visioon.kernel.tasks import actions
from visioon.kernel.tasks.models import Absence, Task
from visioon.kernel.tasks.tests.world import world
from visioon.kernel.texts.value import Text
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.overview import task_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return world()


@pytest.fixture
def today(here):
    return clock.today(here.city.time_zone)


def desk(who):
    client = Client()
    client.force_login(who.person)
    return client


def url(name, **where):
    return reverse(f"overview:{name}", kwargs={"city": "tartu", **where})


def page(who, name="week", query="", **where):
    return desk(who).get(url(name, **where) + query).content.decode()


def send(who, name, form=None, **where):
    return desk(who).post(url(name, **where), {"key": str(uuid.uuid4()), **(form or {})}, follow=True)


def part(text, begins, ends="</section>"):
    """A section of a page, by the id of its heading."""
    return text.partition(f'id="{begins}"')[2].partition(ends)[0]


def test_whoever_works_here_lands_at_the_desk_after_login(here) -> None:
    form = {"password": builders.PASSWORD}
    answer = Client().post(reverse("accounts:login"), {**form, "email": here.lead.person.email})
    assert answer["Location"] == url("week")
    reader = builders.person(here.city)
    assert Client().post(reverse("accounts:login"), {**form, "email": reader.email})["Location"] == "/en/"
    both = builders.person(here.city, Role.LEAD)
    grant(actor=both.actor, city=builders.city("narva"), role=Role.LEAD, by=system())
    assert Client().post(reverse("accounts:login"), {**form, "email": both.email})["Location"] == "/en/"


def test_nothing_waits_in_a_new_city(here) -> None:
    assert "Nothing waits for you" in page(here.lead)
    assert "Everybody is here." in page(here.lead)


def test_a_free_task_is_taken_and_then_mine(here) -> None:
    task = here.waiting()
    assert "Read voice 1" in part(page(here.moderator), "free")
    answer = send(here.moderator, "take", task=task.pk)
    assert "It is yours now." in answer.content.decode()
    assert "Read voice 1" in part(answer.content.decode(), "waits")
    assert 'id="free"' not in page(here.moderator)
    assert "somebody else has it" in send(here.lead, "take", task=task.pk).content.decode()


def test_what_is_done_at_its_place_is_gone_at_once_and_finished_with_its_act(here) -> None:
    task = here.waiting()
    actions.take(task=task, by=here.moderator)
    voice = Contribution.objects.get()
    dialogue.show(contribution=voice, by=here.moderator)
    for _ in range(2):
        text = page(here.moderator)
        assert "Read voice 1" not in part(text, "waits")
        assert "Read voice 1" in part(text, "finished")
        assert "contribution.shown" in part(text, "finished")
        here.compare()
    task.refresh_from_db()
    assert task.ended_at is not None
    assert "Read voice 1" not in part(page(here.lead), "finished")


def test_late_comes_before_this_week_and_this_week_before_later(here, today) -> None:
    cycle = here.call.cycle
    for day in (today + timedelta(days=40), today, today - timedelta(days=1)):
        builders.contribution(here.call)
        here.compare()
        Task.objects.filter(assignee=None, kind="dialogue.answer").update(due=day, postponed_reason="Test")
        actions.assign(tasks=list(Task.objects.filter(assignee=None)), to=here.lead, by=here.lead)
    text = part(page(here.lead), "waits")
    places = [text.index(words) for words in ("Late", "Answer voice 3", "This week", "Answer voice 2", "Later")]
    assert places == sorted(places)
    assert text.rindex("Answer voice 1") > places[-1]
    assert cycle.answer_by == today + timedelta(days=40)


def test_a_deputy_sees_the_tasks_of_who_is_away_until_they_are_back(here, today) -> None:
    actions.take(task=here.waiting(), by=here.moderator)
    form = {"first": today.isoformat(), "last": today.isoformat(), "deputy": here.lead.pk, "words": "Puhkus"}
    answer = send(here.moderator, "away", form)
    assert "The deputy sees the tasks in those days." in answer.content.decode()
    text = page(here.lead)
    assert "Read voice 1" in part(text, "for-1")
    assert "I stand in for Test Person" in text
    assert "Puhkus" in part(text, "away")
    absence = Absence.objects.get()
    assert send(here.helper(Role.SPECIALIST), "back", absence=absence.pk).status_code == 403
    send(here.moderator, "back", absence=absence.pk)
    assert "Read voice 1" not in page(here.lead)


def test_a_deputy_without_the_role_sees_it_and_gets_no_button(here, today) -> None:
    actions.take(task=here.waiting(), by=here.moderator)
    helper = here.helper(Role.COMMUNICATIONS)
    actions.go_away(
        city=here.city, who=here.moderator, first=today, last=today, deputy=helper, words="", by=here.moderator
    )
    text = part(page(helper), "for-1")
    assert "Read voice 1" in text
    assert "/voices/1/" not in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"deputy": ""}, "This field is required."),
        ({"last": "2020-01-01"}, "must not be before the first"),
        ({"first": "2020-01-01", "last": "2020-01-02"}, "This day has passed already."),
        ({"deputy": "own"}, "nobody stands in for themselves"),
    ],
)
def test_a_wrong_absence_is_refused_with_its_cure(here, today, change, said) -> None:
    form = {"first": today.isoformat(), "last": today.isoformat(), "deputy": here.moderator.pk}
    form |= {name: here.lead.pk if value == "own" else value for name, value in change.items()}
    answer = send(here.lead, "away", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Absence.objects.exists()


def test_two_absences_at_once_are_refused_and_the_lead_notes_one_of_others(here, today) -> None:
    form = {"first": today.isoformat(), "last": today.isoformat(), "deputy": here.lead.pk, "who": here.moderator.pk}
    assert send(here.lead, "away", form).status_code == 200
    answer = send(here.moderator, "away", {**form, "who": here.lead.pk})
    assert "They are away on one of these days already." in answer.content.decode()
    assert [one.actor for one in Absence.objects.all()] == [here.moderator]


def test_a_task_is_put_off_dropped_and_given_back_by_whose_it_is(here, today) -> None:
    task = actions.take(task=here.waiting(), by=here.moderator)
    assert "Put it off" in page(here.moderator, "task", task=task.pk)
    assert "Put it off" not in page(here.helper(Role.MODERATOR), "task", task=task.pk)
    wrong = send(here.moderator, "postpone", {"due": today.isoformat(), "reason": ""}, task=task.pk)
    assert wrong.status_code == 422
    assert "Choose a day that lies ahead." in wrong.content.decode()
    day = today + timedelta(days=5)
    send(here.moderator, "postpone", {"due": day.isoformat(), "reason": "Ootan."}, task=task.pk)
    send(here.moderator, "give_back", task=task.pk)
    task.refresh_from_db()
    assert (task.due, task.postponed_reason, task.assignee) == (day, "Ootan.", None)
    assert send(here.lead, "drop", {"reason": ""}, task=task.pk).status_code == 422
    answer = send(here.lead, "drop", {"reason": "Rämps."}, task=task.pk)
    assert "It is dropped." in answer.content.decode()
    assert "Rämps." in page(here.lead, "task", task=task.pk)
    assert "Nothing changed" in send(here.lead, "drop", {"reason": "Veel."}, task=task.pk).content.decode()


def test_others_are_refused(here) -> None:
    task = actions.take(task=here.waiting(), by=here.moderator)
    other = here.helper(Role.MODERATOR)
    for name in ("give_back", "drop"):
        assert send(other, name, {"reason": "Põhjus"}, task=task.pk).status_code == 403
    assert send(here.helper(Role.SPECIALIST), "take", task=task.pk).status_code == 403
    assert desk(here.lead).post(url("take", task=task.pk)).status_code == 404
    assert Task.objects.get().assignee == here.moderator


def test_the_lead_gives_chosen_tasks_in_one_go(here) -> None:
    read, answer = here.waiting("dialogue.read"), here.waiting("dialogue.answer")
    chosen = {"task": [read.pk, answer.pk], "to": here.moderator.pk, "kind": "dialogue.read"}
    refused = send(here.lead, "assign", chosen)
    assert refused.status_code == 422
    assert "they hold no role for this: Thoughts to answer" in refused.content.decode()
    done = send(here.lead, "assign", {**chosen, "task": [read.pk]})
    assert "They are given." in done.content.decode()
    assert done.request["QUERY_STRING"] == "kind=dialogue.read&done=given"
    assert [one.assignee for one in Task.objects.filter(pk__in=[read.pk, answer.pk]).order_by("kind")] == [
        None,
        here.moderator,
    ]
    assert send(here.moderator, "assign", chosen).status_code == 403
    assert "Choose at least one task." in send(here.lead, "assign", {"to": here.lead.pk}).content.decode()


def test_the_list_is_filtered_by_person_kind_and_day_and_a_wrong_filter_shows_all(here, today) -> None:
    actions.take(task=here.waiting("dialogue.read"), by=here.moderator)
    here.waiting("dialogue.answer")
    both = ("Read voice 1", "Answer voice 2")
    for query, expected in (
        ("", (True, True)),
        ("?who=nobody", (False, True)),
        (f"?who={here.moderator.pk}", (True, False)),
        ("?kind=dialogue.read", (True, False)),
        ("?when=late", (False, False)),
        ("?who=someone&kind=nothing", (True, True)),
        ("?after=nonsense", (True, True)),
    ):
        text = part(page(here.lead, "tasks", query), "list")
        assert tuple(words in text for words in both) == expected, query


def test_the_list_pages_by_key_free_ones_first_and_no_day_last(here, monkeypatch) -> None:
    monkeypatch.setattr(task_queries, "PAGE", 2)
    for _ in range(3):
        builders.contribution(here.call)
    here.compare()
    tasks = list(Task.objects.filter(kind="dialogue.answer").order_by("id"))
    actions.assign(tasks=tasks[:1], to=here.lead, by=here.lead)
    members, today = {}, clock.today(here.city.time_zone)
    viewer = builders.viewer(here.lead, here.city)
    seen, after = [], ""
    for _ in range(3):
        found = task_queries.filtered(viewer, {}, today)
        listed = task_queries.listed(viewer, found, members, today, after)
        seen += [row.task for row in listed.rows]
        after = listed.after
    free = [one for one in tasks if one != tasks[0]]
    undated = list(Task.objects.filter(kind="synthesis.sort").order_by("id"))
    assert (seen, after) == ([*free, *undated, tasks[0]], "")


def test_those_without_tasks_of_their_roles_see_the_team_and_take_nothing(here) -> None:
    here.waiting()
    helper = here.helper(Role.SPECIALIST)
    assert 'id="free"' not in page(helper)
    text = page(helper, "tasks")
    assert "Read voice 1" in text
    assert "Take it" not in text
    assert "Give the chosen ones" not in text


def test_week_and_list_ask_a_fixed_number_of_queries(here) -> None:
    def asked(name: str) -> int:
        return desk(here.lead).get(url(name)).wsgi_request.META["visioon.queries"]

    def more() -> None:
        for _ in range(6):
            builders.contribution(here.call)
            builders.contribution(here.call, shown=False)
            builders.goal(here.city, here.lead, published=False, owner=Text())
        here.compare()
        loose = Task.objects.filter(assignee=None).order_by("id")[::2]
        actions.assign(tasks=list(loose), to=here.lead, by=here.lead)

    more()
    few = {name: asked(name) for name in ("week", "tasks")}
    more()
    assert {name: asked(name) for name in few} == few
    assert max(few.values()) <= 45
