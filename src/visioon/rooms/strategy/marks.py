"""Marks of blocks as pages show them: what stands open, and why the words of a version changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look.dates import day_words
from visioon.kernel.texts.value import Text
from visioon.kernel.thread.registry import KINDS, Stop
from visioon.rooms.strategy.models import BlockRevision, Mark


@dataclass(frozen=True)
class Marked:
    """A mark with the noun behind it, where the viewer may see that."""

    mark: Mark
    goal: Stop | None
    cause: Stop | None
    answered_in: int | None  # the revision of the block that answers it

    @property
    def sentence(self) -> str:
        """For everyone, at the block of the version in force."""
        words = {
            Mark.What.AMENDED: _(
                "The goal behind this paragraph was amended on %(day)s; the paragraph is being reworded."
            ),
            Mark.What.DROPPED: _(
                "The goal behind this paragraph was dropped on %(day)s; the paragraph is being reworded."
            ),
        }
        return words[Mark.What(self.mark.what)] % {"day": day_words(self.mark.at)}

    @property
    def task(self) -> str:
        """For those who write."""
        words = {
            Mark.What.AMENDED: _("It rests on a goal that was amended on %(day)s:"),
            Mark.What.DROPPED: _("It rests on a goal that was dropped on %(day)s:"),
        }
        return words[Mark.What(self.mark.what)] % {"day": day_words(self.mark.at)}


@dataclass(frozen=True)
class Why:
    """Why a block reads otherwise than in the version before: the reasons written down, and what lies behind them."""

    reasons: tuple[tuple[datetime, Text], ...] = ()
    causes: tuple[Stop, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.reasons or self.causes)


def of_blocks(viewer: Viewer, blocks: Iterable[UUID], *, open_only: bool = False) -> dict[UUID, list[Marked]]:
    """The marks of these blocks, oldest first. A query for the marks, one or two for each kind of cause."""
    found = Mark.objects.filter(block__in=list(blocks)).select_related("cleared_by").order_by("id")
    marks = list(found.filter(cleared_by=None) if open_only else found)
    causes = _stops(viewer, {(mark.because_kind, mark.because_id) for mark in marks})
    shown = _stops(viewer, {("goal", mark.goal_id) for mark in marks})
    own: dict[UUID, list[Marked]] = {}
    for mark in marks:
        answered = mark.cleared_by.number if mark.cleared_by else None
        cause, goal = causes.get((mark.because_kind, mark.because_id)), shown.get(("goal", mark.goal_id))
        own.setdefault(mark.block_id, []).append(Marked(mark, goal, cause, answered))
    return own


def _stops(viewer: Viewer, keys: set[tuple[str, Any]]) -> dict[tuple[str, UUID], Stop]:
    return {
        (kind, key): stop
        for kind in sorted({kind for kind, _key in keys} & set(KINDS))
        for key, stop in KINDS[kind].load(viewer, [key for own, key in keys if own == kind]).items()
    }


def whys(
    marks: Mapping[UUID, list[Marked]],
    spans: Mapping[UUID, tuple[int, int]],
    revisions: Mapping[tuple[UUID, int], BlockRevision],
) -> dict[UUID, Why]:
    """spans: block to (revision of the version before, revision of this one); what was written between says why."""
    found = {}
    for block, (before, now) in spans.items():
        between = [revisions[block, number] for number in range(before + 1, now + 1) if (block, number) in revisions]
        reasons = tuple((one.at, one.reason) for one in between if one.reason)
        answered = [one for one in marks.get(block, []) if before < (one.answered_in or 0) <= now]
        causes = {one.cause.id: one.cause for one in answered if one.cause}
        found[block] = Why(reasons, tuple(causes.values()))
    return found
