"""The thirteen parts as they really stand: their planned days, and beside these what is there already."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import COMMONS, Provenance
from visioon.kernel.ledger import editions
from visioon.kernel.ledger.models import Decision
from visioon.rooms.assessment.computing import KIND as INDEX
from visioon.rooms.assessment.models import Indicator
from visioon.rooms.brand.models import BrandKit
from visioon.rooms.delivery.models import Project
from visioon.rooms.dialogue import queries as dialogue
from visioon.rooms.dialogue.models import Contribution
from visioon.rooms.goals import queries as goals
from visioon.rooms.goals.models import Goal
from visioon.rooms.horizon.models import Trend
from visioon.rooms.inventory.models import Solution
from visioon.rooms.outreach.models import Message
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
    3: "overview:topics",
    4: "stakeholders:people",
    5: "dialogue:activities",
    6: "goals:goals",
    7: "priorities:priorities",
    8: "strategy:read",
    9: "brand:face",
    10: "outreach:calendar",
    11: "delivery:projects",
    12: "horizon:radar",
}


@dataclass(frozen=True)
class Part:
    number: int
    name: Any
    state: str
    url: str
    fact: str = ""
    fact_is_sample: bool = False


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
    fact, sample = FACTS[one.stage.part](viewer, cycle)
    state: str = one.state
    if state == "here" and one is not here:
        state = "also"
    if state == "ahead" and fact:
        state = "begun"
    where = reverse(PAGES[one.stage.part], kwargs={"city": viewer.city.slug})
    return Part(one.stage.part, str(one.stage.name), state, where, fact, sample)


def _round_words(viewer: Viewer, cycle: Cycle) -> str:
    open_round = process.open_round(viewer)
    words = _("Cycle %(number)d") % {"number": cycle.number}
    return f"{words}, {open_round.name}" if open_round else words


Fact = tuple[str, bool]  # words, and whether they speak of samples
NOTHING: Fact = ("", False)


def _counted(found: Any) -> tuple[int, bool]:
    """How many there are: the real ones, or the samples where there is nothing real; never both together."""
    by = dict(found.order_by().values_list("provenance").annotate(n=Count("pk", distinct=True)))
    real = by.get(Provenance.REAL, 0)
    return (real, False) if real else (by.get(Provenance.SAMPLE, 0), bool(by.get(Provenance.SAMPLE)))


def _told(found: Any, words: Callable[[int], str]) -> Fact:
    number, sample = _counted(found)
    return (words(number) % {"n": number}, sample) if number else NOTHING


def _plan(viewer: Viewer, cycle: Cycle) -> Fact:
    number, counts = process.standing(viewer, cycle)
    if number is None:
        return NOTHING
    names = {"number": number, "yes": counts["yes"], "all": sum(counts.values())}
    return _("version %(number)d: %(yes)d of %(all)d parties say yes") % names, cycle.is_sample


def _inventory(viewer: Viewer, cycle: Cycle) -> Fact:
    return _told(
        Solution.objects.visible_to(viewer), lambda n: ngettext("%(n)d solution mapped", "%(n)d solutions mapped", n)
    )


def _assessment(viewer: Viewer, cycle: Cycle) -> Fact:
    known = Indicator.objects.filter(city__slug__in=[COMMONS, viewer.city.slug], withdrawn_at=None)
    if editions.latest(viewer.city, INDEX) is None:
        return NOTHING
    return _told(known, lambda n: ngettext("%(n)d indicator, published", "%(n)d indicators, published", n))


def _topics(viewer: Viewer, cycle: Cycle) -> Fact:
    return _told(
        Topic.objects.visible_to(viewer).filter(state__in=[Topic.State.PROPOSED, Topic.State.CHOSEN]),
        lambda n: ngettext("six domains, %(n)d topic", "six domains, %(n)d topics", n),
    )


def _people(viewer: Viewer, cycle: Cycle) -> Fact:
    return _told(
        Organisation.objects.visible_to(viewer), lambda n: ngettext("%(n)d organisation", "%(n)d organisations", n)
    )


def _dialogue(viewer: Viewer, cycle: Cycle) -> Fact:
    shown = dialogue.seen(viewer).filter(state=Contribution.State.SHOWN)
    return _told(shown, lambda n: ngettext("%(n)d thought", "%(n)d thoughts", n))


def _goals(viewer: Viewer, cycle: Cycle) -> Fact:
    standing = goals.seen(viewer).filter(state__in=[Goal.State.PUBLISHED, Goal.State.ADOPTED])
    return _told(standing, lambda n: ngettext("%(n)d goal stands", "%(n)d goals stand", n))


def _priorities(viewer: Viewer, cycle: Cycle) -> Fact:
    return _told(Decision.objects.visible_to(viewer), lambda n: ngettext("%(n)d decision", "%(n)d decisions", n))


def _strategy(viewer: Viewer, cycle: Cycle) -> Fact:
    last = Version.objects.visible_to(viewer).order_by("number").last()
    return (_("version %(number)d") % {"number": last.number}, last.is_sample) if last else NOTHING


def _face(viewer: Viewer, cycle: Cycle) -> Fact:
    kit = BrandKit.objects.visible_to(viewer).filter(state=BrandKit.State.APPROVED).first()
    return (_("kit %(number)d is worn") % {"number": kit.number}, kit.is_sample) if kit else NOTHING


def _talk(viewer: Viewer, cycle: Cycle) -> Fact:
    said = Message.objects.visible_to(viewer).filter(state__in=[Message.State.RELEASED, Message.State.DONE])
    return _told(said, lambda n: ngettext("%(n)d message", "%(n)d messages", n))


def _projects(viewer: Viewer, cycle: Cycle) -> Fact:
    begun = Project.objects.visible_to(viewer).exclude(stage=Project.Stage.IDEA)
    return _told(begun, lambda n: ngettext("%(n)d project", "%(n)d projects", n))


def _horizon(viewer: Viewer, cycle: Cycle) -> Fact:
    watched = Trend.objects.visible_to(viewer).filter(state=Trend.State.WATCHED)
    return _told(watched, lambda n: ngettext("%(n)d trend watched", "%(n)d trends watched", n))


FACTS: dict[int, Callable[[Viewer, Cycle], Fact]] = {
    0: _plan,
    1: _inventory,
    2: _assessment,
    3: _topics,
    4: _people,
    5: _dialogue,
    6: _goals,
    7: _priorities,
    8: _strategy,
    9: _face,
    10: _talk,
    11: _projects,
    12: _horizon,
}
