"""Comparing needs and rows every five minutes."""

from django_tasks import task

from visioon.kernel.accounts.actions import system
from visioon.kernel.cities.models import COMMONS, City
from visioon.kernel.jobs import queue
from visioon.kernel.jobs.worker import PERIODIC, Periodic
from visioon.kernel.tasks import actions

RECONCILE = "visioon.kernel.tasks.jobs.reconcile_city"
FIVE_MINUTES = 5 * 60


@task()
def reconcile_all() -> int:
    """A job for each city; one that waits already is enough."""
    cities = list(City.objects.exclude(slug=COMMONS).order_by("id").values_list("slug", flat=True))
    for slug in cities:
        queue.put(RECONCILE, [slug], {}, unique_key=f"{RECONCILE}@{slug}")
    return len(cities)


@task()
def reconcile_city(slug: str) -> None:
    """In one transaction: a worker that dies meanwhile has changed nothing."""
    with queue.effect():
        actions.reconcile(city=City.objects.get(slug=slug), by=system())


PERIODIC.append(Periodic("visioon.kernel.tasks.jobs.reconcile_all", FIVE_MINUTES))
