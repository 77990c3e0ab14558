"""What a viewer may read of part 0."""

from dataclasses import dataclass
from datetime import date

from visioon.kernel import clock
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.process.models import Activity, Cycle, Finding, Round, Stage
from visioon.rooms.process.rules import State, state


@dataclass(frozen=True)
class PlannedPart:
    stage: Stage
    state: State


def running(viewer: Viewer) -> Cycle | None:
    found: Cycle | None = Cycle.objects.visible_to(viewer).filter(state=Cycle.State.RUNNING).first()
    return found


def open_round(viewer: Viewer) -> Round | None:
    """The round that is open in the running cycle."""
    found: Round | None = (
        Round.objects.visible_to(viewer).filter(closed_at=None, cycle__state=Cycle.State.RUNNING).first()
    )
    return found


def parts(viewer: Viewer, cycle: Cycle, on: date) -> list[PlannedPart]:
    stages = Stage.objects.visible_to(viewer).filter(cycle=cycle).order_by("part")
    return [PlannedPart(stage, state(stage, on)) for stage in stages]


def activities(viewer: Viewer, cycle: Cycle) -> list[Activity]:
    return list(Activity.objects.visible_to(viewer).filter(cycle=cycle).order_by("part", "opens", "id"))


def past_cycles(viewer: Viewer) -> list[tuple[Cycle, list[Finding]]]:
    cycles = list(Cycle.objects.visible_to(viewer).filter(state=Cycle.State.PAST).order_by("-number"))
    findings = list(Finding.objects.visible_to(viewer).filter(cycle__in=cycles).order_by("id"))
    return [(cycle, [one for one in findings if one.cycle_id == cycle.pk]) for cycle in cycles]


def today(viewer: Viewer) -> date:
    return clock.today(viewer.city.time_zone)


def days_left(activity: Activity, on: date) -> int | None:
    """How many days an open activity has left, the last one included; None where it has no end."""
    return (activity.ends - on).days + 1 if activity.ends else None
