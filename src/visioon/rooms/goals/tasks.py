"""What waits in part 6b: drafts that lack something, goals whose day to be looked at again has come."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visioon.kernel import clock
from visioon.kernel.accounts.roles import PERMISSIONS
from visioon.kernel.accounts.viewer import Viewer
from visioon.kernel.cities.models import City
from visioon.kernel.look.dates import day_words
from visioon.kernel.tasks.registry import Card, Need, source
from visioon.rooms.goals import words
from visioon.rooms.goals.actions import DRAFT
from visioon.rooms.goals.models import Goal, GoalRevision
from visioon.rooms.goals.queries import with_revision
from visioon.rooms.goals.rules import gaps

GAPS_MINUTES, REVIEW_MINUTES = 20, 45
AHEAD = timedelta(days=14)
STANDING = (Goal.State.PUBLISHED, Goal.State.ADOPTED)


def _revisions(city: City, *states: str) -> Iterator[GoalRevision]:
    """The wording that stands, of goals in one of these states."""
    found = GoalRevision.objects.filter(goal__city=city, goal__withdrawn_at=None, goal__state__in=states)
    yield from found.filter(number=F("goal__revision")).select_related("goal").order_by("goal")


def unfinished(city: City) -> Iterator[Need]:
    for one in _revisions(city, Goal.State.DRAFT):
        if gaps(one, city.languages):
            yield Need(str(one.goal_id), "goal", one.goal_id, provenance=one.goal.provenance)


def tell_unfinished(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    found = with_revision(viewer, [UUID(key) for key in keys])
    return {str(goal.pk): _unfinished(viewer, goal, revision) for goal, revision in found}


def _unfinished(viewer: Viewer, goal: Goal, revision: GoalRevision) -> Card:
    missing = gaps(revision, viewer.city.languages)
    return Card(
        _("Complete the goal: %(title)s") % {"title": revision.title},
        " ".join(str(words.GAPS[code]) for code in missing),
        _desk(viewer, goal),
        sample=goal.is_sample,
        do=_("Complete"),
        done=goal.state != Goal.State.DRAFT or not missing,
    )


def to_review(city: City) -> Iterator[Need]:
    """From two weeks before the day; the next day is another task."""
    soon = clock.today(city.time_zone) + AHEAD
    for one in _revisions(city, *STANDING):
        if one.review_on is not None and one.review_on <= soon:
            yield Need(f"{one.goal_id}:{one.review_on}", "goal", one.goal_id, one.review_on, one.goal.provenance)


def tell_to_review(viewer: Viewer, keys: Sequence[str]) -> dict[str, Card]:
    parted = {key: key.partition(":") for key in keys}
    found = {goal.pk: (goal, one) for goal, one in with_revision(viewer, {UUID(p[0]) for p in parted.values()})}
    return {
        key: _review(viewer, *found[UUID(goal)], date.fromisoformat(day))
        for key, (goal, _colon, day) in parted.items()
        if UUID(goal) in found
    }


def _review(viewer: Viewer, goal: Goal, revision: GoalRevision, day: date) -> Card:
    return Card(
        _("Look at the goal again: %(title)s") % {"title": revision.title},
        _("It was promised for %(day)s: does it still hold, is it on its way?") % {"day": day_words(day)},
        _desk(viewer, goal),
        sample=goal.is_sample,
        do=_("Look"),
        done=goal.state not in STANDING or revision.review_on != day,
    )


def _desk(viewer: Viewer, goal: Goal) -> str:
    return reverse("goals:edit", kwargs={"city": viewer.city.slug, "slug": goal.slug})


source(
    "goals.gaps",
    gettext_lazy("Goals in draft"),
    roles=PERMISSIONS[DRAFT],
    minutes=GAPS_MINUTES,
    needs=unfinished,
    describe=tell_unfinished,
    verbs=("goal.reworded",),
    passing=("goal.reaction", "goal.reactions_counted"),
)
source(
    "goals.review",
    gettext_lazy("Goals to look at again"),
    roles=PERMISSIONS[DRAFT],
    minutes=REVIEW_MINUTES,
    needs=to_review,
    describe=tell_to_review,
    verbs=("goal.reworded",),
    passing=("goal.reaction", "goal.reactions_counted"),
)
