"""Publishing a version reads and freezes every block in every language: done behind the page."""

from typing import Any

from django_tasks import task

from visioon.kernel.accounts.models import Actor
from visioon.kernel.texts.value import Text
from visioon.rooms.strategy import actions
from visioon.rooms.strategy.models import Document


@task()
def publish_version(document: str, note: dict[str, Any], actor: str) -> str:
    """The number of the version; what stands in the way is said in words, for trying again would not help."""
    try:
        made = actions.publish_version(
            document=Document.objects.get(pk=document), note=Text.load(note), by=Actor.objects.get(pk=actor)
        )
    except (actions.Unchanged, actions.Incomplete, actions.Skips) as refused:
        return f"{type(refused).__name__}: {', '.join(map(str, refused.args))}"
    return str(made.number)
