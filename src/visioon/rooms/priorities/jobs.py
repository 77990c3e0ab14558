"""Publishing a ranking takes ten thousand weightings: done behind the page."""

from django_tasks import task

from visioon.kernel.accounts.models import Actor
from visioon.rooms.priorities import actions
from visioon.rooms.priorities.models import Panel


@task()
def publish_ranking(panel: str, actor: str) -> None:
    """Freeze the ratings of a closed panel as an edition."""
    actions.publish_ranking(panel=Panel.objects.get(pk=panel), by=Actor.objects.get(pk=actor))
