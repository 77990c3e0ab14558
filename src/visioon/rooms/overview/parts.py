"""The thirteen parts as they really stand: their planned days, and beside these what is there already."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import COMMONS
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.models import Decision
from visioon.rooms.assessment.computing import KIND as INDEX
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.dialogue import queries as dialogue
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.goals import queries as goals
from visioon.rooms.goals.models import Goal
from visioon.rooms.inventory.models import Solution
from visioon.rooms.process import queries as process
from visioon.rooms.process.models import Cycle
from visioon.rooms.process.queries import PlannedPart
from visioon.rooms.stakeholders.models import Organisation
from visioon.rooms.strategy.models import Version
from visioon.rooms.topics.models import Topic

# Which page tells of which part.
PAGES = {
    0: "process:plan",
    1: "inventory:solutions",
    2: "assessment:state",
    3: "overview:domains",
    4: "stakeholders:people",
    5: "dialogue:activities",
    6: "goals:goals",
    7: "priorities:priorities",
    8: "strategy:read",
    12: "horizon:radar",
}


@dataclass(frozen=True)
class Part:
    number: int
    name: Any
    state: str
    url: str
    fact: str = ""


@dataclass(frozen=True)
class Ring:
    """The ring of thirteen, and the three lines in its middle."""

    parts: list[Part]
    mid1: str
    mid2: Any
    mid3: str


def ring(viewer: Viewer, cycle: Cycle | None) -> Ring | None:
    if cycle is None:
        return None
    today = process.today(viewer)
    planned = process.parts(viewer, cycle, today)
    if not planned:
        return None
    here = focus(planned)
    parts = [_part(viewer, cycle, one, here) for one in planned]
    left = _("%(days)d days left") % {"days": (here.stage.ends - today).days + 1} if here and here.stage.ends else ""
    return Ring(parts, _round_words(viewer, cycle), here.stage.name if here else cycle.title, left)


def focus(planned: list[PlannedPart]) -> PlannedPart | None:
    """Of the parts that are open, the one that ends first: it is the one to look at now."""
    opened = [one for one in planned if one.state == "here"]
    return min(opened, key=lambda one: (one.stage.ends or date.max, -one.stage.part), default=None)


def _part(viewer: Viewer, cycle: Cycle, one: PlannedPart, here: PlannedPart | None) -> Part:
    fact = FACTS[one.stage.part](viewer, cycle) if one.stage.part in FACTS else ""
    state: str = one.state
    if state == "here" and one is not here:
        state = "also"
    if state == "ahead" and fact:
        state = "begun"
    where = reverse(PAGES.get(one.stage.part, "process:plan"), kwargs={"city": viewer.city.slug})
    return Part(one.stage.part, str(one.stage.name), state, where, fact)


def _round_words(viewer: Viewer, cycle: Cycle) -> str:
    open_round = process.open_round(viewer)
    words = _("Cycle %(number)d") % {"number": cycle.number}
    return f"{words}, {open_round.name}" if open_round else words


def _plan(viewer: Viewer, cycle: Cycle) -> str:
    number, counts = process.standing(viewer, cycle)
    if number is None:
        return ""
    names = {"number": number, "yes": counts["yes"], "all": sum(counts.values())}
    return _("version %(number)d: %(yes)d of %(all)d parties say yes") % names


def _inventory(viewer: Viewer, cycle: Cycle) -> str:
    number = Solution.objects.visible_to(viewer).count()
    return ngettext("%(n)d solution mapped", "%(n)d solutions mapped", number) % {"n": number} if number else ""


def _assessment(viewer: Viewer, cycle: Cycle) -> str:
    number = Indicator.objects.filter(city__slug__in=[COMMONS, viewer.city.slug], withdrawn_at=None).count()
    if not number or editions.latest(viewer.city, INDEX) is None:
        return ""
    return ngettext("%(n)d indicator, published", "%(n)d indicators, published", number) % {"n": number}


def _topics(viewer: Viewer, cycle: Cycle) -> str:
    number = Topic.objects.visible_to(viewer).count()
    return ngettext("six domains, %(n)d topic", "six domains, %(n)d topics", number) % {"n": number} if number else ""


def _people(viewer: Viewer, cycle: Cycle) -> str:
    number = Organisation.objects.visible_to(viewer).count()
    return ngettext("%(n)d organisation", "%(n)d organisations", number) % {"n": number} if number else ""


def _dialogue(viewer: Viewer, cycle: Cycle) -> str:
    number = dialogue.seen(viewer).filter(state=Contribution.State.SHOWN).count()
    return ngettext("%(n)d thought", "%(n)d thoughts", number) % {"n": number} if number else ""


def _goals(viewer: Viewer, cycle: Cycle) -> str:
    standing = goals.seen(viewer).filter(state__in=[Goal.State.PUBLISHED, Goal.State.ADOPTED]).count()
    return ngettext("%(n)d goal stands", "%(n)d goals stand", standing) % {"n": standing} if standing else ""


def _priorities(viewer: Viewer, cycle: Cycle) -> str:
    number = Decision.objects.visible_to(viewer).count()
    return ngettext("%(n)d decision", "%(n)d decisions", number) % {"n": number} if number else ""


def _strategy(viewer: Viewer, cycle: Cycle) -> str:
    last = Version.objects.visible_to(viewer).order_by("number").last()
    return _("version %(number)d") % {"number": last.number} if last else ""


Fact = Callable[[Viewer, Cycle], str]
FACTS: dict[int, Fact] = {
    0: _plan,
    1: _inventory,
    2: _assessment,
    3: _topics,
    4: _people,
    5: _dialogue,
    6: _goals,
    7: _priorities,
    8: _strategy,
}
