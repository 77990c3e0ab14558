"""Publishing an edition of the index apart from the page that asks for it."""

from uuid import UUID

from django_tasks import task

UNIQUE = "index"


def unique_key(design_id: UUID) -> str:
    """One request waits for a design at a time."""
    return f"{UNIQUE}:{design_id}"


@task()
def publish_index(design_id: str, actor_id: str) -> None:
    """Compute outside any transaction, publish inside the one effect of the job."""
    from visioon.kernel.accounts.models import Actor
    from visioon.rooms.assessment import actions
    from visioon.rooms.assessment.models import IndexDesign

    design = IndexDesign.objects.select_related("city").get(pk=design_id)
    actions.publish_index(design=design, by=Actor.objects.get(pk=actor_id))
