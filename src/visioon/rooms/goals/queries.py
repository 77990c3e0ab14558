"""What a viewer may read of goals."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.goals.models import Goal, GoalRevision

__all__ = ["Goal", "GoalRevision", "seen", "with_revision"]


def seen(viewer: Viewer) -> QuerySet[Goal, Any]:
    """Drafts are for those who work here."""
    visible = Goal.objects.visible_to(viewer)
    return visible if viewer.works_here else visible.exclude(state=Goal.State.DRAFT)


def with_revision(viewer: Viewer, ids: Iterable[UUID] | None = None) -> Iterator[tuple[Goal, GoalRevision]]:
    """Goals with the revision that stands, in two queries."""
    goals = seen(viewer).order_by("domain", "id")
    found = {goal.pk: goal for goal in (goals.filter(pk__in=ids) if ids is not None else goals)}
    revisions = GoalRevision.objects.filter(goal__in=found).select_related("indicator")
    standing = {one.goal_id: one for one in revisions if one.number == found[one.goal_id].revision}
    return ((goal, standing[key]) for key, goal in found.items())
