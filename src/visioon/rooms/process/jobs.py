"""Reminders to parties that are silent; and what the post has to know of letters to parties."""

from django_tasks import task

from visioon.kernel import clock
from visioon.kernel.accounts.actions import system
from visioon.kernel.jobs import queue
from visioon.kernel.jobs.worker import PERIODIC, Periodic
from visioon.kernel.notices.completing import kind
from visioon.rooms.process import correspondence, letters
from visioon.rooms.process.models import Cycle

REMIND = "visioon.rooms.process.jobs.remind_cycle"
AN_HOUR, MORNING, EVENING = 60 * 60, 8, 20


@task()
def remind_all() -> int:
    """By day, a job for each running cycle; one that waits already is enough. Gives how many."""
    count = 0
    for cycle in Cycle.objects.filter(state=Cycle.State.RUNNING, withdrawn_at=None).select_related("city"):
        if MORNING <= clock.now().astimezone(cycle.city.zone).hour < EVENING:
            queue.put(REMIND, [str(cycle.pk)], {}, unique_key=f"{REMIND}@{cycle.pk}")
            count += 1
    return count


@task()
def remind_cycle(cycle: str) -> None:
    """In one transaction: a worker that dies meanwhile has written nothing."""
    with queue.effect():
        found = Cycle.objects.select_related("city").get(pk=cycle)
        correspondence.remind(cycle=found, by=system())


PERIODIC.append(Periodic("visioon.rooms.process.jobs.remind_all", AN_HOUR))
kind(correspondence.KEY, needless=letters.needless, own=letters.own_words)
