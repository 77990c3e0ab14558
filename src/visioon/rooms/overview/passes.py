"""The rounds of a cycle: which one a page looks at, and the picture of the loop with all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.turns import AHEAD, DONE, HERE, MOST_TURNS, Loop, Turn, turns
from visioon.kernel.look.dates import day_words
from visioon.rooms.overview.parts import focus
from visioon.rooms.process.models import Activity, Cycle, Round
from visioon.rooms.process.queries import PlannedPart

# The first round walks from the plan; each later one begins again where ideas are exchanged. All come to new goals.
AGAIN_FROM, COMES_TO = 5, 6


@dataclass(frozen=True)
class Pass:
    """A round, opened or planned. round is None where no one opened it yet."""

    number: int
    round: Round | None

    @property
    def name(self) -> Any:
        return self.round.name if self.round else _("round %(number)d") % {"number": self.number}

    @property
    def state(self) -> str:
        if self.round is None:
            return AHEAD
        return DONE if self.round.closed_at else HERE

    @property
    def word(self) -> str:
        if self.round is None:
            return _("to come")
        closed = self.round.closed_at
        return _("closed on %(date)s") % {"date": day_words(closed)} if closed else _("open")


def passes(rounds: Iterable[Round], activities: Iterable[Activity]) -> list[Pass]:
    """Every round that was opened, and every one that something is planned for."""
    opened = {one.number: one for one in rounds}
    planned = {one.round_number for one in activities if one.round_number}
    return [Pass(number, opened.get(number)) for number in sorted({*opened, *planned})]


def loop(
    cycle: Cycle, found: list[Pass], planned: list[PlannedPart], activities: list[Activity], past: Iterable[Cycle]
) -> Chart | None:
    """None where no part is planned. The newest rounds are drawn where there are more than there is room for."""
    here = focus(planned)
    at = here.stage.part if here else None
    own = [_turn(one, activities, at) for one in found[-MOST_TURNS:]]
    parts = [one.stage.part for one in planned]
    if not parts:
        return None
    name = _("Cycle %(number)d") % {"number": cycle.number}
    earlier = [str(one.title) for one in past]
    return turns(Loop(name, parts, own, at, earlier), sample=cycle.is_sample, caption=_caption(found, here))


def _turn(one: Pass, activities: list[Activity], at: int | None) -> Turn:
    """From where it begins to the last part for which it has something; an open one reaches to where the city is."""
    own = [activity.part for activity in activities if activity.round_number == one.number]
    reach = [at] if at is not None and one.state == HERE else []
    first = 0 if one.number == 1 else min([AGAIN_FROM, *own])
    return Turn(one.number, str(one.name), first, max([COMES_TO, *own, *reach]), one.state, one.word)


def _caption(found: list[Pass], here: PlannedPart | None) -> Caption:
    open_ = next((one for one in found if one.state == HERE), None)
    if open_ and here:
        words = _("Now: %(round)s, part %(part)d, %(name)s")
        title = words % {"round": open_.name, "part": here.stage.part, "name": here.stage.name}
    else:
        title = ngettext("%(n)d round so far", "%(n)d rounds so far", len(found)) % {"n": len(found)}
    note = _("An arc is one walk through the parts; the second round is the same board, walked again.")
    return Caption(title, note)
