"""Feeds are fetched four times a day, and every hour somebody looks whether a goal stands in question."""

from django_tasks import task

from visioon.kernel.accounts.actions import system
from visioon.kernel.cities.models import City, Provenance
from visioon.kernel.jobs.queue import effect, put
from visioon.kernel.jobs.worker import PERIODIC, Periodic
from visioon.rooms.horizon import actions
from visioon.rooms.horizon.models import Source

FETCH_SECONDS, WATCH_SECONDS = 6 * 3600, 3600


@task()
def fetch_source(source: str) -> int:
    """How many signals are new. What went wrong stands on the source: trying again at once would not help."""
    found = Source.objects.select_related("city").get(pk=source)
    return actions.fetch_feed(source=found, by=system())


@task()
def fetch_all() -> int:
    """Put a job for each feed; one that waits already is not put twice. Behind a sample there is no server."""
    real = Source.objects.filter(kind=Source.Kind.FEED, active=True, withdrawn_at=None, provenance=Provenance.REAL)
    return sum(begin(source) for source in real.order_by("id"))


def begin(source: Source) -> int:
    """Have one feed fetched soon."""
    put(fetch_source.module_path, [str(source.pk)], {}, unique_key=f"{fetch_source.module_path}:{source.pk}")
    return 1


@task()
def watch_all() -> int:
    """How many reviews were opened."""
    with effect():
        return sum(len(actions.watch(city=city, by=system())) for city in City.objects.order_by("id"))


PERIODIC.append(Periodic("visioon.rooms.horizon.jobs.fetch_all", FETCH_SECONDS))
PERIODIC.append(Periodic("visioon.rooms.horizon.jobs.watch_all", WATCH_SECONDS))
