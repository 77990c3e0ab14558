"""Tasks that tests put."""

from django_tasks import task

from visioon.kernel.cities.models import City
from visioon.kernel.guards import request_id
from visioon.kernel.jobs import queue
from visioon.kernel.texts.value import Text


@task()
def found_city(slug: str) -> str:
    """Makes a city as its effect: a second effect would break the unique slug."""
    with queue.effect():
        City.objects.create(slug=slug, name=Text.of("et", {"et": slug}))
    return slug


@task()
def say_request_id() -> str:
    return request_id.current()


@task()
def fail() -> None:
    raise ValueError("as asked")
