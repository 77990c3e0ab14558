"""The board: rows are parts and activities, columns are phases, a cell lists what is open, planned or there."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import Provenance
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.models import Edition
from visioon.kernel.tasks import queries as tasks
from visioon.rooms.dialogue.models import Contribution, Statement
from visioon.rooms.goals import computing as rounds
from visioon.rooms.goals.models import Reaction
from visioon.rooms.overview.parts import Part
from visioon.rooms.process import queries as process
from visioon.rooms.process.models import Activity, Cycle, Round

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
FACT_PHASE = {
    0: "decide", 1: "open", 2: "analyse", 3: "decide", 4: "open", 5: "open", 6: "analyse", 7: "decide", 8: "decide",
    9: "decide", 10: "back", 11: "decide", 12: "analyse",
}  # fmt: skip
MIDDLE_OF_THE_LOOP = 6


# What an activity of a kind is called in a cell, and where one takes part in it.
METHODS = {
    Activity.Kind.CONTRIBUTIONS: _("Thoughts"),
    Activity.Kind.STATEMENTS: _("Statements"),
    Activity.Kind.RATINGS: _("Ratings"),
    Activity.Kind.MEETING: _("Meeting"),
    Activity.Kind.COMMENTS: _("Comments"),
}
EXCHANGE, GOALS = 5, 6
# Whose tasks wait in which part.
PART_OF = {
    "process": 0, "inventory": 1, "assessment": 2, "topics": 3, "stakeholders": 4, "dialogue": 5, "synthesis": 6,
    "goals": 6, "priorities": 7, "strategy": 8, "brand": 9, "outreach": 10, "delivery": 11, "horizon": 12,
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One thing that stands in a cell: a method with what came in, or what a part has brought.

    when: before, open, after. url: where one takes part in it, while it is open.
    """

    when: str
    activity: Activity | None = None
    came: int = 0
    days_left: int | None = None
    fact: str = ""
    sample: bool = False
    url: str = ""

    @property
    def method(self) -> Any:
        return METHODS[Activity.Kind(self.activity.kind)] if self.activity else ""


@dataclass
class Row:
    """A part, or an activity with the methods beside it; a cell a phase, which may hold several things.

    waiting: how many tasks wait in the part, for those who work here.
    """

    part: int
    title: Any
    url: str
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    waiting: int = 0

    def in_phases(self) -> list[list[Cell]]:
        return [self.cells.get(code, []) for code, _name in PHASES]

    def put(self, phase: str, cell: Cell) -> None:
        self.cells.setdefault(phase, []).append(cell)


def rows(
    viewer: Viewer, cycle: Cycle, parts: list[Part], activities: list[Activity], round_: Round | None
) -> list[Row]:
    """A row for each part that has brought something or has no activity, and one for each activity.

    activities: those of the pass that is looked at; round_: this pass, where it was opened.
    """
    came = _counted(Contribution.objects.visible_to(viewer)) | _counted(Statement.objects.visible_to(viewer))
    today = process.today(viewer)
    busy = {one.part for one in activities}
    parts = _in_round(viewer, parts, round_) if round_ else parts
    found = [_of_part(part) for part in parts if part.fact or part.number not in busy]
    _say_reactions(viewer, cycle, round_, found)
    urls = {part.number: part.url for part in parts}
    by_row: dict[Any, Row] = {}
    shown = {one.pk for one in activities}
    for one in sorted(activities, key=lambda activity: activity.beside_id is not None):
        key = one.beside_id if one.beside_id in shown else one.pk
        row = by_row.setdefault(key, Row(one.part, one.title, urls.get(one.part, "")))
        _put(viewer, row, one, came.get(one.pk, 0), today)
    return sorted([*found, *by_row.values()], key=lambda row: row.part)  # stable: a part before its activities


def _of_part(part: Part) -> Row:
    row = Row(part.number, part.name, part.url)
    if part.fact:
        when = "after" if part.state == "done" else "open"
        row.put(FACT_PHASE[part.number], Cell(when, fact=part.fact, sample=part.fact_is_sample))
    return row


def _put(viewer: Viewer, row: Row, one: Activity, came: int, today: date) -> None:
    when = _when(one, today)
    left = process.days_left(one, today) if when == "open" else None
    where = _where(viewer, one) if when == "open" else ""
    row.put("prepare" if when == "before" else phase_of(one), Cell(when, one, came, left, url=where))


def _where(viewer: Viewer, one: Activity) -> str:
    """Where one takes part: in the activity itself, among the statements, or where all that is open is told."""
    city = {"city": viewer.city.slug}
    if one.kind == Activity.Kind.CONTRIBUTIONS:
        return reverse("dialogue:say", kwargs={**city, "activity": one.slug})
    if one.kind == Activity.Kind.STATEMENTS:
        return reverse("dialogue:vote", kwargs=city)
    return "" if one.kind == Activity.Kind.RATINGS else reverse("dialogue:activities", kwargs=city)


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


def _in_round(viewer: Viewer, parts: list[Part], round_: Round) -> list[Part]:
    """What parts 5 and 6 brought in this round alone, where that is known; all else belongs to the cycle."""
    own = {EXCHANGE: _thoughts(viewer, round_), GOALS: _goals(viewer, round_)}
    return [replace(one, fact=own[one.number]) if own.get(one.number) else one for one in parts]


def _thoughts(viewer: Viewer, round_: Round) -> str:
    said = Contribution.objects.visible_to(viewer).filter(state=Contribution.State.SHOWN)
    number = said.filter(activity__cycle=round_.cycle_id, activity__round_number=round_.number).count()
    words = ngettext("%(n)d thought in this round", "%(n)d thoughts in this round", number)
    return words % {"n": number} if number else ""


def _goals(viewer: Viewer, round_: Round) -> str:
    """How many goals stood when the round was frozen for the last time."""
    frozen = Edition.objects.filter(city=viewer.city, kind=rounds.KIND, of_id=round_.pk).order_by("number").last()
    if frozen is None or (frozen.is_sample and not viewer.sees_samples):
        return ""
    number = int(editions.read(frozen).result["goals"])
    words = ngettext("%(n)d goal stood in this round", "%(n)d goals stood in this round", number)
    return words % {"n": number}


def _say_reactions(viewer: Viewer, cycle: Cycle, round_: Round | None, found: list[Row]) -> None:
    """Goals that went back to people: how many said whether they recognise them; real ones, or else the samples."""
    given = Reaction.objects.visible_to(viewer).filter(round__cycle=cycle)
    given = given.filter(round=round_) if round_ else given
    sums = dict(given.order_by().values_list("provenance").annotate(n=Sum("count")))
    sample = not sums.get(Provenance.REAL)
    number = sums.get(Provenance.SAMPLE if sample else Provenance.REAL, 0)
    row = next((one for one in found if one.part == GOALS), None)
    if row is not None and number:
        words = ngettext("%(n)d reaction to goals", "%(n)d reactions to goals", number) % {"n": number}
        row.put("back", Cell("open", fact=words, sample=sample))


def say_what_waits(viewer: Viewer, found: list[Row]) -> None:
    """How many tasks wait in each part, at its first row. One query."""
    counts: dict[int, int] = {}
    for kind, number in tasks.open_tasks(viewer).order_by().values_list("kind").annotate(n=Count("pk")):
        part = PART_OF.get(kind.partition(".")[0])
        if part is not None:
            counts[part] = counts.get(part, 0) + number
    for row in found:
        row.waiting = counts.pop(row.part, 0)
