"""Many workers compare needs and rows at once: every need has one task, every task one end, every taker one luck."""

import pytest

from tests import builders
from tests.faults.test_votes_at_once import THREADS, at_once
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.roles import Role
from visioon.kernel.ledger.models import Act
from visioon.kernel.tasks import actions
from visioon.kernel.tasks.models import Task
from visioon.kernel.tasks.tests.world import World, world
from visioon.rooms.dialogue import actions as dialogue
from visioon.rooms.dialogue.models import Contribution

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
VOICES = 12


@pytest.fixture
def here() -> World:
    made = world()
    for number in range(VOICES):
        builders.contribution(made.call, shown=False, words=f"Mõte number {number} siin.")
    return made


def compare(here: World) -> None:
    by = system()
    at_once(lambda _number: actions.reconcile(city=here.city, by=by), range(THREADS))


def counted(what: str) -> int:
    return sum(act.data[what] for act in Act.objects.filter(verb="tasks.reconciled"))


def test_sixteen_comparers_open_every_task_once_and_end_it_once(here: World) -> None:
    compare(here)
    assert Task.objects.count() == counted("opened") == VOICES
    for voice in Contribution.objects.all():
        dialogue.show(contribution=voice, by=here.moderator)
    compare(here)
    read = Task.objects.filter(kind="dialogue.read")
    assert counted("ended") == VOICES == read.filter(ended_by_act__verb="contribution.shown").count()
    assert Task.objects.filter(ended_at=None).count() == counted("opened") - VOICES == 2 * VOICES


def test_voices_are_said_while_tasks_are_compared_and_none_is_missed(here: World) -> None:
    by = system()

    def work(number: int) -> None:
        if number % 2:
            builders.contribution(here.call, shown=False, words=f"Veel üks mõte {number}.")
        actions.reconcile(city=here.city, by=by)

    at_once(work, range(2 * THREADS))
    waiting = {str(one.pk) for one in Contribution.objects.filter(state="waiting")}
    assert len(waiting) == VOICES + THREADS
    assert sorted(Task.objects.filter(ended_at=None).values_list("key", flat=True)) == sorted(waiting)
    assert Task.objects.count() == len(waiting)


def test_sixteen_who_take_one_task_are_one_who_has_it(here: World) -> None:
    here.compare()
    task = here.newest("dialogue.read")
    people = [here.helper(Role.MODERATOR) for _ in range(THREADS)]

    def take(number: int) -> int:
        try:
            actions.take(task=task, by=people[number])
        except actions.Over:
            return 0
        return 1

    assert sum(at_once(take, range(THREADS))) == 1
    assert Act.objects.filter(verb="task.taken").count() == 1
