"""Tasks that can be killed midway."""

import time

from django_tasks import task

from visioon.kernel.accounts.actions import system
from visioon.kernel.cities.models import City
from visioon.kernel.jobs import queue
from visioon.kernel.ledger.acts import record
from visioon.kernel.texts.value import Text

COMPUTES_SECONDS, WRITES_SECONDS = 0.15, 0.15


@task()
def slow_city(slug: str) -> None:
    """Computes for a while, then writes for a while: a worker can be killed in either."""
    time.sleep(COMPUTES_SECONDS)
    with queue.effect():
        city = City.objects.create(slug=slug, name=Text.of("et", {"et": slug}))
        record(by=system(), city=city, verb="city.founded", of=city)
        time.sleep(WRITES_SECONDS)
