"""The board: rows are parts and activities, columns are phases, a cell says what is open, planned or there."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.dialogue.models import Contribution, Statement
from visioon.rooms.overview.parts import Part
from visioon.rooms.process import queries as process
from visioon.rooms.process.gates import Condition, conditions
from visioon.rooms.process.models import Activity, Cycle, Stage
from visioon.rooms.process.queries import PlannedPart

PHASES = (
    ("prepare", _("Preparation")),
    ("open", _("Open")),
    ("analyse", _("Analysis")),
    ("back", _("Back to people")),
    ("decide", _("Decision")),
)
# In which phase an activity of a kind works, once its days have come.
PHASE_OF = {
    Activity.Kind.CONTRIBUTIONS: "open",
    Activity.Kind.STATEMENTS: "open",
    Activity.Kind.RATINGS: "analyse",
    Activity.Kind.COMMENTS: "back",
}
# Where stands what a part has brought: what is mapped was open, what is measured is analysis.
FACT_PHASE = {0: "decide", 1: "open", 2: "analyse", 3: "decide", 4: "open", 5: "open", 6: "analyse", 7: "decide"}
MIDDLE_OF_THE_LOOP = 6


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: an activity with what came in, or what a part has brought. when: before, open, after."""

    when: str
    activity: Activity | None = None
    came: int = 0
    days_left: int | None = None
    fact: str = ""


@dataclass
class Row:
    """A part, or one of its activities; a cell a phase."""

    part: int
    title: Any
    url: str
    cells: dict[str, Cell] = field(default_factory=dict)

    def in_phases(self) -> list[Cell | None]:
        return [self.cells.get(code) for code, _name in PHASES]


def rows(viewer: Viewer, cycle: Cycle, parts: list[Part]) -> list[Row]:
    """A row for each part that has brought something or has no activity, and one for each activity."""
    today = process.today(viewer)
    came = _counted(Contribution.objects.visible_to(viewer)) | _counted(Statement.objects.visible_to(viewer))
    activities = process.activities(viewer, cycle)
    busy = {one.part for one in activities}
    found = [_of_part(part) for part in parts if part.fact or part.number not in busy]
    urls = {part.number: part.url for part in parts}
    found += [_of_activity(one, urls.get(one.part, ""), came.get(one.pk, 0), today) for one in activities]
    return sorted(found, key=lambda row: row.part)  # stable: a part before its activities


def _of_part(part: Part) -> Row:
    when = "after" if part.state == "done" else "open"
    cells = {FACT_PHASE.get(part.number, "open"): Cell(when, fact=part.fact)} if part.fact else {}
    return Row(part.number, part.name, part.url, cells)


def _of_activity(one: Activity, url: str, came: int, today: date) -> Row:
    when = _when(one, today)
    phase = "prepare" if when == "before" else phase_of(one)
    left = process.days_left(one, today) if when == "open" else None
    return Row(one.part, one.title, url, {phase: Cell(when, one, came, left)})


def phase_of(activity: Activity) -> str:
    """A meeting collects in the first half of the loop and goes back to people in the second."""
    late = activity.part >= MIDDLE_OF_THE_LOOP
    return PHASE_OF.get(Activity.Kind(activity.kind), "back" if late else "open")


def _when(activity: Activity, today: date) -> str:
    if activity.is_open(today):
        return "open"
    return "before" if activity.opens is not None and activity.opens > today else "after"


def _counted(found: Any) -> dict[Any, int]:
    return dict(found.order_by().values_list("activity").annotate(n=Count("pk")))


@dataclass(frozen=True)
class Gate:
    """The gate of one part: what it waits for, and whether it is open."""

    stage: Stage
    conditions: list[Condition]

    @property
    def is_open(self) -> bool:
        return all(one.met for one in self.conditions)


def gates(planned: list[PlannedPart]) -> list[Gate]:
    """The gates of the parts that are open now, the one that ends first on top."""
    opened = sorted(
        (one for one in planned if one.state == "here"), key=lambda one: (one.stage.ends or date.max, one.stage.part)
    )
    found = [Gate(one.stage, conditions(one.stage)) for one in opened]
    return [one for one in found if one.conditions]
