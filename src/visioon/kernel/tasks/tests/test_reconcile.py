"""Needs and rows compared: what opens, what ends and by which act, what becomes free, what stays dropped."""

from datetime import timedelta

import pytest

from tests import builders
from visioon.kernel import clock
from visioon.kernel.accounts.actions import revoke, system
from visioon.kernel.accounts.models import Grant, Person
from visioon.kernel.accounts.rights import NotAllowed
from visioon.kernel.accounts.roles import Role
from visioon.kernel.jobs import work
from visioon.kernel.jobs.worker import register_worker
from visioon.kernel.ledger.models import Act
from visioon.kernel.tasks import actions
from visioon.kernel.tasks.jobs import reconcile_all
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.reconciling import Reconciled
from visioon.kernel.tasks.tests.world import World, world
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.dialogue.rules import read_by
from visioon.rooms.process import actions as process
from visioon.rooms.synthesis import actions as synthesis

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def here() -> World:
    return world()


def test_a_need_opens_one_task_with_its_noun_day_and_provenance(here) -> None:
    voice = builders.contribution(here.call, shown=False, provenance="sample")
    assert here.compare() == Reconciled(opened=1)
    task = Task.objects.get()
    day = read_by(clock.today(here.city.time_zone))
    assert (task.kind, task.object_kind, task.object_id) == ("dialogue.read", "contribution", voice.pk)
    assert (task.due, task.provenance, task.assignee) == (day, "sample", None)
    assert here.compare() == Reconciled()
    assert Act.objects.filter(verb="tasks.reconciled").count() == 1


def test_the_act_that_did_it_ends_the_task_and_not_what_came_after(here) -> None:
    voice = builders.contribution(here.call, shown=False)
    here.compare()
    dialogue.show(contribution=voice, by=here.moderator)
    dialogue.translate(contribution=voice, language="ru", words="Автобусы вечером.", by=here.lead)
    here.compare()
    task = Task.objects.get(kind="dialogue.read")
    assert (task.ended_by_act.verb, task.ended_by_act.actor) == ("contribution.shown", here.moderator)
    assert {one.kind for one in Task.objects.filter(ended_at=None)} == {"dialogue.answer", "synthesis.sort"}


def test_another_act_ends_what_is_not_needed_any_more(here) -> None:
    task = here.waiting("dialogue.answer")
    voice = Contribution.objects.get()
    dialogue.hide(contribution=voice, reason=builders.text("Põhjus"), by=here.moderator)
    here.compare()
    task.refresh_from_db()
    assert task.ended_by_act.verb == "contribution.hidden"


def test_the_act_that_ended_it_may_lie_on_another_noun(here) -> None:
    sorted_, other = here.waiting("synthesis.sort"), builders.contribution(here.call)
    here.compare()
    theme = builders.theme(here.city, here.lead)
    helper = here.helper(Role.DOMAIN_LEAD)
    first = Contribution.objects.exclude(pk=other.pk).get()
    synthesis.assign(theme=theme, contribution=first, by=here.lead)
    synthesis.assign(theme=theme, contribution=other, by=helper)
    here.compare()
    sorted_.refresh_from_db()
    assert sorted_.ended_by_act.verb == "theme.assigned"
    assert sorted_.ended_by_act.actor == here.lead


def test_a_need_that_comes_again_opens_another_task(here) -> None:
    task = here.waiting("dialogue.answer")
    voice = Contribution.objects.get()
    dialogue.hide(contribution=voice, reason=builders.text("Põhjus"), by=here.moderator)
    here.compare()
    dialogue.show(contribution=voice, by=here.moderator)
    here.compare()
    again = Task.objects.filter(kind="dialogue.answer", key=task.key).order_by("id")
    assert [one.ended_at is None for one in again] == [False, True]


def test_what_was_dropped_comes_again_only_when_the_noun_changes(here) -> None:
    task = here.waiting("dialogue.answer")
    actions.drop(task=task, reason="Vastasime kohtumisel.", by=here.lead)
    voice = Contribution.objects.get()
    dialogue.support(contribution=voice, by=builders.guest())
    assert here.compare() == Reconciled()
    dialogue.hide(contribution=voice, reason=builders.text("Põhjus"), by=here.moderator)
    dialogue.show(contribution=voice, by=here.moderator)
    assert here.compare().opened == 1
    assert here.newest("dialogue.answer").ended_at is None


def test_another_day_of_the_need_moves_the_task_unless_it_was_postponed(here) -> None:
    first = here.waiting("dialogue.answer")
    builders.contribution(here.call)
    here.compare()
    second = here.newest("dialogue.answer")
    today = clock.today(here.city.time_zone)
    actions.postpone(task=second, due=today + timedelta(days=3), reason="Ootan andmeid.", by=here.lead)
    cycle = here.call.cycle
    words = {name: getattr(cycle, name) for name in ("can_change", "cannot_change", "who_decides")}
    process.reword_mandate(cycle=cycle, answer_by=today + timedelta(days=1), by=here.lead, **words)
    assert here.compare() == Reconciled(moved=1)
    days = [Task.objects.get(pk=one.pk).due - today for one in (first, second)]
    assert [day.days for day in days] == [1, 3]


def test_whoever_loses_the_role_loses_the_tasks(here) -> None:
    task = actions.take(task=here.waiting(), by=here.moderator)
    revoke(given=Grant.objects.get(actor=here.moderator, role=Role.MODERATOR), by=system())
    assert here.compare() == Reconciled(freed=1)
    task.refresh_from_db()
    assert (task.assignee, task.assigned_by) == (None, None)


def test_whoever_leaves_loses_the_tasks(here) -> None:
    actions.take(task=here.waiting(), by=here.moderator)
    Person.objects.filter(actor=here.moderator).update(is_active=False)
    assert here.compare() == Reconciled(freed=1)


def test_whoever_is_away_keeps_the_tasks_while_somebody_stands_in(here) -> None:
    actions.take(task=here.waiting(), by=here.moderator)
    today, helper = clock.today(here.city.time_zone), here.helper(Role.MODERATOR)
    days = {"first": today, "last": today, "words": ""}
    actions.go_away(city=here.city, who=here.moderator, deputy=helper, by=here.moderator, **days)
    assert here.compare() == Reconciled()
    Person.objects.filter(actor=helper).update(is_active=False)
    assert here.compare() == Reconciled(freed=1)


def test_what_was_withdrawn_waits_no_more(here) -> None:
    task = here.waiting()
    Contribution.objects.update(withdrawn_at=clock.now(), withdrawn_by=here.lead)
    assert here.compare() == Reconciled(ended=1)
    task.refresh_from_db()
    assert task.ended_at is not None


def test_each_city_has_its_own_tasks(here) -> None:
    here.waiting()
    narva = builders.city("narva")
    assert actions.reconcile(city=narva, by=system()) == Reconciled()
    assert Task.objects.exclude(city=here.city).count() == 0


def test_only_the_lead_and_the_house_itself_compare(here) -> None:
    with pytest.raises(NotAllowed):
        actions.reconcile(city=here.city, by=here.moderator)


def test_the_job_compares_every_city_and_ends_itself_with_its_effect(here) -> None:
    builders.contribution(here.call, shown=False)
    reconcile_all.enqueue()
    reconcile_all.enqueue()
    assert work.run_all(register_worker()) == 3
    assert Task.objects.filter(ended_at=None).count() == 1
