"""Letters on Monday morning, once a week and city, whatever workers do; and the process beside every edition."""

from django_tasks import task

from visioon.kernel import clock
from visioon.kernel.accounts.actions import system
from visioon.kernel.cities.models import COMMONS, City
from visioon.kernel.jobs import queue
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.worker import PERIODIC, Periodic
from visioon.kernel.notices import outbox
from visioon.rooms.overview import actions
from visioon.rooms.overview.letters import letters, name_of_week

MONDAY, MORNING, AN_HOUR, A_MINUTE = 0, 7, 60 * 60, 60
WRITE = "visioon.rooms.overview.jobs.write_week_letters"


@task()
def letters_of_monday() -> int:
    """Where it is Monday morning and the letters of this week have no job yet, put one. Gives how many."""
    return sum(_put(city) for city in City.objects.exclude(slug=COMMONS).order_by("id"))


def _put(city: City) -> bool:
    now = clock.now().astimezone(city.zone)
    if now.weekday() != MONDAY or now.hour < MORNING:
        return False
    of = name_of_week(now.date())
    key = f"{WRITE}@{city.slug}@{of}"
    if Job.objects.filter(unique_key=key).exists():
        return False
    queue.put(WRITE, [city.slug, of], {}, unique_key=key)
    return True


@task()
def write_week_letters(slug: str, of: str) -> None:
    """All letters of a week into the outbox; the keys of the letters keep a second run from putting any twice."""
    made = letters(City.objects.get(slug=slug), of)
    with queue.effect():
        outbox.put(made)


@task()
def keep_processes() -> int:
    """How the process goes, beside what was published since the last time. Gives how many editions."""
    cities = City.objects.exclude(slug=COMMONS).order_by("id")
    return sum(len(actions.keep_process(city=city, by=system())) for city in cities)


PERIODIC.append(Periodic("visioon.rooms.overview.jobs.letters_of_monday", AN_HOUR))
PERIODIC.append(Periodic("visioon.rooms.overview.jobs.keep_processes", A_MINUTE))
