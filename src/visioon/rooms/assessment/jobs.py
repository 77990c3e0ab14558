"""Publishing an edition of the index apart from the page that asks for it; offices are asked once a week."""

from collections import Counter
from datetime import timedelta

from django_tasks import task

from visioon.kernel import clock
from visioon.kernel.accounts.actions import system
from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import Provenance
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.queue import put
from visioon.kernel.jobs.worker import PERIODIC, Periodic
from visioon.rooms.assessment import actions
from visioon.rooms.assessment.connect import fetching
from visioon.rooms.assessment.connect.asking import office_of
from visioon.rooms.assessment.models import IndexDesign, Upkeep
from visioon.rooms.assessment.taking import NoPlace

FETCH_SECONDS = 7 * 24 * 3600


@task()
def publish_index(design_id: str, actor_id: str) -> None:
    """Compute outside any transaction, publish inside the one effect of the job."""
    design = IndexDesign.objects.select_related("city").get(pk=design_id)
    actions.publish_index(design=design, by=Actor.objects.get(pk=actor_id))


@task()
def fetch_values(upkeep_id: str, actor_id: str = "") -> str:
    """In which state the answer of the office is kept; why nothing came stands there too. Not tried again at once."""
    found = Upkeep.objects.select_related("city", "indicator").get(pk=upkeep_id)
    by = Actor.objects.get(pk=actor_id) if actor_id else system()
    try:
        return str(fetching.fetch_values(upkeep=found, by=by).state)
    except (fetching.TooSoon, fetching.Nowhere, NoPlace) as why:
        return type(why).__name__


@task()
def fetch_all() -> int:
    """Put a job for each indicator that is fetched by itself, with a pause between two questions to an office."""
    kept = Upkeep.objects.filter(automatic=True, withdrawn_at=None, unavailable_at=None, provenance=Provenance.REAL)
    begun: Counter[str] = Counter()
    for one in kept.exclude(connector="").order_by("id"):
        begin(one, after=begun[one.connector] * office_of(one).pause)
        begun[one.connector] += 1
    return sum(begun.values())


def begin(upkeep: Upkeep, *, by: Actor | None = None, after: int = 0) -> Job:
    """Have the values of one indicator fetched soon; a job that waits already is not put twice."""
    return put(
        fetch_values.module_path,
        [str(upkeep.pk), str(by.pk) if by else ""],
        {},
        run_after=clock.now() + timedelta(seconds=after),
        unique_key=f"{fetch_values.module_path}:{upkeep.pk}",
    )


PERIODIC.append(Periodic("visioon.rooms.assessment.jobs.fetch_all", FETCH_SECONDS))
