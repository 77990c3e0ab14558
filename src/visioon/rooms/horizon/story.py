"""One review as its page tells it: what of the goal changed, and which paragraphs rest on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.look.dates import day_words
from visioon.kernel.texts.value import Text
from visioon.rooms.goals import words as goal_words
from visioon.rooms.goals.difference import Pair
from visioon.rooms.goals.models import GoalRevision
from visioon.rooms.horizon.models import Review
from visioon.rooms.strategy.models import Block, Mark, Version, VersionBlock
from visioon.rooms.strategy.queries import standing_words

NAMES: tuple[tuple[str, Any], ...] = (
    ("title", _("Title")),
    ("statement", _("Statement")),
    ("criterion", _("Criterion")),
    ("assumption", _("Assumption")),
    ("conflict", _("Conflict")),
    ("owner", _("Who answers for it")),
)


def changes(review: Review) -> list[Pair]:
    """What the review changed of the goal, before and after; empty where it changed nothing."""
    if review.after is None:
        return []
    numbers = (review.after - 1, review.after)  # what stood when it was adapted, which may be later than the opening
    found = {
        one.number: one
        for one in GoalRevision.objects.filter(goal=review.goal_id, number__in=numbers).select_related("indicator")
    }
    before, after = (found[number] for number in numbers)
    pairs = [Pair(label, getattr(before, name), getattr(after, name)) for name, label in NAMES]
    pairs.append(Pair(_("Target"), goal_words.target(before), goal_words.target(after)))
    pairs.append(Pair(_("Looked at again on"), day_words(before.review_on), day_words(after.review_on)))
    return [pair for pair in pairs if _differ(pair)]


def _differ(pair: Pair) -> bool:
    if isinstance(pair.before, Text):
        return dict(pair.before.words) != dict(pair.after.words)
    return bool(pair.before != pair.after)


@dataclass(frozen=True)
class Touched:
    """A paragraph that a review marked: its words now, and the first version that carries its new ones."""

    block: Block
    words: Text
    mark: Mark
    version: Version | None

    @property
    def is_waiting(self) -> bool:
        return self.mark.cleared_by is None


def touched(viewer: Viewer, review: Review) -> list[Touched]:
    """In the order of the strategy. Three queries."""
    of_review = Mark.objects.filter(because_kind="review", because_id=review.pk, block__removed=False)
    marks = list(of_review.select_related("block", "cleared_by").order_by("block__order", "id"))
    seen = [mark for mark in marks if viewer.sees_samples or not mark.block.is_sample]
    standing = standing_words([mark.block for mark in seen])
    versions = _versions(viewer, seen)
    return [Touched(mark.block, standing[mark.block_id], mark, versions.get(mark.block_id)) for mark in seen]


def _versions(viewer: Viewer, marks: Sequence[Mark]) -> dict[UUID, Version]:
    """The first version in which the words that answer a mark stand."""
    answered = {mark.block_id: mark.cleared_by.number for mark in marks if mark.cleared_by}
    rows = VersionBlock.objects.filter(block__in=answered).select_related("version").order_by("version__number")
    found: dict[UUID, Version] = {}
    for row in rows:
        if row.revision >= answered[row.block_id] and row.version.city_id == viewer.city.pk:
            found.setdefault(row.block_id, row.version)
    return found
