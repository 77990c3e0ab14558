"""The gates of the open parts as a viewer may read them: sentences, each with a link that this viewer may open."""

from dataclasses import dataclass
from datetime import date

from django.urls import Resolver404, resolve

from visioon.kernel.accounts.roles import Permission
from visioon.kernel.accounts.viewer import Viewer
from visioon.rooms.process.actions import PLAN
from visioon.rooms.process.gates import Condition, conditions
from visioon.rooms.process.models import Stage
from visioon.rooms.process.queries import PlannedPart


@dataclass(frozen=True)
class Asked:
    """One condition; url is empty where this viewer may not open the page."""

    words: str
    met: bool
    url: str


@dataclass(frozen=True)
class Gate:
    """The gate of one part: what it waits for, and whether it is open. may_end: this viewer may end the part."""

    stage: Stage
    conditions: list[Asked]
    may_end: bool = False

    @property
    def lacking(self) -> int:
        return sum(not one.met for one in self.conditions)

    @property
    def is_open(self) -> bool:
        """A part that never ends has nothing to open to."""
        return not self.lacking and not self.stage.is_endless


def gates(viewer: Viewer, planned: list[PlannedPart], *, everyone: bool, most: int) -> list[Gate]:
    """The gates of at most so many open parts, the one that ends first on top. everyone: for the public face."""
    opened = sorted(
        (one.stage for one in planned if one.state == "here"), key=lambda one: (one.ends or date.max, one.part)
    )
    return [_gate(viewer, stage, conditions(stage, everyone=everyone), everyone) for stage in opened[:most]]


def _gate(viewer: Viewer, stage: Stage, asked: list[Condition], everyone: bool) -> Gate:
    own = [Asked(one.words, one.met, one.url if openable(viewer, one.url) else "") for one in asked]
    return Gate(stage, own, may_end=not everyone and viewer.may(PLAN))


def openable(viewer: Viewer, url: str) -> bool:
    """Whether this viewer may open the page at an address of the house, as the mark of its view says."""
    try:
        access: Permission | None = getattr(resolve(url).func, "access", None)
    except Resolver404:
        return False
    return access is not None and viewer.may(access)
