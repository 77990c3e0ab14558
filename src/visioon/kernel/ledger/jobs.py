"""Sealing each minute."""

from django_tasks import task

from visioon.kernel.cities.models import City
from visioon.kernel.jobs.worker import PERIODIC, Periodic
from visioon.kernel.ledger import sealing
from visioon.kernel.ledger.models import Act


@task()
def seal_all() -> int:
    """Seal every city in which something happened."""
    cities = City.objects.filter(pk__in=_waiting())
    return sum(sealing.seal(city) is not None for city in cities.order_by("id"))


def _waiting() -> list[object]:
    return list(Act.objects.filter(seal=None).values_list("city", flat=True).distinct())


PERIODIC.append(Periodic("visioon.kernel.ledger.jobs.seal_all", 60))
