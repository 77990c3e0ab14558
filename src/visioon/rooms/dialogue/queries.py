"""What a viewer may read of part 5."""

from typing import Any

from django.db.models import Q, QuerySet

from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.dialogue.actions import MODERATE
from visioon.rooms.dialogue.models import Contribution, Statement


def seen(viewer: Viewer) -> QuerySet[Contribution, Any]:
    """Shown and hidden ones (hidden: only number, date and reason are to be printed); waiting ones for their author
    and for those who moderate."""
    visible = Contribution.objects.visible_to(viewer)
    if viewer.may(MODERATE):
        return visible
    own = Q(author=viewer.actor) if viewer.actor else Q()
    return visible.filter(~Q(state=Contribution.State.WAITING) | own if viewer.actor else ~Q(state="waiting"))


def open_statements(viewer: Viewer) -> QuerySet[Statement, Any]:
    return Statement.objects.visible_to(viewer).filter(state=Statement.State.OPEN).order_by("number")
