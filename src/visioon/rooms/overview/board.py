"""The board: rows are activities, columns are phases, a cell says what is open."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.dialogue.models import Contribution, Statement
from visioon.rooms.process import queries as process
from visioon.rooms.process.models import Activity


@dataclass(frozen=True)
class Row:
    """An activity: what came in so far, and the phase it is in: before, open or after."""

    activity: Activity
    phase: str
    came: int
    days_left: int | None


def rows(viewer: Viewer) -> list[Row]:
    cycle = process.running(viewer)
    if cycle is None:
        return []
    today = process.today(viewer)
    came = _counted(Contribution.objects.visible_to(viewer)) | _counted(Statement.objects.visible_to(viewer))
    return [
        Row(one, _phase(one, today), came.get(one.pk, 0), process.days_left(one, today) if one.is_open(today) else None)
        for one in process.activities(viewer, cycle)
    ]


def _phase(activity: Activity, today: date) -> str:
    if activity.is_open(today):
        return "open"
    return "before" if activity.opens is not None and activity.opens > today else "after"


def _counted(found: Any) -> dict[Any, int]:
    return dict(found.order_by().values_list("activity").annotate(n=Count("pk")))
