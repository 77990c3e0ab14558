"""Taking, giving, giving back, postponing, dropping; being away and coming back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.ledger.models import Act
from visioon.kernel.tasks import actions
from visioon.kernel.tasks.models import Absence, Task
from visioon.kernel.tasks.tests.world import World, world

pytestmark = [pytest.mark.django_db, pytest.mark.both]
A_DAY = timedelta(days=1)


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def today(here):
    return clock.today(here.city.time_zone)


def _verbs(task) -> list[str]:
    return list(Act.objects.filter(object_kind="task", object_id=task.pk).order_by("id").values_list("verb", flat=True))


def test_a_free_task_is_taken_once_and_given_back(here) -> None:
    task = here.waiting()
    assert actions.take(task=task, by=here.moderator).assignee == here.moderator
    with pytest.raises(actions.Over):
        actions.take(task=task, by=here.lead)
    actions.give_back(task=task, by=here.moderator)
    assert actions.take(task=task, by=here.lead).assignee == here.lead
    assert _verbs(task) == ["task.taken", "task.given_back", "task.taken"]


def test_only_who_holds_a_role_of_the_task_takes_it(here) -> None:
    task = here.waiting("dialogue.answer")
    for who in (here.moderator, here.helper(Role.SPECIALIST), builders.guest(), builders.lead(builders.city("narva"))):
        with pytest.raises(NotAllowed):
            actions.take(task=task, by=who)


def test_the_lead_gives_tasks_to_who_holds_a_role_of_all_of_them(here) -> None:
    read, answer = here.waiting("dialogue.read"), here.waiting("dialogue.answer")
    with pytest.raises(actions.NotForThem) as refused:
        actions.assign(tasks=[read, answer], to=here.moderator, by=here.lead)
    assert refused.value.args == ("dialogue.answer",)
    assert not Task.objects.filter(assignee=here.moderator).exists()
    actions.assign(tasks=[read], to=here.moderator, by=here.lead)
    helper = here.helper(Role.DOMAIN_LEAD)
    actions.assign(tasks=[read, answer], to=helper, by=here.lead)
    assert set(Task.objects.filter(assignee=helper, assigned_by=here.lead)) == {read, answer}
    with pytest.raises(NotAllowed):
        actions.assign(tasks=[read], to=helper, by=here.moderator)


def test_others_do_not_touch_a_task_but_the_deputy_and_the_lead_do(here, today) -> None:
    task, other = here.waiting(), here.helper(Role.MODERATOR)
    actions.take(task=task, by=here.moderator)
    with pytest.raises(NotAllowed):
        actions.give_back(task=task, by=other)
    actions.go_away(
        city=here.city, who=here.moderator, first=today, last=today, deputy=other, words="", by=here.moderator
    )
    actions.postpone(task=task, due=today + A_DAY, reason="Homme.", by=other)
    actions.give_back(task=task, by=here.lead)
    task.refresh_from_db()
    assert (task.assignee, task.due, task.postponed_reason) == (None, today + A_DAY, "Homme.")


def test_putting_off_needs_a_day_ahead_and_a_reason(here, today) -> None:
    task = actions.take(task=here.waiting(), by=here.moderator)
    with pytest.raises(actions.DayExpected):
        actions.postpone(task=task, due=today, reason="Põhjus", by=here.moderator)
    with pytest.raises(actions.ReasonExpected):
        actions.postpone(task=task, due=today + A_DAY, reason="  ", by=here.moderator)
    with pytest.raises(actions.ReasonExpected):
        actions.drop(task=task, reason="", by=here.moderator)
    task.refresh_from_db()
    assert (task.postponed_reason, task.dropped_reason, task.ended_at) == ("", "", None)


def test_a_dropped_task_is_over_with_its_reason_and_act(here) -> None:
    task = actions.take(task=here.waiting(), by=here.moderator)
    actions.drop(task=task, reason="Rämps.", by=here.moderator)
    task.refresh_from_db()
    assert (task.dropped_reason, task.ended_by_act.verb) == ("Rämps.", "task.dropped")
    with pytest.raises(actions.Over):
        actions.give_back(task=task, by=here.moderator)


def test_no_reason_and_no_name_goes_into_the_ledger(here, today) -> None:
    task = actions.take(task=here.waiting(), by=here.moderator)
    actions.postpone(task=task, due=today + A_DAY, reason="Isa on haige.", by=here.moderator)
    actions.go_away(
        city=here.city, who=here.moderator, first=today, last=today, deputy=here.lead, words="Puhkus", by=here.moderator
    )
    data = [str(one.data) for one in Act.objects.filter(verb__in=["task.postponed", "absence.told"])]
    assert len(data) == 2
    assert not any(word in line for line in data for word in ("haige", "Puhkus", str(here.moderator.pk)))


def test_the_database_keeps_one_open_task_a_need(here) -> None:
    task = here.waiting()
    twin = {name: getattr(task, name) for name in ("city", "kind", "key", "object_kind", "object_id", "opened_at")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.create(**twin)


@pytest.mark.parametrize("wrong", ["deputy", "days", "stranger", "twice", "other"])
def test_who_is_away_names_days_and_somebody_else_who_works_here(here, today, wrong) -> None:
    given = {"city": here.city, "who": here.moderator, "deputy": here.lead, "by": here.moderator, "words": ""}
    given |= {"first": today, "last": today + A_DAY}
    changes, expected = {
        "deputy": ({"deputy": here.moderator}, actions.DeputyExpected),
        "days": ({"last": today - A_DAY}, actions.DayExpected),
        "stranger": ({"deputy": builders.person(here.city).actor}, actions.DeputyExpected),
        "twice": ({"first": today + A_DAY}, actions.AwayAlready),
        "other": ({"who": here.lead, "deputy": here.moderator}, NotAllowed),
    }[wrong]
    if wrong == "twice":
        actions.go_away(**given)
    with pytest.raises(expected):
        actions.go_away(**given | changes)


def test_the_lead_says_that_somebody_fell_ill_and_that_they_are_back(here, today) -> None:
    absence = actions.go_away(
        city=here.city, who=here.moderator, first=today, last=today, deputy=here.lead, words="", by=here.lead
    )
    with pytest.raises(NotAllowed):
        actions.come_back(absence=absence, by=here.helper(Role.MODERATOR))
    for _ in range(2):
        actions.come_back(absence=absence, by=here.moderator)
    assert Absence.objects.get().back_at is not None
    assert Act.objects.filter(verb="absence.ended").count() == 1
