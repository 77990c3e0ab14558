"""What changed between two rounds: the difference of their two editions, told in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.ledger.editions import read
from visioon.kernel.ledger.models import Edition
from visioon.kernel.texts.value import Text
from visioon.rooms.goals import queries, words
from visioon.rooms.goals.computing import KIND
from visioon.rooms.goals.models import Goal, GoalRevision
from visioon.rooms.process.models import Round

Json = dict[str, Any]
COUNTED_ONLY = {"reactions", "revision"}


@dataclass(frozen=True)
class Pair:
    """One thing before and after; before is empty where there was nothing."""

    label: Any
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """A goal in the difference: how it changed, what of it, why, and how people answered."""

    goal: Goal
    revision: GoalRevision
    kind: str  # added, changed, dropped, same
    pairs: list[Pair]
    reason: Text
    reactions: list[tuple[Any, int]]

    @property
    def answered(self) -> int:
        return sum(count for _, count in self.reactions)


@dataclass(frozen=True)
class Difference:
    """The latest edition of a round against the one before it; the first has none before."""

    edition: Edition
    before: Edition | None
    round: Round | None
    changes: list[Change]

    def _of(self, kind: str) -> list[Change]:
        return [one for one in self.changes if one.kind == kind]

    @property
    def added(self) -> list[Change]:
        return self._of("added")

    @property
    def changed(self) -> list[Change]:
        return self._of("changed")

    @property
    def dropped(self) -> list[Change]:
        return self._of("dropped")

    @property
    def same(self) -> list[Change]:
        return self._of("same")


def latest(viewer: Viewer) -> Difference | None:
    """Six queries, however many goals there are."""
    editions = queries.editions(viewer, KIND)
    if not editions:
        return None
    document = read(editions[0])
    now = {one["id"]: one for one in document.inputs["goals"]}
    then = {one["id"]: one for one in document.inputs["before"] or []}
    goals = {str(one.pk): one for one in queries.seen(viewer).filter(pk__in={*now, *then})}
    wordings = _wordings([*now.values(), *then.values()])
    found = [
        _change(goals[row["id"]], row, now.get(row["id"]), then.get(row["id"]), wordings)
        for row in document.result["changes"]
        if row["id"] in goals
    ]
    round_ = Round.objects.visible_to(viewer).filter(pk__in=[editions[0].of_id]).first()
    before = editions[1] if len(editions) > 1 and document.inputs["before"] is not None else None
    return Difference(editions[0], before, round_, found)


def _wordings(frozen: Iterable[Json]) -> dict[tuple[UUID, int], GoalRevision]:
    revisions = GoalRevision.objects.filter(goal__in={one["id"] for one in frozen}).select_related("indicator")
    return {(one.goal_id, one.number): one for one in revisions}


def _change(
    goal: Goal, row: Json, now: Json | None, then: Json | None, wordings: dict[tuple[UUID, int], GoalRevision]
) -> Change:
    frozen: Json = now or then or {}
    new = wordings[goal.pk, frozen["revision"]]
    old = wordings.get((goal.pk, then["revision"])) if then else None
    fields = [name for name in row["fields"] if name not in COUNTED_ONLY]
    pairs = [_pair(name, old, new, then, now) for name in fields if old and then and now]
    counts = [(label, frozen["reactions"].get(kind, 0)) for kind, label in words.REACTIONS.items()]
    reworded = old is not None and old.number != new.number
    return Change(goal, new, _kind(row, fields, now), pairs, new.change_reason if reworded else Text(), counts)


def _kind(row: Json, fields: list[str], now: Json | None) -> str:
    """A goal that people dropped stays in the round, marked so: for a reader it was dropped."""
    if "state" in fields and now and now["state"] == Goal.State.DROPPED:
        return "dropped"
    if row["change"] == "changed" and not fields:
        return "same"
    return str(row["change"])


def _pair(name: str, old: GoalRevision | None, new: GoalRevision, then: Json | None, now: Json | None) -> Pair:
    label = words.FIELDS.get(name, name)
    if name == "targets":
        return Pair(label, words.target(old), words.target(new))
    if name in {"title", "statement"}:
        return Pair(label, getattr(old, name), getattr(new, name))
    before, after = (str(one[name]) if one else "" for one in (then, now))
    named = words.STATES if name == "state" else words.DOMAINS
    return Pair(label, str(named[before]), str(named[after]))
