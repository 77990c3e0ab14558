"""Publishing takes a while: computed outside any transaction, written in one."""

from typing import Any
from uuid import UUID

from django_tasks import task

from visioon.kernel.accounts.models import Actor
from visioon.kernel.cities.models import City
from visioon.kernel.jobs.models import Job
from visioon.kernel.jobs.queue import effect, put
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.models import Edition
from visioon.rooms.process.models import Activity
from visioon.rooms.synthesis import actions
from visioon.rooms.synthesis.computing import OPINIONS, THEMES


@task()
def publish_themes(city_id: str, actor_id: str) -> None:
    city, by = City.objects.get(pk=city_id), Actor.objects.get(pk=actor_id)
    draft = actions.prepare_themes(city=city, by=by)
    with effect():
        editions.publish(draft=draft, city=city, by=by)


@task()
def publish_opinions(activity_id: str, actor_id: str) -> None:
    activity = Activity.objects.select_related("city").get(pk=activity_id)
    by = Actor.objects.get(pk=actor_id)
    draft = actions.prepare_opinions(activity=activity, by=by)
    with effect():
        editions.publish(draft=draft, city=activity.city, by=by, of=activity)


def last(publishing: Any, of: UUID) -> Job | None:
    """The last job of this task for a city or an activity: how publishing stands."""
    found = Job.objects.filter(task=publishing.module_path, args__0=str(of))
    return found.order_by("-created_at", "-id").first()


def begin(publishing: Any, of: UUID, by: Actor) -> None:
    """Put the job, unless it waits or runs already; two who press at once put one."""
    before = last(publishing, of)
    if before is None or before.state in {Job.State.DONE, Job.State.FAILED}:
        put(publishing.module_path, [str(of), str(by.pk)], {}, unique_key=f"{publishing.module_path}:{of}")


def states(activities: list[Activity], city: City) -> dict[str, Any]:
    """What the desk shows of publishing: job and edition of the themes, and of each activity's opinion map."""
    found = Edition.objects.filter(city=city, kind__in=[THEMES, OPINIONS]).defer("document").order_by("number")
    published = {(edition.kind, edition.of_id): edition for edition in found}
    return {
        "themes": {"job": last(publish_themes, city.pk), "edition": published.get((THEMES, None))},
        "maps": [
            {"activity": one, "job": last(publish_opinions, one.pk), "edition": published.get((OPINIONS, one.pk))}
            for one in activities
        ],
    }
