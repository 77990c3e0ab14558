"""Keeping the memory in step with the texts."""

from django_tasks import task

from visioon.kernel.cities.models import COMMONS, City
from visioon.kernel.jobs.worker import PERIODIC, Periodic
from visioon.kernel.translation import memory

EVERY = 300


@task()
def remember_all() -> int:
    """How many texts were kept anew in all cities."""
    return sum(memory.remember(city)[0] for city in City.objects.exclude(slug=COMMONS).order_by("id"))


PERIODIC.append(Periodic("visioon.kernel.translation.jobs.remember_all", EVERY))
