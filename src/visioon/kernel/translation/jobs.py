"""Keeping the memory in step with the texts, and taking in a file behind the page."""

from django_tasks import task

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import COMMONS, City
from visioon.kernel.jobs.worker import PERIODIC, Periodic
from visioon.kernel.translation import exchange, memory

EVERY = 300


@task()
def remember_all() -> int:
    """How many texts were kept anew in all cities."""
    return sum(memory.remember(city)[0] for city in City.objects.exclude(slug=COMMONS).order_by("id"))


@task()
def take_in(city: str, rows: list[list[str]], actor: str) -> dict[str, list[str]]:
    """The names of the texts that were saved and of those that were refused."""
    return exchange.take_in(city=City.objects.get(pk=city), rows=rows, by=Actor.objects.get(pk=actor))


PERIODIC.append(Periodic("visioon.kernel.translation.jobs.remember_all", EVERY))
