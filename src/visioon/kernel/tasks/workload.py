"""How much work an activity will make, before it opens: from the minutes that the sources state."""

from visioon.kernel.cities.models import City
from visioon.kernel.tasks.registry import SOURCES
from visioon.kernel.tasks.rules import Workload
from visioon.kernel.tasks.team import holders, team


def workload(city: City, each: str, count: int) -> Workload | None:
    """What so many things of an activity of this kind make; None where they make no tasks. One query."""
    found = [one for one in SOURCES.values() if one.each == each]
    if not found:
        return None
    members = team(city)
    able = {key for one in found for key in holders(members, one.roles)}
    return Workload(count, tuple((one.label, one.minutes) for one in found), len(able))
