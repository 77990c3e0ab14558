"""The thread through one goal as its page tells it: where it comes from, what became of it, what is promised."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.models import Dissent
from visioon.kernel.look.dates import day_words
from visioon.kernel.thread.models import Link
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.kernel.thread.walk import beside, walk
from visioon.rooms.goals import words
from visioon.rooms.goals.models import Goal, GoalRevision
from visioon.rooms.process.models import Cycle, Stage

QUOTES_SHOWN, BLOCKS_SHOWN, PROJECTS = 4, 4, 11
# What sets a goal in motion again came after it: told as what became of it, by the review alone.
SET_IN_MOTION = frozenset({"signal", "trend", "assumption", "trigger", "review"})
TWICE = frozenset({"quote", "contribution"})  # a contribution runs to a goal over its quotes only, told already
OPEN = {Goal.State.PUBLISHED, Goal.State.ADOPTED}


@dataclass(frozen=True)
class Story:
    """quotes and origins run to the goal; after and ahead run on from it. more_...: how many are not shown here."""

    quotes: list[Stop]
    more_quotes: int
    origins: list[Stop]
    after: list[Stop]
    more_blocks: int
    ahead: list[Stop]
    dissents: list[Dissent] = field(default_factory=list)
    touched_by: list[Stop] = field(default_factory=list)  # what is watched because it may help or threaten the goal

    @property
    def themes(self) -> list[Stop]:
        return [stop for stop in self.origins if stop.code == "theme"]

    @property
    def has_samples(self) -> bool:
        return any(stop.sample for stop in [*self.quotes, *self.origins, *self.after, *self.ahead, *self.touched_by])


def tell(viewer: Viewer, goal: Goal, revision: GoalRevision, cycle: Cycle) -> Story:
    way = walk(viewer, "goal", goal.pk)
    ties = {link.to_id: link for link in Link.objects.filter(from_id=goal.pk, ended_at=None)}
    quotes = _once([stop for stop in way.before if stop.code == "quote"])
    shown = _of_every_language(quotes)
    origins = [stop for stop in way.before if stop.code not in TWICE | SET_IN_MOTION]
    reviews = [stop for stop in way.before if stop.code == "review"]
    blocks = [stop for stop in way.after if stop.code == "block"]
    own = [stop for stop in blocks if stop.id in ties] or blocks
    decisions = [_decided(stop, ties.get(stop.id)) for stop in way.after if stop.code == "decision"]
    versions = [stop for stop in way.after if stop.code == "version"]
    # What a project reported and taught stands on its own page.
    others = [stop for stop in way.after if stop.code not in {"block", "decision", "version", "statusreport"}]
    projects = [stop for stop in others if stop.code == "project"]
    chosen = [stop for stop in projects if stop.id in ties] or projects
    others = [stop for stop in others if stop.code not in {"project", "solution"}]
    return Story(
        quotes=shown,
        more_quotes=len(quotes) - len(shown),
        origins=origins,
        after=[*decisions, *reviews, *own[:BLOCKS_SHOWN], *chosen, *others, *versions[-1:]],
        more_blocks=len(blocks) - len(own[:BLOCKS_SHOWN]),
        ahead=[
            *_promised(viewer, goal, cycle, decided=bool(decisions), chosen=bool(chosen)),
            *_watched(viewer, goal, revision),
        ],
        dissents=_dissents(viewer, decisions),
        touched_by=_touching(viewer, goal),
    )


def _once(stops: Sequence[Stop]) -> list[Stop]:
    """Words that two people said alike stand once."""
    first: dict[str, Stop] = {}
    for stop in stops:
        first.setdefault(str(stop.words).casefold(), stop)
    return list(first.values())


def _of_every_language(quotes: Sequence[Stop]) -> list[Stop]:
    """A few, of every language one before there are two of any; in their own order."""
    place: dict[str, int] = {}
    ranked = []
    for number, stop in enumerate(quotes):
        place[stop.language] = place.get(stop.language, 0) + 1
        ranked.append((place[stop.language], number))
    kept = sorted(number for _, number in sorted(ranked)[:QUOTES_SHOWN])
    return [quotes[number] for number in kept]


def _decided(stop: Stop, link: Link | None) -> Stop:
    """The decision, with what it says of this goal."""
    reason = str(link.why) if link and link.why else ""
    return replace(stop, why=" · ".join(filter(None, [str(stop.why), reason])))


def _dissents(viewer: Viewer, decisions: Sequence[Stop]) -> list[Dissent]:
    if not decisions:
        return []
    own = Dissent.objects.visible_to(viewer).filter(decision__in=[stop.id for stop in decisions])
    return list(own.order_by("id"))


def _promised(viewer: Viewer, goal: Goal, cycle: Cycle, *, decided: bool, chosen: bool) -> list[Stop]:
    """What comes next, only where it has a date."""
    if goal.state not in OPEN:
        return []
    city, stops = viewer.city.slug, []
    if not decided and cycle.answer_by:
        where = reverse("process:mandate", kwargs={"city": city})
        why = gettext("An answer is promised by %(date)s.") % {"date": day_words(cycle.answer_by)}
        stops.append(_ahead("decision", _("Decision"), gettext("Not decided yet"), where, why, goal))
    stage = Stage.objects.visible_to(viewer).filter(cycle=cycle, part=PROJECTS).first()
    if stage and stage.opens and not chosen:
        where = reverse("process:plan", kwargs={"city": city})
        why = gettext("Projects are chosen from %(date)s.") % {"date": day_words(stage.opens)}
        stops.append(_ahead("project", _("Key project"), gettext("Not chosen yet"), where, why, goal))
    return stops


def _ahead(code: str, kind: Any, said: str, url: str, why: str, goal: Goal) -> Stop:
    return Stop(code, goal.pk, kind, said, url, why, goal.is_sample, "ahead")


def _watched(viewer: Viewer, goal: Goal, revision: GoalRevision) -> list[Stop]:
    """The indicator that is meant to move, with what it is to reach."""
    return [replace(stop, why=words.target(revision)) for stop in beside(viewer, [goal.pk], only="indicator")]


def _touching(viewer: Viewer, goal: Goal) -> list[Stop]:
    """What a later room watches because of this goal, each with how it touches it."""
    ties = list(Link.objects.filter(to_id=goal.pk, family=Link.Family.WATCHES, ended_at=None).order_by("id"))
    stops = {
        (kind, key): stop
        for kind in sorted({link.from_kind for link in ties} & set(KINDS))
        for key, stop in KINDS[kind].load(viewer, [link.from_id for link in ties if link.from_kind == kind]).items()
    }
    found = [(stops.get((link.from_kind, link.from_id)), words.TOUCHES.get(link.relation, "")) for link in ties]
    return [replace(stop, why=str(how)) for stop, how in found if stop]
