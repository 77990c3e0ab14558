"""Publishing an edition of the index apart from the page that asks for it."""

from django_tasks import task

from visioon.kernel.accounts.models import Actor
from visioon.rooms.assessment import actions
from visioon.rooms.assessment.models import IndexDesign


@task()
def publish_index(design_id: str, actor_id: str) -> None:
    """Compute outside any transaction, publish inside the one effect of the job."""
    design = IndexDesign.objects.select_related("city").get(pk=design_id)
    actions.publish_index(design=design, by=Actor.objects.get(pk=actor_id))
