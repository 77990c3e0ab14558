"""What several papers tell: the dates that come next."""

from dataclasses import dataclass
from datetime import date

from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.process import queries as process
from visioon.rooms.process.models import Activity

MOST_DATES = 6


@dataclass(frozen=True)
class Ahead:
    """Something that is open now or opens later: what, and until or from when."""

    activity: Activity
    is_open: bool
    on: date | None


def next_dates(viewer: Viewer) -> list[Ahead]:
    """What is open, that which ends first on top, then what opens next."""
    cycle = process.running(viewer)
    if cycle is None:
        return []
    today = process.today(viewer)
    found = process.activities(viewer, cycle)
    opened = [Ahead(one, True, one.ends) for one in found if one.is_open(today)]
    coming = [Ahead(one, False, one.opens) for one in found if one.opens is not None and one.opens > today]
    opened.sort(key=lambda one: (one.on or date.max, one.activity.slug))
    coming.sort(key=lambda one: (one.on or date.max, one.activity.slug))
    return [*opened, *coming][:MOST_DATES]
